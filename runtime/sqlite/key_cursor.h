/*
 * key_cursor: a place along a key of up to four columns.
 *
 * In: columns of a row. Out: the same values, to be bound again. It knows no table.
 */
#ifndef INSTAR_SQLITE_KEY_CURSOR_H
#define INSTAR_SQLITE_KEY_CURSOR_H

#include "runtime/sqlite/sql.h"

struct instar__cursor {
	sqlite3_value *values[INSTAR_BACKFILL_KEY_COLUMNS];
	uint32_t count; /* 0: before the first row */
};

/* Copy `count` columns of the statement's row, from `column` on, into an empty cursor. */
void instar__cursor_take(struct instar__cursor *cursor, struct instar__sql *sql,
	sqlite3_stmt *stmt, int column, uint32_t count);

/* Bind the values from `parameter` on, as far as the statement has such parameters. */
void instar__cursor_bind(const struct instar__cursor *cursor, struct instar__sql *sql,
	sqlite3_stmt *stmt, int parameter);

/* Are the two at the same place, to the letter? */
bool instar__cursor_same(const struct instar__cursor *a, const struct instar__cursor *b);

/* Free the values; the cursor is empty then. */
void instar__cursor_free(struct instar__cursor *cursor);

/* Copy the values into an empty cursor; false without memory. */
bool instar__cursor_copy(struct instar__cursor *to, const struct instar__cursor *from);

/* Give the values of one cursor to another, whose own are freed. */
void instar__cursor_move(struct instar__cursor *to, struct instar__cursor *from);

#endif
