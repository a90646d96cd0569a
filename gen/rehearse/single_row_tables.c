/*
 * single_row_tables: tables that hold one row, by convention only. See
 * single_row_tables.h.
 *
 * Whether a table holds one row is looked at when a step has touched it.
 */
#include "gen/rehearse/single_row_tables.h"

#include "gen/base/arena.h"
#include "gen/lint/history_rows.h"
#include "gen/oracle/definition.h"
#include "gen/oracle/query.h"

enum { NO, YES };

void single_row_init(struct single_row_tables *lone, struct arena *arena)
{
	*lone = (struct single_row_tables){ .arena = arena };
	map_init(&lone->single, arena);
	map_init(&lone->sole, arena);
}

bool single_row_sole(const struct single_row_tables *lone, const char *table)
{
	return map_get(&lone->sole, table) == YES;
}

static void meet(struct single_row_tables *lone, const struct names *touched)
{
	for (uint32_t i = 0; i < touched->count; i++) {
		if (map_get(&lone->single, touched->items[i]) == YES)
			names_add(lone->arena, &lone->tables, touched->items[i]);
	}
}

bool lone_meets(struct single_row_tables *lone, const struct touched *touched)
{
	lone->tables.count = 0;
	meet(lone, &touched->read);
	meet(lone, &touched->written);
	meet(lone, &touched->schema);
	return lone->tables.count > 0;
}

const char *single_row_culprit(const struct single_row_tables *lone,
	const struct replay *before, const struct migration *migration,
	const struct snapshot *snapshot, const struct fact *fact)
{
	const char *names = NULL;
	struct scratch *copy;

	if (!before->kept || !lone->tables.count)
		return NULL;
	copy = replay_copy(before);
	for (uint32_t i = 0; i < lone->tables.count; i++) {
		scratch_run(copy, arena_printf(lone->arena,
					  "DELETE FROM main.\"%w\" WHERE rowid NOT IN "
					  "(SELECT min(rowid) FROM main.\"%w\")",
					  lone->tables.items[i], lone->tables.items[i]));
		names = names_join(lone->arena, names, ", ", lone->tables.items[i]);
	}
	return replay_passes(copy, migration, snapshot, fact) ? names : NULL;
}

/* INTEGER PRIMARY KEY DEFAULT 1: who inserts without a key means the one row. */
static bool has_fixed_key(struct arena *arena, const struct shot_object *table)
{
	struct definition definition = definition_of(arena, table->tree);

	for (uint32_t i = 0; i < definition.column_count; i++) {
		const struct column_text *column = &definition.columns[i];

		if (column->primary && column->fallback && !column->generated &&
			!column->fallback->parentheses)
			return true;
	}
	return false;
}

static void note(struct single_row_tables *lone, struct scratch *empty,
	const struct snapshot *snapshot, const char *name)
{
	const struct shot_object *table = snapshot_find(snapshot, false, name);
	int64_t rows;

	if (!table || table->type != INSTAR__TABLE || table->virtual || table->shadow)
		return;
	rows = scratch_int(empty, 0,
		"SELECT count(*) FROM (SELECT 1 FROM main.\"%w\" LIMIT 2)", name);
	map_put(&lone->single, table->name,
		rows == 1 || (!rows && has_fixed_key(lone->arena, table)) ? YES : NO);
	map_put(&lone->sole, table->name,
		history_rows_single(empty, snapshot, table) ? YES : NO);
}

void single_row_note(struct single_row_tables *lone, struct scratch *empty,
	const struct snapshot *snapshot, const struct touched *touched)
{
	for (uint32_t i = 0; i < touched->schema.count; i++)
		note(lone, empty, snapshot, touched->schema.items[i]);
	for (uint32_t i = 0; i < touched->written.count; i++)
		note(lone, empty, snapshot, touched->written.items[i]);
}
