/*
 * cursor: a place along a key of up to four columns. See cursor.h.
 */
#include "cursor.h"

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
	int last = stmt ? sqlite3_bind_parameter_count(stmt) : 0;

	for (uint32_t i = 0; i < cursor->count && !sql->code; i++, parameter++) {
		int rc = SQLITE_OK;

		if (parameter <= last)
			rc = sqlite3_bind_value(stmt, parameter, cursor->values[i]);
		if (rc != SQLITE_OK)
			instar__sql_fail(sql, rc);
	}
}
