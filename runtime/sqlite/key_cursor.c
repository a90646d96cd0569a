/*
 * key_cursor: a place along a key of up to four columns. See key_cursor.h.
 */
#include "runtime/sqlite/key_cursor.h"

#include <string.h>

void instar__cursor_free(struct instar__cursor *cursor)
{
	for (uint32_t i = 0; i < cursor->count; i++)
		sqlite3_value_free(cursor->values[i]);
	memset(cursor, 0, sizeof(*cursor));
}

bool instar__cursor_copy(struct instar__cursor *to, const struct instar__cursor *from)
{
	for (uint32_t i = 0; i < from->count; i++) {
		to->values[i] = sqlite3_value_dup(from->values[i]);
		if (!to->values[i])
			return false;
		to->count = i + 1;
	}
	return true;
}

void instar__cursor_move(struct instar__cursor *to, struct instar__cursor *from)
{
	instar__cursor_free(to);
	*to = *from;
	memset(from, 0, sizeof(*from));
}

static bool same_value(sqlite3_value *a, sqlite3_value *b)
{
	int type = sqlite3_value_type(a);

	if (type != sqlite3_value_type(b))
		return false;
	if (type == SQLITE_INTEGER)
		return sqlite3_value_int64(a) == sqlite3_value_int64(b);
	if (type == SQLITE_FLOAT) {
		double x = sqlite3_value_double(a), y = sqlite3_value_double(b);

		return memcmp(&x, &y, sizeof(x)) == 0;
	}
	return sqlite3_value_bytes(a) == sqlite3_value_bytes(b) &&
	       (sqlite3_value_bytes(a) == 0 ||
		       memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b),
			       (size_t)sqlite3_value_bytes(a)) == 0);
}

bool instar__cursor_same(const struct instar__cursor *a, const struct instar__cursor *b)
{
	if (a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++) {
		if (!same_value(a->values[i], b->values[i]))
			return false;
	}
	return true;
}

void instar__cursor_take(struct instar__cursor *cursor, struct instar__sql *sql,
	sqlite3_stmt *stmt, int column, uint32_t count)
{
	for (uint32_t i = 0; i < count && !sql->code; i++) {
		sqlite3_value *value = sqlite3_column_value(stmt, column + (int)i);

		cursor->values[i] = sqlite3_value_dup(value);
		if (!cursor->values[i])
			instar__sql_fail(sql, SQLITE_NOMEM);
		else
			cursor->count = i + 1;
	}
}

void instar__cursor_bind(const struct instar__cursor *cursor, struct instar__sql *sql,
	sqlite3_stmt *stmt, int parameter)
{
	for (uint32_t i = 0; i < cursor->count; i++, parameter++) {
		if (instar__sql_takes(stmt, parameter))
			instar__sql_bind_value(sql, stmt, parameter, cursor->values[i]);
	}
}
