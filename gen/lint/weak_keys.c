/*
 * weak_keys: keys that hold less than they seem to. See schema_rules.h.
 *
 * Judged when the history has run: a unique key of several columns one of which may be
 * NULL, and REPLACE in a trigger on a table whose children go with their parent.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/definition.h"
#include "gen/report/diag.h"
#include "gen/sql/tree_walk.h"

/* The first column of the list "a,b" that may be NULL; NULL when none or all may. */
static const char *null_among(
	struct arena *arena, const struct definition *definition, const char *list)
{
	struct names columns = names_split(arena, list);
	const char *found = NULL;
	uint32_t nulls = 0;

	for (uint32_t i = 0; i < columns.count; i++) {
		const struct column_text *column =
			definition_column(definition, columns.items[i]);

		if (column && column->primary)
			return NULL; /* no two rows are alike in it */
		if (!column || column->not_null || column->generated)
			continue;
		if (!nulls++)
			found = column->name;
	}
	return nulls < columns.count ? found : NULL;
}

static void report_null(struct schema_rules *rules, const struct script *script,
	struct span span, const char *table, const char *list, const char *column)
{
	diag_report(rules->diags, RULE_UNIQUE_NULL, script->source, span,
		"rows of %s with NULL in %s may have the same %s", table, column, list)
		->help = "NULL is like no other NULL: add NOT NULL and a value for "
			 "\"none\", or a second unique index … WHERE … IS NULL";
}

/* UNIQUE (a, b) of the table itself; where the key is all of one kind nothing is said. */
static void judge_unique(struct schema_rules *rules, const struct shot_object *table,
	const struct definition *definition)
{
	for (uint32_t i = 0; i < definition->key_count; i++) {
		const struct key_text *key = &definition->keys[i];
		const char *column = NULL;

		if (!key->primary && key->column_count > 1)
			column = null_among(rules->arena, definition, key->columns);
		if (column)
			report_null(rules, table->script, table->span, table->name,
				key->columns, column);
	}
}

static bool take_null(void *found, const struct tree_expr *expr)
{
	*(bool *)found |=
		expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_NULL;
	return true;
}

static const struct tree_expr *condition_of(const struct shot_object *index)
{
	const struct tree_create_index *tree =
		snapshot_tree(index, STATEMENT_CREATE_INDEX);

	return tree ? tree->where : NULL;
}

/* Another unique index that has the rows with NULL in hand: … WHERE c IS NULL. */
static bool is_completed(
	const struct snapshot *snapshot, const struct shot_object *index)
{
	bool null = false;
	struct tree_visitor visitor = { .context = &null, .expr = take_null };

	for (uint32_t i = 0; !null && i < snapshot->count; i++) {
		const struct shot_object *other = snapshot->objects[i];

		if (!other->gone && other->type == INSTAR__INDEX && other != index &&
			other->unique && map_same(other->table, index->table))
			tree_walk_expr(&visitor, condition_of(other));
	}
	return null;
}

static void judge_index(struct schema_rules *rules, const struct snapshot *snapshot,
	const struct shot_object *index)
{
	const struct shot_object *table = snapshot_find(snapshot, false, index->table);
	struct definition definition;
	const char *column;

	if (!table || table->type != INSTAR__TABLE || condition_of(index))
		return;
	definition = definition_of(rules->arena, table->tree);
	column = null_among(rules->arena, &definition, index->indexed);
	if (column && !is_completed(snapshot, index))
		report_null(rules, index->script, index->span, table->name,
			index->indexed, column);
}

struct follower {
	const char *parent;
	bool follows;
};

static bool take_key(void *context, const struct tree_constraint *constraint)
{
	struct follower *follower = context;
	const struct tree_reference *reference = constraint->reference;

	if (reference && map_same(reference->table.text, follower->parent))
		follower->follows |= reference->on_delete >= ACTION_SET_NULL;
	return false;
}

/* Does the child lose or change rows when a row of the parent is deleted? */
static bool follows(const struct shot_object *child, const char *parent)
{
	struct follower follower = { .parent = parent };

	tree_walk_statement(
		&(struct tree_visitor){ .context = &follower, .constraint = take_key },
		child->tree);
	return follower.follows;
}

