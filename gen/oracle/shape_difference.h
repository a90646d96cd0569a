/*
 * shape_difference: what a new definition of a table lacks that the old one has.
 *
 * In: two shapes, and which names were changed between them. Out: what the old one
 * demands or does and the new one does not, each told in words. How a definition is
 * written does not count: order, case and quotes do not matter. What the new one has
 * besides is nobody's loss.
 */
#ifndef GEN_ORACLE_SHAPE_DIFFERENCE_H
#define GEN_ORACLE_SHAPE_DIFFERENCE_H

#include "gen/oracle/shape.h"

/* What is missing, or is another one. */
enum shape_part {
	SHAPE_PRIMARY_KEY,
	SHAPE_ROWID, /* a key is there, but it is not the rowid any more */
	SHAPE_UNIQUE,
	SHAPE_WEAKER_UNIQUE, /* over more columns, or fewer rows */
	SHAPE_WIDER_KEY,     /* by a column that is new */
	SHAPE_FOREIGN_KEY,
	SHAPE_OTHER_FOREIGN_KEY, /* another parent, another action */
	SHAPE_CHECK,
	SHAPE_LOOSER_CHECK,
	SHAPE_OTHER_CHECK, /* of the same columns */
	SHAPE_NOT_NULL,
	SHAPE_CONFLICT, /* ON CONFLICT … */
	SHAPE_OPTION,	/* STRICT, WITHOUT ROWID, AUTOINCREMENT */
	SHAPE_COLLATE,
	SHAPE_GENERATED,
	SHAPE_DEFAULT,
	SHAPE_OTHER_DEFAULT,
	SHAPE_INDEX,
	SHAPE_OTHER_INDEX,   /* its WHERE, COLLATE, DESC or an expression */
	SHAPE_INDEX_COLUMNS, /* it is on others */
	SHAPE_TRIGGER,
	SHAPE_OTHER_TRIGGER, /* it fires for less */
	SHAPE_TRIGGER_BODY   /* it does something else */
};

struct shape_difference {
	enum shape_part part;
	const char
		*words; /* "without its UNIQUE (a)", "with another DEFAULT of b: 1 …" */
	const char *name; /* of the index or trigger, or of the column; or NULL */
	const char *sql;  /* the index or trigger as it was, or NULL */
	const char *was;  /* the column or constraint as it was, or NULL */
};

struct shape_comparison {
	struct arena *arena;
	const struct shape *old, *new;
	/* Columns and tables that are called otherwise now, in pairs. */
	struct names columns_were, columns_are, tables_were, tables_are;
	/* A table's definition now; false: it is gone. NULL: all are as they were. */
	bool (*find)(const void *context, const char *table,
		const struct tree_statement **tree);
	const void *context;
	struct shape_difference *items; /* out */
	uint32_t count;
};

/* Fill in what differs. Before it, all but `items` and `count` are given. */
void shape_compare(struct shape_comparison *comparison);

/* Do two definitions of one object do the same? */
bool shape_same(struct arena *arena, const struct tree_statement *one,
	const struct tree_statement *other);

/* Parts of the comparison, each in a file of its name: keys and indexes, foreign keys,
 * triggers. */
void shape_compare_keys(struct shape_comparison *comparison);
void shape_compare_references(struct shape_comparison *comparison);
void shape_compare_triggers(struct shape_comparison *comparison);

/* For these: one more difference. */
struct shape_difference *shape_differs(struct shape_comparison *comparison,
	enum shape_part part, const char *words, const char *name);

/* A constraint as it was written: with its column, if it is of one. */
const char *shape_text(struct arena *arena, const struct tree_column_def *column,
	const struct tree_constraint *constraint);

/* What the new table calls a column of the old one; NULL: it is gone. */
const char *shape_column_now(
	const struct shape_comparison *comparison, const char *column);

/* Do an old and a new expression say the same? NULL is none. */
bool shape_same_expr(const struct shape_comparison *comparison,
	const struct tree_expr *old, const struct tree_expr *new);

/*
 * How a new condition is to an old one on their faces: by AND, OR, the members of IN, and
 * bounds.
 */
enum shape_strength {
	SHAPE_ANOTHER,
	SHAPE_STRICTER, /* it lets in no more */
	SHAPE_LOOSER	/* its bounds let in all that it did, and more */
};

enum shape_strength shape_condition(const struct shape_comparison *comparison,
	const struct tree_expr *old, const struct tree_expr *new);

bool shape_same_trigger(const struct shape_comparison *comparison,
	const struct tree_create_trigger *old, const struct tree_create_trigger *new);

/* How many of the old columns that an expression reads are still there, or gone. */
struct shape_reads {
	uint32_t there, gone;
};

struct shape_reads shape_reads_of(
	const struct shape_comparison *comparison, const struct tree_expr *expr);

/* "UNIQUE (a, b)", "unique index i". */
const char *shape_key_words(struct arena *arena, const struct shape_key *key);

/* "REPLACE"; NULL: the default, ABORT. */
const char *shape_conflict(enum tree_conflict conflict);

#endif
