/*
 * rebuilds: what a table lost that a step has built anew. See schema_rules.h.
 *
 * A DROP TABLE takes the indexes and triggers with it, and the new definition has only
 * what its author thought of. What the step drops by name is not lost.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/definition.h"
#include "gen/oracle/lineage.h"
#include "gen/report/diag.h"

struct rebuild {
	const struct schema_step *step;
	const struct shot_object *before, *after;
	struct definition old, new;
	struct span span; /* of the new table */
};

static bool is_named(const struct script *script, const struct shot_object *object)
{
	enum statement_kind drop = object->type == INSTAR__INDEX ? STATEMENT_DROP_INDEX
								 : STATEMENT_DROP_TRIGGER;

	return parse_find(script, drop, object->name) != NULL;
}

/* Are all columns that it indexes still there? Expressions are taken for it. */
static bool has_columns(const struct rebuild *rebuild, const struct shot_object *index)
{
	struct arena *arena = rebuild->step->rules->arena;
	struct names names = names_split(arena, index->indexed ? index->indexed : "");

	for (uint32_t i = 0; i < names.count; i++) {
		if (!definition_column(&rebuild->new, names.items[i]))
			return false;
	}
	return true;
}

/* Does a list of columns, in whatever order, have all of another? */
static bool contains(const struct rebuild *rebuild, const char *list, const char *part)
{
	struct arena *arena = rebuild->step->rules->arena;
	struct names whole = names_split(arena, list), parts = names_split(arena, part);

	for (uint32_t i = 0; i < parts.count; i++) {
		if (!names_have(&whole, parts.items[i]))
			return false;
	}
	return true;
}

/* Does a list of columns do what the index did: keep rows apart, or find them? */
static bool replaces(const struct rebuild *rebuild, const struct shot_object *index,
	const char *columns, bool unique)
{
	if (index->unique)
		return unique && contains(rebuild, columns, index->indexed);
	return sqlite3_strnicmp(columns, index->indexed, (int)strlen(index->indexed)) ==
	       0;
}

/* Does another index or a key of the new table do its work? */
static bool is_covered(const struct rebuild *rebuild, const struct shot_object *index)
{
	const struct changes *changes = rebuild->step->changes;

	for (uint32_t i = 0; i < changes->count; i++) {
		const struct shot_object *other = changes->items[i].after;

		if (!other || other->type != INSTAR__INDEX ||
			!map_same(other->table, rebuild->after->name))
			continue;
		if (!index->indexed || !other->indexed)
			return true; /* expressions: it may be the same */
		if (replaces(rebuild, index, other->indexed, other->unique))
			return true;
	}
	for (uint32_t i = 0; index->indexed && i < rebuild->new.key_count; i++) {
		if (replaces(rebuild, index, rebuild->new.keys[i].columns, true))
			return true;
	}
	return false;
}

/* A trigger that the step makes on the table may be the old one's heir. */
static bool has_heir(const struct rebuild *rebuild)
{
	const struct changes *changes = rebuild->step->changes;

	for (uint32_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];

		if (change->after && !change->before &&
			change->after->type == INSTAR__TRIGGER &&
			map_same(change->after->table, rebuild->after->name))
			return true;
	}
	return false;
}

static bool is_lost(const struct rebuild *rebuild, const struct shot_object *object)
{
	bool trigger = object->type == INSTAR__TRIGGER;

	if (schema_rules_after(rebuild->step, trigger, object->name) ||
		is_named(rebuild->step->script, object))
		return false;
	if (trigger)
		return !has_heir(rebuild);
	return has_columns(rebuild, object) && !is_covered(rebuild, object);
}

static struct diag *report(const struct rebuild *rebuild, enum rule_id rule,
	const char *what, const char *names)
{
	return diag_report(rebuild->step->rules->diags, rule,
		rebuild->step->script->source, rebuild->span,
		"%s is built anew without its %s %s", rebuild->after->name, what, names);
}

