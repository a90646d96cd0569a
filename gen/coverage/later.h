/*
 * later: rows for statements that others of their step come before.
 *
 * In: a step, its statements' situations as the plain rows met them, and the rows right
 * before it. Out: rows for those that nobody has met. What tables were made of is
 * followed back to those that are there; whether the rows show what they are made for is
 * seen by running the step on them, which is undone.
 */
#ifndef GEN_COVERAGE_LATER_H
#define GEN_COVERAGE_LATER_H

#include "gen/coverage/entries.h"

void later_make(struct coverage *coverage, const struct coverage_part *part);

#endif
