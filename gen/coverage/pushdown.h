/*
 * pushdown: what is asked of a subquery's columns, asked of the rows below it.
 *
 * In: an expression over the columns of a subquery or of a table of WITH. Out: the same
 * over what the columns are made from; NULL where that is not seen.
 */
#ifndef GEN_COVERAGE_PUSHDOWN_H
#define GEN_COVERAGE_PUSHDOWN_H

#include "gen/coverage/frame.h"

/* What a column of the source is made from in a core of its subquery; NULL: not seen. */
const struct tree_expr *pushdown_column(const struct frame_source *source,
	const struct tree_core *core, const char *name);

const struct tree_expr *pushdown_expr(const struct frame *frame,
	const struct frame_source *source, const struct tree_core *core,
	const struct tree_expr *expr);

/* The same expression, its strings in double quotes being what they are. */
const struct tree_expr *pushdown_strings(
	const struct frame *frame, const struct tree_expr *expr);

/* The same expression, its columns without their tables; NULL: it has other parts. */
const struct tree_expr *pushdown_bare(
	const struct frame *frame, const struct tree_expr *expr);

#endif
