/*
 * schema: what is in a database, by name: one pass over sqlite_schema.
 *
 * In: a connection. Out: its tables, indexes, views and triggers with the definition
 * of each. It refuses to know what ought to be there: that is check's.
 * The runtime loads it whole; the generator keeps one up to date step by step.
 */
#ifndef INSTAR_SCHEMA_SCHEMA_H
#define INSTAR_SCHEMA_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/sqlite/sql.h"

enum instar__object_type {
	INSTAR__TABLE = 1, /* virtual tables too */
	INSTAR__INDEX,
	INSTAR__VIEW,
	INSTAR__TRIGGER
};

struct instar__object {
	char *name;	      /* as SQLite stores it; the schema owns all three texts */
	char *table;	      /* tbl_name: of an index or trigger the table it is on */
	char *definition;     /* "": it has none (automatic indexes) */
	uint64_t text_digest; /* of the definition's bytes */
	enum instar__object_type type;
	bool gone;  /* removed by instar__schema_remove() */
	bool exact; /* set by check: its definition is the one that was proved */
	uint32_t from, until; /* set by check: the positions where it was, when exact */
};

/* The token digest of an object's definition. */
uint64_t instar__object_digest(const struct instar__object *object);

struct instar__schema {
	struct instar__object *objects;
	uint32_t *slots; /* open addressing: index into objects plus 1, or 0 */
	uint32_t count, room, slot_count;
	struct instar__schema_block *blocks; /* where the texts are, newest first */
};

/* An empty schema, which owns nothing yet. */
void instar__schema_init(struct instar__schema *schema);
void instar__schema_free(struct instar__schema *schema);

/*
 * Read sqlite_schema of the main database. Objects whose name begins with "sqlite_" are
 * left out. Returns sql->code.
 */
int instar__schema_load(struct instar__schema *schema, struct instar__sql *sql);

/* Add an object, or replace the one of that name. False when there is no memory. */
bool instar__schema_put(struct instar__schema *schema, enum instar__object_type type,
	const char *name, const char *table, const char *definition);

/* Take an object out; nothing happens when it is not there. */
void instar__schema_remove(
	struct instar__schema *schema, enum instar__object_type type, const char *name);

/*
 * The object of that name, or NULL. Tables, indexes and views share one space of names;
 * triggers have their own. ASCII letters compare without case.
 */
struct instar__object *instar__schema_find(
	const struct instar__schema *schema, bool trigger, const char *name);

/* The type that sqlite_schema calls "table", "index", "view" or "trigger"; 0: other. */
enum instar__object_type instar__object_type(const char *word);
const char *instar__object_word(enum instar__object_type type);

bool instar__is_virtual(const struct instar__object *object);

/* Is it a table behind a virtual one, whose module makes it? */
bool instar__is_shadow(
	const struct instar__schema *schema, const struct instar__object *object);

/* --- Asked of the database, not of what was read. Errors are in `sql`. */

/* Is the table there? One that is: does it hold a row, and how many? */
bool instar__table_is_there(struct instar__sql *sql, const char *table);
bool instar__table_has_row(struct instar__sql *sql, const char *table);
int64_t instar__table_rows(struct instar__sql *sql, const char *table);

/*
 * What a step can take: the rows of a table, or the values, NULL aside, of a column of
 * it; column "": the rows. What is not there holds none. The one count of it, before a
 * step, in a plan and before a rollback.
 */
int64_t instar__table_holds(
	struct instar__sql *sql, const char *table, const char *column);

#endif
