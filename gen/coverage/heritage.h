/*
 * heritage: what a table that the step fills with a copy has from what was copied.
 *
 * In: a table as the step has made it, and the tables before the step. Out: where one
 * query over one table fills it, and nothing else writes to it, its copied columns take
 * no NULL where those do not, are unique and refer to parents as those do, and hold to
 * the same CHECKs.
 */
#ifndef GEN_COVERAGE_HERITAGE_H
#define GEN_COVERAGE_HERITAGE_H

#include "gen/coverage/relation.h"

/* Before the step: read the tables that it copies; no others are read afterwards. */
void heritage_know(struct relations *past);

void heritage_take(const struct relations *relations, struct relation *relation);

#endif
