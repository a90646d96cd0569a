/*
 * row_checksum: the rows of a table as a number. See row_checksum.h.
 */
#include "runtime/rollback/row_checksum.h"

#include <string.h>

#include "runtime/sqlite/token.h"

static sqlite3_stmt *list_columns(instar *h, const char *table)
{
	sqlite3_stmt *stmt = instar__sql_prepare(
		&h->sql, "SELECT name FROM pragma_table_info(?1, 'main')");

	instar__sql_bind(&h->sql, stmt, 1, table);
	return stmt;
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
	text = sqlite3_str_finish(query);
	if (text)
		keepsake->query = instar__hold_text(h, text);
	else
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
	sqlite3_free(text);
}

static uint64_t digest_of(instar *h, sqlite3_stmt *stmt, int column)
{
	int type = sqlite3_column_type(stmt, column);
	double real = type == SQLITE_FLOAT ? sqlite3_column_double(stmt, column) : 0;
	int64_t integer = type == SQLITE_INTEGER ? sqlite3_column_int64(stmt, column) : 0;
	const void *bytes = type == SQLITE_FLOAT     ? (const void *)&real
			    : type == SQLITE_INTEGER ? (const void *)&integer
			    : type == SQLITE_TEXT    ? (const void *)instar__sql_text(
							       &h->sql, stmt, column)
						  : sqlite3_column_blob(stmt, column);
	size_t size = type == SQLITE_FLOAT || type == SQLITE_INTEGER
			      ? sizeof(integer)
			      : (size_t)sqlite3_column_bytes(stmt, column);

	return instar__text_digest(bytes ? bytes : "", bytes ? size : 0) * 31 +
	       (uint64_t)type;
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
		uint64_t row = 0x9e3779b97f4a7c15u;

		for (int i = 1; i < sqlite3_column_count(stmt); i++)
			row = (row ^ digest_of(h, stmt, i)) * 0x100000001b3u +
			      (row >> 29);
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

int64_t instar__keepsake_rows(instar *h, const char *table)
{
	char *query = sqlite3_mprintf("SELECT count(*) FROM main.\"%w\"", table);
	int64_t rows = 0;

	if (query)
		rows = instar__sql_int(&h->sql, query, 0);
	else
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
	sqlite3_free(query);
	return rows;
}
