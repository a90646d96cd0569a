/*
 * domains: does a list of what a column may hold rule a truth value out?
 *
 * In: a condition over one column, and what else is wished of the row. Out: whether a
 * CHECK, or the WHERE that has chosen the row, lists what the column may hold, and none
 * of that answers so.
 */
#ifndef GEN_COVERAGE_DOMAINS_H
#define GEN_COVERAGE_DOMAINS_H

#include "gen/coverage/frame.h"

/* By what; NULL: nothing does. */
const char *domains_exclude(const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const struct tree_expr *expr, enum wanted wanted);

#endif
