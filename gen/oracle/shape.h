/*
 * shape: what a definition holds a table to.
 *
 * In: the tree of a CREATE TABLE, and those of its indexes and triggers. Out: columns,
 * keys, foreign keys, conditions and options in one form, however they are written: a
 * column's constraint is the table's. It asks no database and knows no step;
 * shape_difference compares two.
 */
#ifndef GEN_ORACLE_SHAPE_H
#define GEN_ORACLE_SHAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/names.h"
#include "gen/sql/tree.h"

struct arena;

/* One of the columns or expressions of a key or an index. */
struct shape_term {
	const char *column; /* NULL: an expression */
	const struct tree_expr *expr;
	const char *collate; /* as written there; NULL: the column's own */
	bool descending;
};

/* PRIMARY KEY, UNIQUE, of a column or of the table, or an index. */
struct shape_key {
	const char *name;			  /* of an index; NULL: a constraint */
	const char *sql;			  /* of an index */
	const struct tree_column_def *column;	  /* whose constraint it is, or NULL */
	const struct tree_constraint *constraint; /* NULL: of an index */
	bool primary, unique;
	enum tree_conflict conflict;
	struct shape_term *terms;
	uint32_t term_count;
	const struct tree_expr *where;
};

struct shape_column {
	const char *name;
	const struct tree_column_def *tree;
	const char *type;    /* "" when there is none */
	const char *collate; /* "BINARY" when it is not said */
	const struct tree_constraint *fallback, *generated, *not_null; /* or NULL */
};

/* A foreign key. */
struct shape_reference {
	struct names columns;
	const struct tree_reference *to;
	const struct tree_column_def *column; /* whose constraint it is, or NULL */
	const struct tree_constraint *constraint;
};

struct shape_trigger {
	const char *name, *sql;
	const struct tree_create_trigger *tree; /* NULL: the grammar does not know it */
};

struct shape {
	struct shape_column *columns;
	uint32_t column_count;
	struct shape_key *keys; /* indexes come last */
	uint32_t key_count;
	struct shape_reference *references;
	uint32_t reference_count;
	const struct tree_expr **checks; /* all that AND joins, each on its own */
	uint32_t check_count;
	struct shape_trigger *triggers;
	uint32_t trigger_count;
	const char *rowid; /* the column that is INTEGER PRIMARY KEY, or NULL */
	bool strict, without_rowid, autoincrement;
};

/* The table alone; of what is no CREATE TABLE with columns, nothing. */
struct shape shape_of(struct arena *arena, const struct tree_statement *tree);

/* What hangs on it; NULL for a tree: only the name is known. */
void shape_add_index(struct arena *arena, struct shape *shape, const char *name,
	const char *sql, const struct tree_statement *tree);
void shape_add_trigger(struct arena *arena, struct shape *shape, const char *name,
	const char *sql, const struct tree_statement *tree);

const struct shape_column *shape_column(const struct shape *shape, const char *name);

#endif
