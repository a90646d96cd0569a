/*
 * sql: SQLite's statements, for runtime and generator: no other room names their calls.
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
struct instar__sql instar__sql_on(sqlite3 *db);

/* Forget the error, for procedures that go on after one (roll back, restore). */
void instar__sql_clear(struct instar__sql *sql);

/* Note the connection's present error, if none is noted yet. Returns sql->code. */
int instar__sql_fail(struct instar__sql *sql, int rc);

/*
 * Take over the error of another, if it has one that is about more than its statement and
 * this one has none: for questions that SQLite may refuse.
 */
void instar__sql_take(struct instar__sql *sql, const struct instar__sql *from);

/* --- Statements. Formats are those of sqlite3_mprintf(): %w in a name, %Q a literal. */

/* Prepare one statement; NULL after an error. Finish it with instar__sql_finish(). */
sqlite3_stmt *instar__sql_prepare(struct instar__sql *sql, const char *text);
sqlite3_stmt *instar__sql_preparef(struct instar__sql *sql, const char *format, ...);

/* The same, with a text bound to its first parameter, as instar__sql_bind() does. */
sqlite3_stmt *instar__sql_prepare_with(
	struct instar__sql *sql, const char *text, const char *first);

/* Bind to a parameter; text NULL as NULL. The text must outlive the statement. */
void instar__sql_bind(
	struct instar__sql *sql, sqlite3_stmt *stmt, int parameter, const char *text);
void instar__sql_bind_int(
	struct instar__sql *sql, sqlite3_stmt *stmt, int parameter, int64_t value);
void instar__sql_bind_value(struct instar__sql *sql, sqlite3_stmt *stmt, int parameter,
	const sqlite3_value *value);

/* Has the statement a parameter of that number? Of NULL: no. */
bool instar__sql_takes(sqlite3_stmt *stmt, int parameter);

/* Advance: true when there is a row. False at the end or after an error. */
bool instar__sql_row(struct instar__sql *sql, sqlite3_stmt *stmt);

/* Advance to the end, dropping the rows, and make it ready to run again. */
void instar__sql_run(struct instar__sql *sql, sqlite3_stmt *stmt);

/* Text of a column, "" for NULL and after an error; valid until the next step. */
const char *instar__sql_text(struct instar__sql *sql, sqlite3_stmt *stmt, int column);

/* An integer of a column, 0 for NULL. */
int64_t instar__sql_integer(sqlite3_stmt *stmt, int column);
bool instar__sql_is_null(sqlite3_stmt *stmt, int column);
sqlite3_value *instar__sql_value(sqlite3_stmt *stmt, int column);

/* A number that tells the values of the row, those from a column on, from others. */
uint64_t instar__sql_row_digest(struct instar__sql *sql, sqlite3_stmt *stmt, int column);

/* Finalize; NULL is allowed; works after an error. */
void instar__sql_finish(sqlite3_stmt *stmt);

/* Make it ready to run again, with nothing bound; NULL is allowed. */
void instar__sql_reset(sqlite3_stmt *stmt);

/* --- Whole statements. */

/* Run one to its end, dropping its rows. Returns sql->code. */
int instar__sql_exec(struct instar__sql *sql, const char *text);
int instar__sql_execf(struct instar__sql *sql, const char *format, ...);

/* Run all statements of a text, likewise. */
int instar__sql_script(struct instar__sql *sql, const char *text);

/* The first column of the first row as an integer; `otherwise` without a row. */
int64_t instar__sql_int(struct instar__sql *sql, const char *text, int64_t otherwise);
int64_t instar__sql_intf(
	struct instar__sql *sql, int64_t otherwise, const char *format, ...);

/* Does it find a row? */
bool instar__sql_any(struct instar__sql *sql, const char *text);

/* The first column of the first row as text; "" without a row. */
void instar__sql_word(struct instar__sql *sql, const char *text, char *out, int size);

/* --- Transactions. */

bool instar__sql_in_transaction(const struct instar__sql *sql);

/* BEGIN IMMEDIATE: the write lock, or the error that it is held. Returns sql->code. */
int instar__sql_lock(struct instar__sql *sql);

/* --- Memory, which is sqlite3_free()d. NULL after an error: want of it is one. */

/* A text made of a format. */
char *instar__sql_textf(struct instar__sql *sql, const char *format, ...);

/* What was put together; `out` is gone in any case. */
char *instar__sql_str(struct instar__sql *sql, sqlite3_str *out);

/* So many bytes, zeroed. */
void *instar__sql_memory(struct instar__sql *sql, uint64_t size);

/*
 * Room for one item of `size` bytes more behind `count`, with *room as many as there is
 * room for: the items, perhaps moved; or NULL, and they stay where they are.
 */
void *instar__sql_grow(struct instar__sql *sql, void *items, uint32_t count,
	uint32_t *room, size_t size);

/* --- The connection. */

/* Does a statement of the connection still run? */
bool instar__sql_left_open(sqlite3 *db);

/* The instar code for one of SQLite's (extended) result codes. */
int instar__sql_code(int rc);

#endif
