/*
 * rebuild_table: a table as a rebuild has to know it. See rebuild_table.h.
 */
#include "gen/rebuild/rebuild_table.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/definition.h"

/* NULL, which has no rows, when SQLite cannot read its own schema. */
static sqlite3_stmt *prepare(struct scratch *scratch, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(scratch->db, sql, -1, &stmt, NULL) == SQLITE_NOMEM)
		arena_exhausted();
	return stmt;
}

static const char *text_of(struct scratch *scratch, sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);

	return text ? arena_copy(scratch->arena, text, strlen(text)) : NULL;
}

struct rebuild_texts rebuild_table_query(struct scratch *scratch, const char *sql)
{
	struct rebuild_texts texts = { 0 };
	sqlite3_stmt *stmt = prepare(scratch, sql);

	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *text = text_of(scratch, stmt, 0);

		if (!text)
			continue;
		texts.items = arena_grow(
			scratch->arena, texts.items, texts.count, sizeof(*texts.items));
		texts.items[texts.count++] = text;
	}
	sqlite3_finalize(stmt);
	return texts;
}

const char *rebuild_table_quote(struct arena *arena, const char *name)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
	size_t size = strlen(name);

	if (size && strspn(name, letters) == size && (name[0] < '0' || name[0] > '9') &&
		!sqlite3_keyword_check(name, (int)size))
		return name;
	return arena_printf(arena, "\"%w\"", name);
}

static void read_columns(struct scratch *scratch, struct rebuild_table *table)
{
	struct arena *arena = scratch->arena;
	sqlite3_stmt *stmt = prepare(scratch,
		arena_printf(arena,
			"SELECT name, hidden, pk FROM pragma_table_xinfo(%Q, 'main')",
			table->name));

	while (sqlite3_step(stmt) == SQLITE_ROW) {
		struct rebuild_column column = { .name = text_of(scratch, stmt, 0),
			.generated = sqlite3_column_int(stmt, 1) != 0,
			.key = (uint32_t)sqlite3_column_int(stmt, 2) };

		table->columns = arena_grow(
			arena, table->columns, table->column_count, sizeof(column));
		table->columns[table->column_count++] = column;
	}
	sqlite3_finalize(stmt);
}

/* A key of one column without an index of its own is the rowid itself. */
static uint32_t alias_of(struct scratch *scratch, const struct rebuild_table *table)
{
	uint32_t alias = UINT32_MAX;

	for (uint32_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].key > 1)
			return UINT32_MAX;
		if (table->columns[i].key)
			alias = i;
	}
	if (rebuild_table_query(scratch,
		    arena_printf(scratch->arena,
			    "SELECT name FROM pragma_index_list(%Q, 'main') WHERE "
			    "origin = 'pk'",
			    table->name))
			.count)
		return UINT32_MAX;
	return alias;
}

static const char *rowid_of(const struct rebuild_table *table)
{
	static const char *const words[] = { "rowid", "_rowid_", "oid" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (rebuild_table_column(table, words[i]) == UINT32_MAX)
			return words[i];
	}
	return NULL;
}

static void read_definition(
	struct scratch *scratch, struct rebuild_table *table, const char *sql)
{
	struct definition definition = definition_read(scratch->arena, sql);

	read_columns(scratch, table);
	table->autoincrement = definition.autoincrement;
	table->without_rowid = definition.without_rowid;
	table->alias = UINT32_MAX;
	if (table->without_rowid)
		return;
	table->alias = alias_of(scratch, table);
	table->rowid = rowid_of(table);
}

struct rebuild_table rebuild_table_read(struct scratch *scratch, const char *name)
{
	struct rebuild_table table = { 0 };
	const char *sql;
	sqlite3_stmt *stmt = prepare(scratch,
		arena_printf(scratch->arena,
			"SELECT name, sql, type FROM sqlite_master WHERE name = %Q "
			"COLLATE NOCASE AND type IN ('table', 'view')",
			name));

	if (sqlite3_step(stmt) == SQLITE_ROW) {
		table.name = text_of(scratch, stmt, 0);
		sql = text_of(scratch, stmt, 1);
		table.view = strcmp(text_of(scratch, stmt, 2), "view") == 0;
		table.virtual = sql && sqlite3_strnicmp(sql, "CREATE VIRTUAL", 14) == 0;
		if (!table.view && !table.virtual)
			read_definition(scratch, &table, sql ? sql : "");
	}
	sqlite3_finalize(stmt);
	return table;
}

uint32_t rebuild_table_column(const struct rebuild_table *table, const char *name)
{
	for (uint32_t i = 0; i < table->column_count; i++) {
		if (map_same(table->columns[i].name, name))
			return i;
	}
	return UINT32_MAX;
}
