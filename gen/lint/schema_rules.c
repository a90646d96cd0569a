/*
 * schema_rules: what a step has made of the schema, and nobody means. See schema_rules.h.
 */
#include "gen/lint/schema_rules.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/lineage.h"
#include "gen/read/release.h"
#include "gen/report/diag.h"
#include "gen/sql/tree_walk.h"

void schema_rules_init(struct schema_rules *rules, struct arena *arena,
	struct diags *diags, const struct plan *plan)
{
	*rules = (struct schema_rules){ .arena = arena, .diags = diags, .plan = plan };
	map_init(&rules->makers, arena);
	map_init(&rules->made, arena);
	map_init(&rules->lost_indexes, arena);
}

const struct shot_object *schema_rules_after(
	const struct schema_step *step, bool trigger, const char *name)
{
	const struct shot_object *object = snapshot_find(step->before, trigger, name);

	for (uint32_t i = 0; i < step->changes->count; i++) {
		const struct change *change = &step->changes->items[i];

		if (change->after && map_same(change->after->name, name) &&
			(change->after->type == INSTAR__TRIGGER) == trigger)
			return change->after;
		if (change->before && change->before == object)
			object = change->after;
	}
	return object;
}

/* What a table of after the step was before it: itself, or what was renamed to it. */
static const struct shot_object *ancestor_of(
	const struct schema_step *step, const struct shot_object *after)
{
	const struct shot_object *before =
		snapshot_find(step->before, false, after->name);

	for (uint32_t i = 0; !before && i < step->script->up_count; i++) {
		const struct statement *statement = &step->script->up[i];

		if (statement->kind == STATEMENT_RENAME_TABLE &&
			map_same(statement->new_name, after->name))
			before = snapshot_find(step->before, false, statement->name);
	}
	return before && before->type == after->type ? before : NULL;
}

/* A column's name where a statement gives it. */
struct given {
	const char *column;
	struct span span;
};

static bool take_column(void *context, const struct tree_column_def *column)
{
	struct given *given = context;

	if (map_same(column->name.text, given->column))
		given->span = column->name.span;
	return false;
}

static struct span place_of(const struct tree_statement *tree, const char *column)
{
	struct given given = { .column = column };

	if (tree && tree->kind == STATEMENT_RENAME_COLUMN &&
		map_same(tree->alter->new_name.text, column))
		return tree->alter->new_name.span;
	tree_walk_statement(
		&(struct tree_visitor){ .context = &given, .column = take_column }, tree);
	return given.span;
}

struct span schema_rules_place(const struct script *script, const char *table,
	const char *column, struct span fallback)
{
	for (uint32_t i = script->up_count; i-- > 0;) {
		const struct statement *statement = &script->up[i];
		struct span span = place_of(statement->tree, column);

		if (span.end &&
			(map_same(statement->name, table) ||
				map_same(lineage_final(script, i, statement->name),
					table)))
			return span;
	}
	return fallback;
}

/* CREATE TABLE … AS SELECT that is still there when the step is over. */
static void judge_table_as(const struct schema_step *step, uint32_t index)
{
	const struct statement *statement = &step->script->up[index];
	const char *name = lineage_final(step->script, index, statement->name);
	const struct shot_object *table = schema_rules_after(step, false, name);

	if (statement->temporary || map_same(statement->schema, "temp") || !table ||
		table->type != INSTAR__TABLE)
		return;
	if (table == snapshot_find(step->before, false, name))
		return; /* it was there already: IF NOT EXISTS */
	diag_report(step->rules->diags, RULE_TABLE_AS, step->script->source,
		statement->name_span, "%s has no keys, defaults or constraints", name)
		->help = "CREATE TABLE with its columns, then INSERT INTO … SELECT";
}

/* Do programs in the field read what this step made? */
static bool is_released(const struct schema_rules *rules, const char *key)
{
	uint32_t i = map_get(&rules->makers, key);

	return i != MAP_NONE && rules->migrations[i]->released;
}

bool schema_rules_users_have(const struct schema_rules *rules,
	const struct migration *migration, const char *table, const char *column)
{
	const char *key =
		column ? arena_printf(rules->arena, "%s.%s", table, column) : table;
	uint32_t i = map_get(&rules->makers, key);

	return i == MAP_NONE ||
	       !release_together(rules->plan, rules->migrations[i], migration);
}

