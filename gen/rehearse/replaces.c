/*
 * replaces: REPLACE in a step, on a table that users have rows in. See replaces.h.
 *
 * REPLACE deletes the row whose key is taken and inserts another: what the statement does
 * not name falls back to its default, the rowid included.
 */
#include "gen/rehearse/replaces.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/definition.h"
#include "gen/oracle/lineage.h"
#include "gen/rehearse/loss.h"
#include "gen/report/diag.h"

/* A copy of the table itself is a rebuild. */
static bool copies_itself(
	const struct losses *losses, const struct write *write, const char *table)
{
	const char *moved = lineage_moved(losses->script, table);

	return write->copies && (map_same(write->from, table) ||
					(moved && map_same(write->from, moved)));
}

const struct statement *replaces_rows(const struct losses *losses, const char *table)
{
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (write->replaces && !copies_itself(losses, write, table) &&
			lineage_is(losses->script, write->table, table))
			return write->statement;
	}
	return NULL;
}

/* Does the statement name all columns of the list "a,b"? */
static bool names_all(struct arena *arena, const struct write *write, const char *list)
{
	struct names columns = names_split(arena, list);

	for (uint32_t i = 0; i < columns.count; i++) {
		if (!names_have(&write->columns, columns.items[i]))
			return false;
	}
	return true;
}

/* Can a row be in the way? Only when the statement gives all of a unique key. */
static bool may_meet(const struct losses *losses, const struct write *write,
	const struct definition *definition, const char *table)
{
	struct arena *arena = losses->arena;

	for (uint32_t i = 0; i < definition->key_count; i++) {
		if (names_all(arena, write, definition->keys[i].columns))
			return true;
	}
	for (uint32_t i = 0; i < losses->snapshot->count; i++) {
		const struct shot_object *index = losses->snapshot->objects[i];

		if (!index->gone && index->type == INSTAR__INDEX && index->unique &&
			index->indexed && map_same(index->table, table) &&
			names_all(arena, write, index->indexed))
			return true;
	}
	return false;
}

/* "note, seen": the columns that a replaced row does not keep; NULL: it keeps all. */
static const char *left_out(struct arena *arena, const struct write *write,
	const struct definition *definition)
{
	const char *list = NULL;

	for (uint32_t i = 0; i < definition->column_count; i++) {
		const struct column_text *column = &definition->columns[i];

		if (column->generated || names_have(&write->columns, column->name))
			continue;
		list = names_join(arena, list, ", ", column->name);
	}
	return list;
}

/* Was the table dropped or moved away before the statement? */
static bool is_another(
	const struct script *script, const struct statement *statement, const char *table)
{
	for (uint32_t i = 0; &script->up[i] != statement; i++) {
		const struct statement *other = &script->up[i];

		if (map_same(other->name, table) &&
			(other->kind == STATEMENT_DROP_TABLE ||
				other->kind == STATEMENT_RENAME_TABLE))
			return true;
	}
	return false;
}

/* Has a row of the rehearsal shown the loss already? */
static bool is_told(const struct losses *losses, const struct write *write)
{
	for (uint32_t i = 0; i < losses->diags->count; i++) {
		const struct diag *diag = &losses->diags->items[i];

		if (diag->source == losses->script->source &&
			diag->span.start == write->statement->name_span.start &&
			diag->severity == SEVERITY_ERROR)
			return true;
	}
	return false;
}

static void judge(struct losses *losses, const struct write *write,
	const struct table_rows *before, bool bare)
{
	const char *name = lineage_table(losses->script, before->table);
	const struct shot_object *table =
		name ? snapshot_find(losses->snapshot, false, name) : NULL;
	struct loss loss = { .losses = losses, .before = before, .bare = bare };
	struct definition definition;
	const char *lost;

	if (!table || before->virtual ||
		is_another(losses->script, write->statement, before->table))
		return;
	definition = definition_of(losses->arena, table->tree);
	lost = left_out(losses->arena, write, &definition);
	if (!lost || !may_meet(losses, write, &definition, name) ||
		is_told(losses, write))
		return;
	loss.evidence = arena_printf(losses->arena,
		"the statement leaves out %s: where the row was there, its values go",
		lost);
	loss_report(&loss, RULE_REPLACE_TAKES, write->statement,
		arena_printf(losses->arena,
			"REPLACE deletes the row of %s that is in the way",
			before->table));
}

void replaces_judge(struct losses *losses)
{
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (write->statement->kind != STATEMENT_INSERT || !write->replaces ||
			!write->columns.count)
			continue;
		for (uint32_t j = 0; j < losses->before_count; j++) {
			if (map_same(losses->before[j]->table, write->table))
				judge(losses, write, losses->before[j],
					losses->bare && losses->bare[j]);
		}
	}
}
