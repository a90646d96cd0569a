/*
 * recipe: what has to be known of a table to write rows for it.
 *
 * In: one version of a table, its text and SQLite's pragmas. Out: its columns with the
 * values that its CHECKs may like, its checks with the columns they name, its foreign
 * keys. It is read once for each version and says nothing of rows.
 */
#ifndef GEN_ROWS_RECIPE_H
#define GEN_ROWS_RECIPE_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/value.h"
#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"
#include "gen/rows/history_values.h"

/* No column, no candidate. */
#define RECIPE_NONE UINT32_MAX

/* What a value ought to be, before any CHECK has its say. */
enum nature {
	NATURE_TEXT,
	NATURE_INTEGER,
	NATURE_REAL,
	NATURE_BLOB,
	NATURE_BOOLEAN,
	NATURE_DATE,
	NATURE_JSON
};

enum candidate_kind {
	CANDIDATE_VALUE, /* as it is */
	CANDIDATE_NEAR,	 /* a number close to it */
	CANDIDATE_ABOVE, /* a little more, or behind it in the alphabet */
	CANDIDATE_BELOW,
	CANDIDATE_RANGE,    /* between two numbers */
	CANDIDATE_MULTIPLE, /* of a number, and `high` more */
	CANDIDATE_LENGTH,   /* so many characters or bytes */
	CANDIDATE_GLOB,	    /* text that matches */
	CANDIDATE_AFFIX,    /* text that has it in it */
	CANDIDATE_UPPER,    /* capitals */
	CANDIDATE_SUM,	    /* of the other columns of the condition */
	CANDIDATE_PRODUCT,
	CANDIDATE_DATE,
	CANDIDATE_JSON
};

struct candidate {
	enum candidate_kind kind;
	struct value value;	 /* the number, pattern or text; a range's low end */
	double high;		 /* of a range; beyond a multiple */
	bool strong;		 /* a CHECK asks for it: worth to begin with */
	uint32_t used;		 /* rows that have it */
	bool aimed;		 /* a demand's condition compares the column with it */
	const uint32_t *columns; /* of a sum or product, this column among them */
	uint32_t column_count;
};

/* A member that a CHECK looks for in JSON: one of these values, or what a column holds.
 */
struct member {
	const char *path;
	struct value values[HABIT_LITERALS];
	uint32_t count;
	uint32_t same; /* as this column, or RECIPE_NONE */
};

struct recipe_column {
	const char *name;
	enum nature nature;
	bool integer; /* INTEGER affinity */
	bool textual; /* TEXT affinity */
	bool not_null;
	bool primary;
	bool rowid;  /* INTEGER PRIMARY KEY, most likely */
	bool unique; /* alone, by a key or an index */
	bool keyed;  /* part of a foreign key */
	bool generated;
	bool array;	  /* JSON: an array */
	bool bytes;	  /* takes nothing but blobs */
	bool day;	  /* a date without a time */
	bool upper;	  /* in capitals */
	bool closed;	  /* a CHECK takes nothing but its strong candidates */
	bool stubborn;	  /* rows that were there accepted no value in it */
	uint32_t longest; /* VARCHAR(n), 0 without */
	struct candidate *candidates;
	uint32_t candidate_count, strong_count;
	uint32_t favourite;   /* the candidate that was accepted last, or RECIPE_NONE */
	const char *alphabet; /* of texts of a given length, or NULL */
	struct member *members;
	uint32_t member_count;
	const struct history_value *habit; /* or NULL */
	uint32_t *sources; /* of a generated column: what it is made from */
	uint32_t source_count;
};

struct recipe_check {
	const char *name; /* or NULL */
	const char *text; /* as SQLite names it in its message otherwise */
	const struct tree_expr *expr;
	uint32_t *columns;
	uint32_t count;
};

struct recipe_key {
	const char *parent;
	uint32_t *columns;
	const char **targets; /* the parent's columns; NULL: its primary key */
	uint32_t count;
};

struct recipe {
	const struct shot_object *object;
	struct recipe_column *columns;
	uint32_t count;
	struct recipe_check *checks;
	uint32_t check_count;
	struct recipe_key *keys;
	uint32_t key_count;
	const char **primary; /* its columns in order */
	uint32_t primary_count;
	bool strict;
	bool triggers_read; /* their literals are among the candidates */
	const struct tree_statement **triggers; /* those that were read */
	uint32_t trigger_count;
	uint32_t full;	    /* so many rows, and no more go in; 0: not known */
	const char *insert; /* INSERT of all columns that can be written */
};

struct recipe *recipe_read(struct arena *arena, const struct history_values *habits,
	struct scratch *scratch, const struct shot_object *table);

uint32_t recipe_column(const struct recipe *recipe, const char *name);

/* May the column be NULL in a row that is written? Not where it is a primary key. */
bool recipe_nullable(const struct recipe_column *column);

/*
 * The parent's column that a key's column `i` refers to: by name, or a part of the
 * primary key; RECIPE_NONE when the parent has none.
 */
uint32_t recipe_target(
	const struct recipe_key *key, uint32_t i, const struct recipe *parent);

/* The parent's columns that a key names; none when its primary key is meant. */
struct names recipe_targets_named(struct arena *arena, const struct shot_key *key);

/* Add a column to a list, once. */
void recipe_list(struct arena *arena, uint32_t **list, uint32_t *count, uint32_t column);

/* The columns that an expression names (check_clauses.c). */
uint32_t *recipe_columns_in(struct arena *arena, const struct recipe *recipe,
	const struct tree_expr *expr, uint32_t *count);

/* The CHECKs and generated columns in the text of the table (check_clauses.c). */
void recipe_read_checks(struct arena *arena, struct recipe *recipe);

/* Candidates from the triggers that fire on insert (check_clauses.c). */
void recipe_read_triggers(
	struct arena *arena, struct recipe *recipe, struct scratch *scratch);

/* What one condition, or its opposite, says of the columns (condition.c). */
void condition_read(struct arena *arena, struct recipe *recipe,
	const struct tree_expr *expr, bool negated);

/* What WHEN asks, for CASE a WHEN b `a = b` (condition.c). */
const struct tree_expr *condition_of_when(
	struct arena *arena, const struct tree_expr *expr, const struct tree_when *when);

/* What an expression says of them that is no condition: a generated column's. */
void condition_read_computed(
	struct arena *arena, struct recipe *recipe, const struct tree_expr *expr);

#endif