static bool adds(const struct script *script, const char *column)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		if (script->up[i].kind == STATEMENT_ADD_COLUMN &&
			map_same(script->up[i].column, column))
			return true;
	}
	return false;
}

bool schema_rules_is_young(const struct schema_rules *rules, const char *table,
	const char *column, uint32_t steps)
{
	const char *key = arena_printf(rules->arena, "%s.%s", table, column);
	uint32_t i = map_get(&rules->makers, key);

	return !release_has_past(rules->plan) && i != MAP_NONE &&
	       rules->migration_count - i <= steps &&
	       adds(rules->migrations[i]->up, column);
}

/* Does a later step of the release make something of that name? */
static bool comes_back(const struct schema_step *step, const char *name)
{
	const struct plan *plan = step->rules->plan;
	const struct migration *next = step->migration;

	while ((next = release_next(plan, next)) &&
		release_together(plan, step->migration, next)) {
		for (uint32_t i = 0; i < next->up->up_count; i++) {
			if (map_same(parse_made(&next->up->up[i]), name))
				return true;
		}
	}
	return false;
}

static void judge_rename(
	const struct schema_step *step, const struct statement *statement)
{
	struct schema_rules *rules = step->rules;
	const char *key = statement->name;

	if (statement->kind == STATEMENT_RENAME_COLUMN)
		key = arena_printf(
			rules->arena, "%s.%s", statement->name, statement->column);
	else if (schema_rules_after(step, false, statement->name) ||
		 comes_back(step, statement->name))
		return; /* moved away for another of its name */
	if (!is_released(rules, key))
		return;
	diag_report(rules->diags, RULE_RENAMED, step->script->source,
		statement->name_span, "%s is renamed, and released programs read it", key)
		->help =
		"keep the old name, as a view or a generated column, until they are gone";
}

static void judge_statements(const struct schema_step *step)
{
	for (uint32_t i = 0; i < step->script->up_count; i++) {
		const struct statement *statement = &step->script->up[i];

		if (statement->dropped)
			continue;
		schema_rules_if_not_exists(step, i);
		if (statement->kind == STATEMENT_CREATE_TABLE_AS)
			judge_table_as(step, i);
		else if (statement->kind == STATEMENT_RENAME_TABLE ||
			 statement->kind == STATEMENT_RENAME_COLUMN)
			judge_rename(step, statement);
	}
}

static void note_maker(struct schema_rules *rules, const char *key)
{
	if (map_get(&rules->makers, key) == MAP_NONE)
		map_put(&rules->makers, key, rules->migration_count - 1);
}

/* Who made which table and column. */
static void note_makers(const struct schema_step *step, const struct migration *migration)
{
	struct schema_rules *rules = step->rules;

	*arena_add(rules->arena, rules->migrations, rules->migration_count) = migration;
	for (uint32_t i = 0; i < step->changes->count; i++) {
		const struct shot_object *table = step->changes->items[i].after;

		if (!table || table->type != INSTAR__TABLE || table->shadow)
			continue;
		note_maker(rules, table->name);
		for (uint32_t j = 0; j < table->column_count; j++)
			note_maker(rules, arena_printf(rules->arena, "%s.%s", table->name,
						  table->columns[j].name));
	}
}

bool schema_rules_copies_from(const struct statement *statement, const char *table)
{
	return (statement->kind == STATEMENT_INSERT ||
		       statement->kind == STATEMENT_CREATE_TABLE_AS) &&
	       tree_has_source(statement->tree, table);
}

void schema_rules_step(struct schema_rules *rules, const struct snapshot *before,
	const struct changes *changes, const struct migration *migration)
{
	struct schema_step step = { rules, before, changes, migration->up, migration };

	judge_statements(&step);
	schema_rules_outside(&step);
	schema_rules_copies(&step);
	schema_rules_renamed_away(&step);
	for (uint32_t i = 0; i < changes->count; i++) {
		const struct shot_object *after = changes->items[i].after;
		const struct shot_object *old;

		if (!after || after->type != INSTAR__TABLE || after->virtual ||
			after->shadow)
			continue;
		old = ancestor_of(&step, after);
		schema_rules_columns(&step, old, after);
	}
	schema_rules_rebuilds(&step);
	schema_rules_lost_indexes(&step);
	note_makers(&step, migration);
}
