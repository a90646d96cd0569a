/*
 * nullability: can an expression be NULL, as the schema has it?
 *
 * In: an expression, the frame it is in, and what else is wished of the same row.
 * Out: whether NOT NULL, keys, the functions in it or those wishes rule NULL out. Rows
 * are not asked: what none of them happens to show is not ruled out.
 */
#ifndef GEN_COVERAGE_NULLABILITY_H
#define GEN_COVERAGE_NULLABILITY_H

#include "gen/coverage/frame.h"

bool nullability_of(const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const struct tree_expr *expr);

/* Can it have that truth value, as far as NULLs decide that? */
bool nullability_allows(const struct frame *frame, enum frame_place place,
	const struct wish *wishes, const struct tree_expr *expr, enum wanted wanted);

#endif
