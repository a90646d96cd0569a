/*
 * fixtures_dump: a database as text, to be compared with another one.
 *
 * In: a connection. Out: every object and row that belongs to the host. It leaves out
 * what instar, other migration tools and virtual tables keep for themselves.
 */
#include "fixtures.h"

#include <string.h>

/* Is a table of that name somebody's records? Words of SQL, for one column. */
#define KEPT(name)                                                                       \
	"(lower(" name ") IN ('schema_migrations', 'schema_backfills',"                  \
	" 'schema_backfill_skipped', 'ar_internal_metadata', 'knex_migrations_lock')"    \
	" OR lower(" name ") GLOB '*_before_instar*' OR lower(" name                     \
	") GLOB 'sqlite_*')"

static const char objects[] =
	"SELECT type, name, tbl_name, sql FROM main.sqlite_master WHERE"
	" NOT " KEPT("tbl_name") " AND lower(name) NOT GLOB 'sqlite_*'"
				 " ORDER BY type, name";

/* The tables that hold rows of the host: no shadows of virtual tables. */
static const char tables[] =
	"SELECT name FROM main.sqlite_master AS t WHERE type = 'table' AND"
	" NOT " KEPT("name") " AND NOT EXISTS (SELECT 1 FROM main.sqlite_master AS v "
			     "WHERE v.rootpage = 0 AND"
			     " v.type = 'table' AND substr(t.name, 1, length(v.name) + "
			     "1) = v.name || '_')"
			     " ORDER BY name";

static void add_value(sqlite3_str *out, sqlite3_stmt *stmt, int column)
{
	const unsigned char *bytes;

	switch (sqlite3_column_type(stmt, column)) {
	case SQLITE_INTEGER:
		sqlite3_str_appendf(out, "%lld", sqlite3_column_int64(stmt, column));
		break;
	case SQLITE_FLOAT:
		sqlite3_str_appendf(out, "%!.17g", sqlite3_column_double(stmt, column));
		break;
	case SQLITE_NULL:
		sqlite3_str_appendall(out, "NULL");
		break;
	case SQLITE_BLOB:
		bytes = sqlite3_column_blob(stmt, column);
		sqlite3_str_appendall(out, "x'");
		for (int i = 0; i < sqlite3_column_bytes(stmt, column); i++)
			sqlite3_str_appendf(out, "%02x", bytes[i]);
		sqlite3_str_appendall(out, "'");
		break;
	default:
		sqlite3_str_appendf(
			out, "%Q", (const char *)sqlite3_column_text(stmt, column));
		break;
	}
}

static void add_query(
	struct instar__sql *sql, sqlite3_str *out, const char *head, const char *query)
{
	sqlite3_stmt *stmt = instar__sql_prepare(sql, query);

	while (instar__sql_row(sql, stmt)) {
		sqlite3_str_appendf(out, "%s:", head);
		for (int i = 0; i < sqlite3_column_count(stmt); i++) {
			sqlite3_str_appendchar(out, 1, ' ');
			add_value(out, stmt, i);
		}
		sqlite3_str_appendchar(out, 1, '\n');
	}
	instar__sql_finish(stmt);
}

static void add_rows(struct instar__sql *sql, sqlite3_str *out)
{
	sqlite3_stmt *stmt = instar__sql_prepare(sql, tables);

	while (instar__sql_row(sql, stmt)) {
		const char *name = instar__sql_text(sql, stmt, 0);
		char *query = sqlite3_mprintf("SELECT * FROM main.\"%w\"", name);

		if (query)
			add_query(sql, out, name, query);
		else
			instar__sql_fail(sql, SQLITE_NOMEM);
		sqlite3_free(query);
	}
	instar__sql_finish(stmt);
}

/* Where tables with AUTOINCREMENT go on counting. */
static void add_sequences(struct instar__sql *sql, sqlite3_str *out)
{
	static const char there[] =
		"SELECT count(*) FROM main.sqlite_master WHERE name = 'sqlite_sequence'";
	static const char numbers[] =
		"SELECT s.name, s.seq FROM main.sqlite_sequence AS s WHERE EXISTS ("
		"SELECT 1 FROM main.sqlite_master AS t WHERE t.name = s.name) AND"
		" NOT " KEPT("s.name") " ORDER BY s.name";

	if (instar__sql_int(sql, there, 0))
		add_query(sql, out, "sequence", numbers);
}

char *instar__fixture_dump(struct instar__sql *sql, bool rows)
{
	sqlite3_str *out = sqlite3_str_new(sql->db);
	char *text;

	sqlite3_str_appendall(out, "schema\n"); /* so that it is never empty */
	add_query(sql, out, "object", objects);
	if (rows) {
		add_rows(sql, out);
		add_sequences(sql, out);
	}
	if (sqlite3_str_errcode(out) != SQLITE_OK)
		instar__sql_fail(sql, sqlite3_str_errcode(out));
	text = sqlite3_str_finish(out);
	if (!sql->code)
		return text;
	sqlite3_free(text);
	return NULL;
}
