/*
 * sql: the only file that talks to SQLite's statements, for runtime and generator.
 *
 * In: a connection and single statements. Out: rows, and one sticky error: after the
 * first every call does nothing, so a procedure of twenty calls needs no ladder of ifs.
 * A second engine would be a second sql.c.
 */
#ifndef INSTAR_SQLITE_SQL_H
#define INSTAR_SQLITE_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "instar.h"

struct instar__sql {
	sqlite3 *db;
	int code;	 /* enum instar_code of the first error; INSTAR_OK: none */
	int sqlite_code; /* SQLite's extended code of it */
	int offset;	 /* byte in the statement where SQLite saw it, or -1 */
	char message[400];
};

/* Begin to use a connection; no call of SQLite is made. */
void instar__sql_init(struct instar__sql *sql, sqlite3 *db);

/* Forget the error, for procedures that go on after one (roll back, restore). */
void instar__sql_clear(struct instar__sql *sql);

/* Note the connection's present error, if none is noted yet. Returns sql->code. */
int instar__sql_fail(struct instar__sql *sql, int rc);

/* Prepare one statement; NULL after an error. Finish it with instar__sql_finish(). */
sqlite3_stmt *instar__sql_prepare(struct instar__sql *sql, const char *text);

/*
 * Prepare the first statement of a text and move the text behind it; NULL at the end of
 * the text and after an error.
 */
sqlite3_stmt *instar__sql_prepare_next(struct instar__sql *sql, const char **text);

/* Advance: true when there is a row. False at the end or after an error. */
bool instar__sql_row(struct instar__sql *sql, sqlite3_stmt *stmt);

/* Bind text to a parameter, NULL as NULL. The text must outlive the statement. */
void instar__sql_bind(
	struct instar__sql *sql, sqlite3_stmt *stmt, int parameter, const char *text);

/* Text of a column, "" for NULL and after an error; valid until the next step. */
const char *instar__sql_text(struct instar__sql *sql, sqlite3_stmt *stmt, int column);

/* Finalize; NULL is allowed; works after an error. */
void instar__sql_finish(sqlite3_stmt *stmt);

/* Run one statement to its end, dropping its rows. Returns sql->code. */
int instar__sql_exec(struct instar__sql *sql, const char *text);

/* The first column of the first row as an integer; `otherwise` without a row. */
int64_t instar__sql_int(struct instar__sql *sql, const char *text, int64_t otherwise);

/* Does a statement of the connection still run? */
bool instar__sql_left_open(sqlite3 *db);

/* The instar code for one of SQLite's (extended) result codes. */
int instar__sql_code(int rc);

#endif
