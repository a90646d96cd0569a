/*
 * domains: does a CHECK of the table alone rule a truth value out?
 *
 * In: a condition over one column. Out: whether a CHECK lists what the column may hold,
 * and none of that answers so.
 */
#ifndef GEN_COVERAGE_DOMAINS_H
#define GEN_COVERAGE_DOMAINS_H

#include "gen/coverage/frame.h"

bool domains_exclude(
	const struct frame *frame, const struct tree_expr *expr, enum wanted wanted);

#endif
