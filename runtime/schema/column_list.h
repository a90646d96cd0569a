/*
 * column_list: the columns of a table, by name.
 *
 * In: a connection and a table. Out: lists of its columns, compared and spelled for SQL.
 */
#ifndef INSTAR_SCHEMA_COLUMN_LIST_H
#define INSTAR_SCHEMA_COLUMN_LIST_H

#include "runtime/sqlite/sql.h"

struct instar__columns {
	char **items;
	uint32_t count, room;
};

/* All that a SELECT * shows and generated ones; or those whose values are stored. */
enum instar__columns_kind { INSTAR__VISIBLE, INSTAR__STORED };

void instar__columns_free(struct instar__columns *names);

/* The columns of a table of the main database, in order. Errors are in `sql`. */
void instar__columns_of(struct instar__sql *sql, const char *table,
	enum instar__columns_kind kind, struct instar__columns *names);

/* Those of `from` that are in `other`, or that are not. */
void instar__columns_pick(struct instar__sql *sql, const struct instar__columns *from,
	const struct instar__columns *other, bool in, struct instar__columns *names);

bool instar__columns_has(const struct instar__columns *names, const char *name);

/* The column that is the row's own number, or "". Texts here are sqlite3_free()d. */
char *instar__columns_rowid_key(struct instar__sql *sql, const char *table);

/* "a", "b" and CAST("a" AS TEXT), … for SQL; a, b for people. */
char *instar__columns_quoted(
	struct instar__sql *sql, const struct instar__columns *names);
char *instar__columns_cast(struct instar__sql *sql, const struct instar__columns *names);
char *instar__columns_plain(struct instar__sql *sql, const struct instar__columns *names);

#endif
