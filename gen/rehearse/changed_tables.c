/*
 * changed_tables: the tables that a step may have changed. See changed_tables.h.
 */
#include "gen/rehearse/changed_tables.h"

static void add_tables(
	struct names *tables, const struct snapshot *snapshot, const struct names *others)
{
	for (uint32_t i = 0; i < others->count; i++) {
		if (!snapshot_is_shadow(snapshot, others->items[i]))
			names_add(snapshot->arena, tables, others->items[i]);
	}
}

/* All that there are: foreign keys reach into tables that no statement touches. */
static void add_all(struct names *tables, const struct snapshot *snapshot)
{
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		if (object->type == INSTAR__TABLE && !object->gone && !object->virtual &&
			!snapshot_is_shadow(snapshot, object->name))
			names_add(snapshot->arena, tables, object->name);
	}
}

struct names changed_tables_of(const struct snapshot *snapshot,
	const struct migration *migration, const struct touched *touched)
{
	const struct script *script = migration->up;
	struct names tables = { 0 };

	add_tables(&tables, snapshot, &touched->schema);
	add_tables(&tables, snapshot, &touched->written);
	for (uint32_t i = 0; i < script->up_count; i++) {
		struct names renamed = { &script->up[i].new_name, 1 };

		if (script->up[i].kind == STATEMENT_RENAME_TABLE)
			add_tables(&tables, snapshot, &renamed);
	}
	if (migration->enforced)
		add_all(&tables, snapshot);
	return tables;
}
