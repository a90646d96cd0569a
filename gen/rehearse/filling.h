/*
 * filling: how a copy fills a column.
 *
 * In: INSERT … SELECT into what a table becomes, and a column of the table before. Out:
 * whether it is filled from itself, from something else, or not at all. It reads the
 * statement; what that did to values is seen on rows.
 */
#ifndef GEN_REHEARSE_FILLING_H
#define GEN_REHEARSE_FILLING_H

#include "gen/rehearse/loss.h"

/* In the order of how much there is to be said. */
enum filling {
	FILLED_SAME,	    /* as it is */
	FILLED_FROM_ITSELF, /* by an expression that reads it */
	FILLED_FROM_OTHER,  /* another column, a constant */
	FILLED_BY_POSITION, /* another column, and nothing in the statement says so */
	NOT_FILLED
};

/* loss->after is there, and `column` a name of it and of loss->before. */
enum filling filling_kind(
	const struct loss *loss, const struct write *write, const char *column);

/* The constant that a copy fills a column with, which filling_kind() calls other; or NULL.
 */
const struct tree_expr *filling_constant(
	const struct loss *loss, const struct write *write, const char *column);

/*
 * A column of loss->before that the copy puts into another one of `to`, while each table
 * has both, and nothing in the statement says that it is meant; NULL: there is none.
 */
const char *filling_crossed(
	const struct loss *loss, const struct write *write, const struct table_rows *to);

/* Do the tables' names tell that the copy reads what loss->before was? */
bool filling_reads(const struct loss *loss, const struct write *write);

#endif
