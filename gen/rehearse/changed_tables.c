/*
 * changed_tables: those that a step may have changed. See changed_tables.h.
 */
#include "gen/rehearse/changed_tables.h"

#include "gen/base/arena.h"

static void add(struct tables *tables, const struct snapshot *snapshot,
	const char *const *names, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (!snapshot_is_shadow(snapshot, names[i]) &&
			map_place(tables->names, tables->count, names[i]) == MAP_NONE)
			*arena_add(snapshot->arena, tables->names, tables->count) =
				names[i];
	}
}

struct tables tables_of(const struct snapshot *snapshot, const struct script *script,
	const struct touched *touched)
{
	struct tables tables = { 0 };

	add(&tables, snapshot, touched->schema, touched->schema_count);
	add(&tables, snapshot, touched->written, touched->written_count);
	for (uint32_t i = 0; i < script->up_count; i++) {
		if (script->up[i].kind == STATEMENT_RENAME_TABLE)
			add(&tables, snapshot, &script->up[i].new_name, 1);
	}
	return tables;
}

void tables_add_all(struct tables *tables, const struct snapshot *snapshot)
{
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];
		const char *name = object->name;

		if (object->type == INSTAR__TABLE && !object->gone && !object->virtual)
			add(tables, snapshot, &name, 1);
	}
}
