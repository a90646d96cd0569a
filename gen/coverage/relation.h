/*
 * relation: what SQLite says of a table that decides which rows it can have.
 *
 * In: a scratch database and a name. Out: its columns and whether they take NULL, its
 * keys, its foreign keys. Read once for each table of a derivation; it says nothing of
 * the rows that are there.
 */
#ifndef GEN_COVERAGE_RELATION_H
#define GEN_COVERAGE_RELATION_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/map.h"
#include "gen/base/names.h"
#include "gen/oracle/scratch.h"
#include "gen/sql/tree.h"

/* Columns that are unique together. */
struct relation_key {
	struct names columns;
	bool partial; /* only where the index has its WHERE */
};

struct relation_reference {
	const char *parent;
	struct names columns;
	struct names targets; /* the parent's; empty: its primary key */
};

struct relation {
	const char *name;
	bool table; /* false: a view, a virtual table */
	struct names columns;
	struct names filled;   /* those of them that are not generated */
	struct names not_null; /* those of them that take no NULL */
	struct names primary;
	const char *rowid; /* the INTEGER PRIMARY KEY, or NULL */
	struct relation_key *keys;
	uint32_t key_count;
	struct relation_reference *references;
	uint32_t reference_count;
	const struct tree_select *select; /* CREATE TABLE … AS this, in the step */
	const struct tree_expr **checks;
	uint32_t check_count;
};

struct relations {
	struct scratch *scratch;
	const struct script *script;
	struct names absent;	/* tables that IF NOT EXISTS of the script makes */
	uint32_t at;		/* so many of its statements have run */
	bool before;		/* no: names are looked up before it, by their origins */
	uint32_t arm, arms;	/* which filling of a table is looked at; of how many */
	bool sealed;		/* no more tables are read */
	struct relations *past; /* the tables before the script, or NULL */
	struct relations *reader; /* that has read the tables; NULL: this one */
	struct map names;
	struct relation **items; /* NULL: there is no such table */
	uint32_t count;
};

/* `script`: what the step runs, for tables that it makes of a query; or NULL. */
void relations_init(struct relations *relations, struct scratch *scratch,
	const struct script *script);

/* A table or view of that name, or NULL. */
const struct relation *relation_of(struct relations *relations, const char *name);

/* Are some of these columns unique together, and none of them NULL? */
bool relation_is_unique(const struct relation *relation, const struct names *columns);

/* The same where NULLs are left out. */
bool relation_is_key(const struct relation *relation, const struct names *columns);

/* Is it the rowid, by whatever name? */
bool relation_is_rowid(const struct relation *relation, const char *column);

/* Can the column be NULL? */
bool relation_takes_null(const struct relation *relation, const char *column);

/* Does a foreign key of these columns lead to that parent? */
bool relation_refers(
	const struct relation *relation, const struct names *columns, const char *parent);

/* Does it lead each row to one, as none of the columns can be NULL? */
bool relation_has_parent(
	const struct relation *relation, const struct names *columns, const char *parent);

/* The columns as SQL lists them; NULL without any. */
const char *relation_list(struct arena *arena, const struct names *columns);

/* The columns of the parent that a foreign key refers to. */
const struct names *relation_targets(
	const struct relation_reference *reference, const struct relation *parent);

#endif
