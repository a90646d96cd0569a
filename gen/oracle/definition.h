/*
 * definition: what a CREATE TABLE says of its columns, summed up.
 *
 * In: a table's tree. Out: its columns with what no pragma tells at one go, its keys,
 * those of its columns among them, and its options. It knows no other table.
 */
#ifndef GEN_ORACLE_DEFINITION_H
#define GEN_ORACLE_DEFINITION_H

#include "gen/sql/tree.h"

struct arena;

struct column_text {
	const char *name;
	const char *type;    /* in lower case, as `varchar(10)`, or "" */
	const char *collate; /* the collation's name, or NULL */
	const struct tree_constraint *fallback; /* the DEFAULT, or NULL */
	bool generated;
	bool not_null;
	bool primary;
	bool unique;
};

/* PRIMARY KEY (a, b) or UNIQUE (a, b), of a column or of the table. */
struct key_text {
	const char *columns; /* "a,b" */
	uint32_t column_count;
	bool primary;
};

struct definition {
	struct column_text *columns;
	uint32_t column_count;
	struct key_text *keys;
	uint32_t key_count;
	bool strict;
	bool without_rowid;
	bool autoincrement;
};

/* Of a tree, or of none. What is no CREATE TABLE with columns gives none. */
struct definition definition_of(struct arena *arena, const struct tree_statement *tree);

/* The same of its text, as sqlite_schema has it. */
struct definition definition_read(struct arena *arena, const char *sql);

/* NULL when there is none of that name. */
const struct column_text *definition_column(
	const struct definition *definition, const char *name);

#endif
