/*
 * substitution: an expression with other expressions in the place of its columns.
 *
 * In: an expression, and for each name that a table goes by there what its columns are
 * made of. Out: the expression over whatever those are made of, as text. It runs nothing;
 * a name that it does not know makes the whole unknown.
 */
#ifndef GEN_ORACLE_SUBSTITUTION_H
#define GEN_ORACLE_SUBSTITUTION_H

#include "gen/sql/tree.h"

struct arena;

/* What the row before the step is called in a derived expression. */
#define DERIVED_ROW "instar_row"

/* The same row's neighbour, with which it is compared. */
#define DERIVED_OTHER "instar_other"

/* A longer expression is unknown. */
#define DERIVED_LONGEST 4000

/* What one column holds, as an expression over the row that it was made from. */
struct derived_column {
	const char *name; /* as it is called now */
	const char *sql;  /* over the columns of DERIVED_ROW; NULL: not known */
	const char
		*column; /* of the table before, when it is that and no more; or NULL */
	bool generated;
};

struct derived_columns {
	struct derived_column *items;
	uint32_t count;
};

/* A table in an expression; the first one of a scope has the columns without a table. */
struct substitute {
	const char *name;
	const char *other; /* a second name, or NULL */
	const struct derived_columns *columns;
	bool rowid; /* it is the row before itself, so that its rowid is that row's */
};

struct scope {
	struct substitute items[2];
	uint32_t count;
};

/* NULL when no such column is there. */
const struct derived_column *derived_column(
	const struct derived_columns *columns, const char *name);

/*
 * The expression over DERIVED_ROW; NULL when something in it is not known. In subqueries
 * only columns with a table that the scope has are replaced.
 */
const char *substitute(
	struct arena *arena, const struct scope *scope, const struct tree_expr *expr);

/* Both conditions; NULL is none. */
const char *substitution_both(struct arena *arena, const char *one, const char *other);

/* The columns of DERIVED_ROW that a derived expression reads. */
struct names substitution_reads(struct arena *arena, const char *sql);

/* The derived expression about the row's neighbour. */
const char *substitution_other(struct arena *arena, const char *sql);

#endif
