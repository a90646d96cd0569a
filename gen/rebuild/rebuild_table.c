/*
 * rebuild_table: a table as a rebuild has to know it. See rebuild_table.h.
 */
#include "gen/rebuild/rebuild_table.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/definition.h"
#include "gen/sql/parse.h"

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
	struct query query = scratch_query(scratch,
		"SELECT name, hidden, pk FROM pragma_table_xinfo(%Q, 'main')",
		table->name);

	while (query_row(&query)) {
		struct rebuild_column column = { .name = query_copy(&query, 0),
			.generated = query_int(&query, 1) != 0,
			.key = (uint32_t)query_int(&query, 2) };

		*arena_add(scratch->arena, table->columns, table->column_count) = column;
	}
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
	if (scratch_text(scratch,
		    "SELECT name FROM pragma_index_list(%Q, 'main') WHERE origin = 'pk'",
		    table->name))
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

static void read_definition(struct scratch *scratch, struct rebuild_table *table,
	const struct tree_statement *tree)
{
	struct definition definition = definition_of(scratch->arena, tree);

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
	const struct tree_statement *tree;
	struct query query = scratch_query(scratch,
		"SELECT name, sql, type FROM sqlite_master WHERE name = %Q "
		"COLLATE NOCASE AND type IN ('table', 'view')",
		name);

	if (query_row(&query)) {
		table.name = query_copy(&query, 0);
		tree = parse_statement(scratch->arena, query_copy(&query, 1));
		table.view = strcmp(query_text(&query, 2), "view") == 0;
		table.virtual = tree && tree->kind == STATEMENT_CREATE_VIRTUAL_TABLE;
		if (!table.view && !table.virtual)
			read_definition(scratch, &table, tree);
	}
	query_close(&query);
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