static const struct shot_object *child_of(
	const struct snapshot *snapshot, const char *parent)
{
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *child = snapshot->objects[i];

		for (uint32_t j = 0; !child->gone && j < child->key_count; j++) {
			if (map_same(child->keys[j].parent_table, parent) &&
				follows(child, parent))
				return child;
		}
	}
	return NULL;
}

/* Whose rows go first when the statement replaces one; NULL when none do. */
static const struct shot_object *taken_by(
	const struct snapshot *snapshot, const struct tree_statement *statement)
{
	if (!statement || statement->kind != STATEMENT_INSERT ||
		statement->insert->conflict != CONFLICT_REPLACE)
		return NULL;
	return child_of(snapshot, statement->insert->table.name.text);
}

/* REPLACE in the body of a trigger, which runs under the host's foreign keys. */
static void judge_trigger(struct schema_rules *rules, const struct snapshot *snapshot,
	const struct shot_object *trigger)
{
	const struct tree_create_trigger *tree =
		snapshot_tree(trigger, STATEMENT_CREATE_TRIGGER);

	for (uint32_t i = 0; tree && i < tree->body.count; i++) {
		const struct tree_statement *statement = &tree->body.items[i];
		const struct shot_object *child = taken_by(snapshot, statement);

		if (!child)
			continue;
		diag_report(rules->diags, RULE_REPLACE, trigger->script->source,
			trigger->span, "REPLACE in trigger %s deletes rows of %s first",
			trigger->name, statement->insert->table.name.text)
			->evidence = arena_printf(rules->arena,
			"rows of %s go with the row that they refer to", child->name);
		return;
	}
}

/* Was the table there before the step? */
static bool is_older(const struct schema_rules *rules, const struct shot_object *table,
	const struct migration *step)
{
	for (uint32_t i = 0; i < rules->migration_count; i++) {
		const struct migration *maker = rules->migrations[i];

		if (maker->up == table->script)
			return maker->position < step->position;
	}
	return false;
}

/* REPLACE in a step that asks for enforcement. */
static void judge_enforced(struct schema_rules *rules, const struct snapshot *snapshot,
	const struct migration *step)
{
	const struct script *script = step->up;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];
		const struct shot_object *child =
			taken_by(snapshot, statement->tree);

		if (!child || !is_older(rules, child, step))
			continue;
		diag_report(rules->diags, RULE_REPLACE, script->source,
			statement->name_span,
			"REPLACE with foreign keys on deletes rows of %s first",
			statement->name)
			->evidence = arena_printf(rules->arena,
			"rows of %s go with the row that they refer to", child->name);
	}
}

/* Every column has a type that STRICT knows, and the table could have been it. */
static void judge_strict(struct schema_rules *rules, const struct shot_object *table,
	const struct definition *definition)
{
	static const char *const types[] = { "int", "integer", "real", "text", "blob",
		"any" };

	if (definition->strict || !definition->column_count)
		return;
	for (uint32_t i = 0; i < definition->column_count; i++) {
		if (!MAP_AMONG(types, definition->columns[i].type))
			return;
	}
	diag_report(rules->diags, RULE_STRICT, table->script->source, table->span,
		"table %s could be STRICT", table->name)
		->silenced = true; /* --suggest-strict asks for it */
}

void schema_rules_keys(struct schema_rules *rules, const struct snapshot *snapshot)
{
	for (uint32_t i = 0; i < rules->migration_count; i++) {
		if (rules->migrations[i]->enforced)
			judge_enforced(rules, snapshot, rules->migrations[i]);
	}
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];
		struct definition definition;

		if (object->gone || !object->script || object->shadow || object->virtual)
			continue;
		if (object->type == INSTAR__TABLE) {
			definition = definition_of(rules->arena, object->tree);
			judge_unique(rules, object, &definition);
			judge_strict(rules, object, &definition);
		} else if (object->type == INSTAR__INDEX && object->unique &&
			   object->indexed) {
			judge_index(rules, snapshot, object);
		} else if (object->type == INSTAR__TRIGGER) {
			judge_trigger(rules, snapshot, object);
		}
	}
}