/* A lost trigger or UNIQUE index changes what the table does; other indexes its speed. */
static void judge_objects(const struct rebuild *rebuild)
{
	const struct changes *changes = rebuild->step->changes;
	const char *slower = NULL;

	for (uint32_t i = 0; i < changes->count; i++) {
		const struct shot_object *object = changes->items[i].before;
		bool trigger = object && object->type == INSTAR__TRIGGER;

		if (!object || !map_same(object->table, rebuild->before->name) ||
			(!trigger && object->type != INSTAR__INDEX) ||
			!is_lost(rebuild, object))
			continue;
		if (!trigger && !object->unique) {
			slower = names_join(
				rebuild->step->rules->arena, slower, ", ", object->name);
			continue;
		}
		struct diag *diag = report(rebuild, RULE_REBUILD_OBJECTS,
			trigger ? "trigger" : "unique index", object->name);
		diag->evidence = object->sql;
		diag->help = arena_printf(rebuild->step->rules->arena,
			"create it again; when it is not wanted any more, say DROP %s %s",
			trigger ? "TRIGGER" : "INDEX", object->name);
	}
	if (slower)
		report(rebuild, RULE_REBUILD_PROPERTIES, "index", slower)->help =
			"create it again; when it is not wanted any more, drop it by its "
			"name";
}

/* Columns that have lost something, each kind on its own. */
struct losses_of {
	const char *collate, *generated, *fallback;
};

/* DEFAULT NULL is none. */
static bool has_default(const struct column_text *column)
{
	return column->fallback &&
	       (column->fallback->expr->kind != EXPR_LITERAL ||
		       column->fallback->expr->literal.kind != LITERAL_NULL);
}

static void judge_column(const struct rebuild *rebuild, const struct column_text *old,
	struct losses_of *lost)
{
	const struct column_text *new = definition_column(&rebuild->new, old->name);

	if (!new)
		return;
	if (old->collate && !new->collate)
		lost->collate = names_join(
			rebuild->step->rules->arena, lost->collate, ", ", old->name);
	if (old->generated && !new->generated)
		lost->generated = names_join(
			rebuild->step->rules->arena, lost->generated, ", ", old->name);
	if (has_default(old) && !new->fallback && !new->generated)
		lost->fallback = names_join(
			rebuild->step->rules->arena, lost->fallback, ", ", old->name);
}

static void judge_properties(const struct rebuild *rebuild)
{
	struct losses_of lost = { 0 };

	for (uint32_t i = 0; i < rebuild->old.column_count; i++)
		judge_column(rebuild, &rebuild->old.columns[i], &lost);
	if (rebuild->old.strict && !rebuild->new.strict)
		report(rebuild, RULE_REBUILD_PROPERTIES, "option", "STRICT");
	if (rebuild->old.without_rowid && !rebuild->new.without_rowid)
		report(rebuild, RULE_REBUILD_PROPERTIES, "option", "WITHOUT ROWID");
	if (lost.collate)
		report(rebuild, RULE_REBUILD_PROPERTIES, "COLLATE of", lost.collate);
	if (lost.generated)
		report(rebuild, RULE_REBUILD_PROPERTIES, "expression of", lost.generated);
	if (lost.fallback)
		report(rebuild, RULE_REBUILD_PROPERTIES, "DEFAULT of", lost.fallback);
}

/* Where the step makes the new table. */
static struct span place_of(const struct script *script, const struct shot_object *after)
{
	for (uint32_t i = script->up_count; i-- > 0;) {
		const struct statement *statement = &script->up[i];

		if ((statement->kind == STATEMENT_CREATE_TABLE ||
			    statement->kind == STATEMENT_CREATE_TABLE_AS) &&
			map_same(lineage_final(script, i, statement->name), after->name))
			return statement->name_span;
	}
	return parse_place(script);
}

void schema_rules_rebuild(const struct schema_step *step,
	const struct shot_object *before, const struct shot_object *after)
{
	struct rebuild rebuild = {
		.step = step,
		.before = before,
		.after = after,
		.old = definition_of(step->rules->arena, before->tree),
		.new = definition_of(step->rules->arena, after->tree),
		.span = place_of(step->script, after),
	};

	judge_objects(&rebuild);
	judge_properties(&rebuild);
}
