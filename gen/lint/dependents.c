/*
 * dependents: do views and triggers still compile? See dependents.h. A view is tried by
 * selecting from it, a trigger by preparing a statement that fires it; the authorizer
 * tells which tables either reads.
 */
#include "gen/lint/dependents.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/needs.h"
#include "gen/lint/sql_errors.h"
#include "gen/report/diag.h"
#include "gen/sql/parse.h"

void dependents_init(struct dependents *dependents, struct arena *arena)
{
	*dependents = (struct dependents){ .arena = arena };
	map_init(&dependents->tables, arena);
	map_init(&dependents->broken, arena);
}

static struct readers *readers_of(struct dependents *dependents, const char *table)
{
	uint32_t i = map_get(&dependents->tables, table);

	if (i != MAP_NONE)
		return &dependents->readers[i];
	map_put(&dependents->tables, table, dependents->count);
	return arena_add(dependents->arena, dependents->readers, dependents->count);
}

static void add_reader(struct dependents *dependents, const char *table,
	const struct shot_object *object)
{
	struct readers *readers = readers_of(dependents, table);

	names_add(dependents->arena,
		object->type == INSTAR__VIEW ? &readers->views : &readers->triggers,
		object->name);
}

static const char *update_all(struct arena *arena, const struct shot_object *table)
{
	const char *sql = arena_printf(arena, "UPDATE \"%w\" SET", table->name);
	const char *comma = "";

	for (uint32_t i = 0; i < table->column_count; i++) {
		const struct shot_column *column = &table->columns[i];

		if (column->generated)
			continue;
		sql = arena_printf(arena, "%s%s \"%w\" = \"%w\"", sql, comma,
			column->name, column->name);
		comma = ",";
	}
	return sql;
}

/* A statement that makes SQLite compile the object; NULL when there is none. */
static const char *probe(struct arena *arena, const struct snapshot *snapshot,
	const struct shot_object *object)
{
	const struct tree_create_trigger *tree =
		snapshot_tree(object, STATEMENT_CREATE_TRIGGER);
	const struct shot_object *table;

	if (object->type == INSTAR__VIEW)
		return arena_printf(arena, "SELECT * FROM \"%w\"", object->name);
	table = snapshot_find(snapshot, false, object->table);
	if (!table || !tree)
		return NULL;
	switch (tree->event) {
	case TRIGGER_INSERT:
		return arena_printf(
			arena, "INSERT INTO \"%w\" DEFAULT VALUES", object->table);
	case TRIGGER_UPDATE:
		return table->column_count ? update_all(arena, table) : NULL;
	default:
		return arena_printf(arena, "DELETE FROM \"%w\"", object->table);
	}
}

static const char *key_of(struct arena *arena, const struct shot_object *object)
{
	return arena_printf(arena, "%s %s",
		object->type == INSTAR__VIEW ? "view" : "trigger", object->name);
}

/* The statement that took away what SQLite misses, or the given place. */
static struct span culprit(struct arena *arena, const struct script *script,
	const char *why, struct span span)
{
	const char *name = sql_errors_name(arena, why);

	for (uint32_t i = 0; name && i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (map_same(statement->name, name) || map_same(statement->column, name))
			return statement->name_span;
	}
	return span;
}

static void report(struct dependents *dependents, struct diags *diags,
	const struct shot_object *object, const char *why, const struct script *script,
	struct span span)
{
	const char *key = key_of(dependents->arena, object);
	bool own = script == object->script && span.start == object->span.start;
	bool view = object->type == INSTAR__VIEW;
	const char *missing = needs_help(dependents->arena, script, why);
	struct diag *diag;

	if (!map_add(&dependents->broken, key))
		return;
	if (!own)
		span = culprit(dependents->arena, script, why, span);
	diag = diag_report(diags,
		missing ? RULE_UNDECLARED
		: view	? RULE_VIEW_BROKEN
			: RULE_TRIGGER_BROKEN,
		script->source, span, "%s does not compile", key);
	diag->evidence = why;
	diag->help = missing ? missing
		     : own   ? "SQLite accepts the body now and fails at the first use: "
			       "fix it here"
			     : arena_printf(dependents->arena,
				       "drop %s in this step and create it again as it has "
					 "to be",
				       key);
}

/* Compile one object, and note what it reads. */
static void try_object(struct dependents *dependents, struct diags *diags,
	struct snapshot *snapshot, struct scratch *scratch, struct shot_object *object,
	const struct script *script, struct span span)
{
	const char *sql = probe(dependents->arena, snapshot, object);
	bool compiles;

	if (!sql)
		return;
	scratch_forget(scratch);
	compiles = scratch_compiles(scratch, sql);
	if (!compiles && object->type == INSTAR__TRIGGER && scratch->touched.trigger) {
		struct shot_object *other =
			snapshot_find(snapshot, true, scratch->touched.trigger);

		object = other ? other : object; /* it fires another, which fails */
	}
	for (uint32_t i = 0; i < scratch->touched.read.count; i++)
		add_reader(dependents, scratch->touched.read.items[i], object);
	for (uint32_t i = 0; i < scratch->touched.written.count; i++)
		add_reader(dependents, scratch->touched.written.items[i], object);
	if (!compiles)
		report(dependents, diags, object, scratch->failure.message, script, span);
}

static bool is_dependent(const struct shot_object *object)
{
	return object &&
	       (object->type == INSTAR__VIEW || object->type == INSTAR__TRIGGER);
}

void dependents_check(struct dependents *dependents, struct diags *diags,
	struct snapshot *snapshot, struct scratch *scratch, const struct changes *changes,
	const struct script *script, struct span span)
{
	struct touched touched = scratch->touched;

	for (uint32_t i = 0; i < changes->count; i++) {
		struct shot_object *object = changes->items[i].after;

		if (is_dependent(object))
			try_object(dependents, diags, snapshot, scratch, object,
				object->script, object->span);
	}
	for (uint32_t i = 0; i < touched.schema.count; i++) {
		struct readers readers = *readers_of(dependents, touched.schema.items[i]);

		for (uint32_t j = 0; j < readers.views.count + readers.triggers.count;
			j++) {
			bool trigger = j >= readers.views.count;
			struct shot_object *object = snapshot_find(snapshot, trigger,
				trigger ? readers.triggers.items[j - readers.views.count]
					: readers.views.items[j]);

			if (is_dependent(object))
				try_object(dependents, diags, snapshot, scratch, object,
					script, span);
		}
	}
}
