/*
 * row_checksum: the rows of a table as a number. See row_checksum.h.
 */
#include "runtime/rollback/row_checksum.h"

#include <string.h>

static sqlite3_stmt *list_columns(instar *h, const char *table)
{
	return instar__sql_prepare_with(
		&h->sql, "SELECT name FROM pragma_table_info(?1, 'main')", table);
}

void instar__keepsake_columns(
	instar *h, struct instar__keepsake *keepsake, const char *table)
{
	sqlite3_stmt *stmt = list_columns(h, table);
	sqlite3_str *names = sqlite3_str_new(h->db);
	char *text;

	while (instar__sql_row(&h->sql, stmt)) {
		sqlite3_str_appendall(names, instar__sql_text(&h->sql, stmt, 0));
		sqlite3_str_appendchar(names, 1, '\0');
	}
	instar__sql_finish(stmt);
	sqlite3_str_appendchar(names, 1, '\0');
	if (sqlite3_str_errcode(names))
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
	text = instar__hold(h, (uint64_t)sqlite3_str_length(names) + 1);
	if (text && !h->sql.code)
		memcpy(text, sqlite3_str_value(names), (size_t)sqlite3_str_length(names));
	sqlite3_free(sqlite3_str_finish(names));
	keepsake->columns = text;
	keepsake->table = instar__hold_text(h, table);
}

static bool stays(const struct instar__keepsake *keepsake, const char *column)
{
	const char *name = keepsake->columns;

	while (*name && sqlite3_stricmp(name, column) != 0)
		name += strlen(name) + 1;
	return *name;
}

/* SELECT 0, "a", "b" FROM main."t": the columns of both times. */
static void write_query(instar *h, struct instar__keepsake *keepsake)
{
	sqlite3_stmt *stmt = list_columns(h, keepsake->table);
	sqlite3_str *query = sqlite3_str_new(h->db);
	char *text;

	sqlite3_str_appendall(query, "SELECT 0");
	while (instar__sql_row(&h->sql, stmt)) {
		const char *name = instar__sql_text(&h->sql, stmt, 0);

		if (stays(keepsake, name))
			sqlite3_str_appendf(query, ", \"%w\"", name);
	}
	instar__sql_finish(stmt);
	sqlite3_str_appendf(query, " FROM main.\"%w\"", keepsake->table);
	text = instar__sql_str(&h->sql, query);
	if (text)
		keepsake->query = instar__hold_text(h, text);
	sqlite3_free(text);
}

static void sum_rows(
	instar *h, const struct instar__keepsake *keepsake, int64_t *rows, uint64_t *sum)
{
	sqlite3_stmt *stmt = NULL;

	*rows = 0;
	*sum = 0;
	if (keepsake->query)
		stmt = instar__sql_prepare(&h->sql, keepsake->query);
	while (instar__sql_row(&h->sql, stmt)) {
		uint64_t row = instar__sql_row_digest(&h->sql, stmt, 1);

		++*rows;
		*sum += row ^ row >> 31;
	}
	instar__sql_finish(stmt);
}

void instar__keepsake_take(instar *h, struct instar__keepsake *keepsake)
{
	write_query(h, keepsake);
	sum_rows(h, keepsake, &keepsake->rows, &keepsake->sum);
}

bool instar__keepsake_holds(instar *h, const struct instar__keepsake *keepsake)
{
	int64_t rows;
	uint64_t sum;

	sum_rows(h, keepsake, &rows, &sum);
	return !h->sql.code && rows == keepsake->rows && sum == keepsake->sum;
}
