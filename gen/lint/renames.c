/*
 * renames: a rename written as drop and add. See renames.h.
 */
#include "gen/lint/renames.h"

#include "gen/base/arena.h"
#include "gen/base/map.h"

const char *renames_column(struct arena *arena, const struct script *script,
	const char *table, const char *column, const char *type)
{
	const struct statement *added = NULL;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];
		const struct tree_column_def *now =
			statement->tree && statement->kind == STATEMENT_ADD_COLUMN
				? statement->tree->alter->added
				: NULL;

		if (!now || !map_same(statement->name, table) ||
			!map_same(now->type ? now->type : "", type) ||
			map_same(statement->column, column))
			continue;
		if (added)
			return NULL; /* one of them, but which? */
		added = statement;
	}
	return added ? arena_printf(arena,
			       "if %s is its new name, write: ALTER TABLE %s RENAME "
			       "COLUMN "
			       "%s TO %s;",
			       added->column, table, column, added->column)
		     : NULL;
}

static bool has_all(const struct tree_create_table *table, const struct names *columns)
{
	if (table->columns.count != columns->count)
		return false;
	for (uint32_t i = 0; i < columns->count; i++) {
		bool found = false;

		for (uint32_t j = 0; j < table->columns.count; j++)
			found |= map_same(
				table->columns.items[j].name.text, columns->items[i]);
		if (!found)
			return false;
	}
	return true;
}

const char *renames_table(struct arena *arena, const struct script *script,
	const char *table, const struct names *columns)
{
	const char *name = NULL;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (!statement->tree || statement->kind != STATEMENT_CREATE_TABLE ||
			map_same(statement->name, table) ||
			!has_all(statement->tree->create_table, columns))
			continue;
		if (name)
			return NULL;
		name = statement->name;
	}
	return name ? arena_printf(arena,
			      "if %s is its new name, write: ALTER TABLE %s RENAME TO "
			      "%s;",
			      name, table, name)
		    : NULL;
}
