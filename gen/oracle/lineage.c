/*
 * lineage: which table a table becomes in the course of a step. See lineage.h.
 */
#include "gen/oracle/lineage.h"

#include <stddef.h>

#include "gen/base/map.h"

/* Was what is called `name` before statement `end` made by an earlier one of the step? */
static bool born_here(const struct script *script, const char *name, uint32_t end)
{
	for (uint32_t i = end; i-- > 0;) {
		const struct statement *statement = &script->up[i];

		switch (statement->kind) {
		case STATEMENT_CREATE_TABLE:
		case STATEMENT_CREATE_TABLE_AS:
		case STATEMENT_CREATE_VIRTUAL_TABLE:
			if (map_same(statement->name, name))
				return true;
			break;
		case STATEMENT_RENAME_TABLE:
			if (map_same(statement->new_name, name))
				return born_here(script, statement->name, i);
			break;
		default:
			break;
		}
	}
	return false;
}

const char *lineage_table(const struct script *script, const char *table)
{
	const char *name = table;

	if (born_here(script, table, script->up_count))
		return table; /* a rebuild: the new one takes the old one's place */
	for (uint32_t i = 0; i < script->up_count && name; i++) {
		const struct statement *statement = &script->up[i];

		if (!map_same(statement->name, name))
			continue;
		if (statement->kind == STATEMENT_RENAME_TABLE)
			name = statement->new_name;
		else if (statement->kind == STATEMENT_DROP_TABLE)
			name = NULL;
	}
	return name;
}

const char *lineage_column(
	const struct script *script, const char *table, const char *column)
{
	const char *after = lineage_table(script, table);

	for (uint32_t i = 0; i < script->up_count && after; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_RENAME_COLUMN &&
			lineage_becomes(script, statement->name, after) &&
			map_same(statement->column, column))
			column = statement->new_name;
	}
	return column;
}

const char *lineage_final(const struct script *script, uint32_t from, const char *name)
{
	for (uint32_t i = from; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_RENAME_TABLE &&
			map_same(statement->name, name))
			name = statement->new_name;
	}
	return name;
}

bool lineage_becomes(const struct script *script, const char *name, const char *table)
{
	return map_same(name, table) || map_same(lineage_final(script, 0, name), table);
}

bool lineage_is(const struct script *script, const char *name, const char *table)
{
	const char *after = lineage_table(script, table);

	return name && (lineage_becomes(script, name, table) ||
			       (after && lineage_becomes(script, name, after)));
}

const char *lineage_moved(const struct script *script, const char *table)
{
	const struct statement *rename =
		parse_find(script, STATEMENT_RENAME_TABLE, table);

	return rename ? rename->new_name : NULL;
}

const struct statement *lineage_maker(const struct script *script, const char *table)
{
	for (uint32_t i = script->up_count; i-- > 0;) {
		const struct statement *statement = &script->up[i];

		if ((statement->kind == STATEMENT_CREATE_TABLE ||
			    statement->kind == STATEMENT_CREATE_TABLE_AS ||
			    statement->kind == STATEMENT_INSERT) &&
			lineage_becomes(script, statement->name, table))
			return statement;
	}
	return &script->up[0];
}
