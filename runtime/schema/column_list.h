/*
 * column_list: the columns of a table, by name.
 *
 * In: a connection and a table. Out: lists of its columns, compared and spelled for SQL.
 */
#ifndef INSTAR_SCHEMA_COLUMN_LIST_H
#define INSTAR_SCHEMA_COLUMN_LIST_H

#include "runtime/sqlite/sql.h"

struct instar__names {
	char **items;
	uint32_t count, room;
};

/* All that a SELECT * shows and generated ones; or those whose values are stored. */
enum instar__names_kind { INSTAR__VISIBLE, INSTAR__STORED };

void instar__names_free(struct instar__names *names);

/* The columns of a table of the main database, in order. Errors are in `sql`. */
void instar__names_of(struct instar__sql *sql, const char *table,
	enum instar__names_kind kind, struct instar__names *names);

/* Those of `from` that are in `other`, or that are not. */
void instar__names_pick(struct instar__sql *sql, const struct instar__names *from,
	const struct instar__names *other, bool in, struct instar__names *names);

bool instar__names_has(const struct instar__names *names, const char *name);

/* The column that is the row's own number, or "". Texts here are sqlite3_free()d. */
char *instar__names_rowid_key(struct instar__sql *sql, const char *table);

/* "a", "b" and CAST("a" AS TEXT), … for SQL; a, b for people. */
char *instar__names_quoted(struct instar__sql *sql, const struct instar__names *names);
char *instar__names_cast(struct instar__sql *sql, const struct instar__names *names);
char *instar__names_plain(struct instar__sql *sql, const struct instar__names *names);

#endif
