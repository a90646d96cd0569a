/*
 * keys: types, names and keys of a table's new columns. See schema_rules.h.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/lint/type_names.h"
#include "gen/oracle/definition.h"
#include "gen/report/diag.h"
#include "gen/sql/script_words.h"

struct table {
	const struct schema_step *step;
	const struct shot_object *object;
	struct definition now;
};

static struct diag *report(const struct table *table, enum rule_id rule,
	const char *column, const char *message)
{
	const struct script *script = table->step->script;
	struct span span = schema_rules_place(
		script, table->object->name, column, parse_place(script));

	return diag_report(
		table->step->rules->diags, rule, script->source, span, "%s", message);
}

/* The same at the words of its type. */
static struct diag *report_type(const struct table *table, enum rule_id rule,
	const char *name, const char *message)
{
	struct diag *diag = report(table, rule, name, message);
	const struct script *script = table->step->script;
	const struct statement *statement = script_statement(script, diag->span.start);
	struct tree_column_defs columns = { 0 };

	if (statement)
		columns = script_columns(table->step->rules->arena, script, statement);
	for (uint32_t i = 0; i < columns.count; i++) {
		const struct tree_column_def *column = &columns.items[i];

		if (column->name.span.start == diag->span.start && column->type)
			diag->span = column->type_span;
	}
	return diag;
}

/* The name that a column had before the step. */
static const char *old_name(const struct table *table, const char *name)
{
	const struct script *script = table->step->script;

	for (uint32_t i = script->up_count; i-- > 0;) {
		if (script->up[i].kind == STATEMENT_RENAME_COLUMN &&
			map_same(script->up[i].new_name, name))
			name = script->up[i].column;
	}
	return name;
}

static void judge_type(const struct table *table, const struct column_text *column)
{
	struct arena *arena = table->step->rules->arena;
	const char *surprise = type_surprise(column->type);
	const char *meant = type_meant(column->type);

	if (surprise)
		report_type(table, RULE_TYPE_AFFINITY, column->name,
			arena_printf(arena, "type %s of %s is not what it says",
				column->type, column->name))
			->evidence = surprise;
	else if (meant)
		report_type(table, RULE_TYPE_UNKNOWN, column->name,
			arena_printf(arena, "unknown type \"%.*s\"; did you mean %s?",
				(int)strcspn(column->type, " ("), column->type, meant))
			->evidence =
			"SQLite takes any word and gives the column an affinity "
			"that may not be the one you mean";
}

static void judge_name(const struct table *table, const struct column_text *column)
{
	if (!map_same(column->name, "rowid") && !map_same(column->name, "oid") &&
		!map_same(column->name, "_rowid_"))
		return;
	if (table->now.without_rowid ||
		(column->primary && map_same(column->type, "integer")))
		return;
	report(table, RULE_ROWID_NAME, column->name,
		arena_printf(table->step->rules->arena, "column %s hides the rowid of %s",
			column->name, table->object->name))
		->help = "SQLite gives every row a number of this name; choose another";
}

static const struct key_text *primary_of(const struct definition *definition)
{
	for (uint32_t i = 0; i < definition->key_count; i++) {
		if (definition->keys[i].primary)
			return &definition->keys[i];
	}
	return NULL;
}

/* The first column of the primary key that takes NULL, or NULL. */
static const struct column_text *null_in(const struct definition *definition,
	const struct key_text *key, struct arena *arena)
{
	struct names names = names_split(arena, key->columns);

	for (uint32_t i = 0; i < definition->column_count; i++) {
		const struct column_text *column = &definition->columns[i];

		if (!column->not_null && names_have(&names, column->name))
			return column;
	}
	return NULL;
}

static void judge_primary(const struct table *table)
{
	const struct key_text *key = primary_of(&table->now);
	struct arena *arena = table->step->rules->arena;
	const struct column_text *column;

	if (!key || table->now.without_rowid)
		return;
	column = definition_column(&table->now, key->columns);
	if (column && map_same(column->type, "integer"))
		return;
	if (column && type_is_int(column->type)) {
		report(table, RULE_KEY_INT, column->name,
			arena_printf(
				arena, "%s PRIMARY KEY is not the rowid", column->type))
			->help = "write INTEGER PRIMARY KEY";
		return;
	}
	column = table->now.strict ? NULL : null_in(&table->now, key, arena);
	if (column)
		report(table, RULE_KEY_NULL, column->name,
			arena_printf(arena, "%s is in the primary key and takes NULL",
				column->name))
			->help = "add NOT NULL";
}

static void judge_autoincrement(const struct table *table)
{
	const struct key_text *key = primary_of(&table->now);

	if (!table->now.autoincrement || table->step->rules->told_autoincrement || !key)
		return;
	table->step->rules->told_autoincrement = true;
	report(table, RULE_AUTOINCREMENT, key->columns, "AUTOINCREMENT is rarely needed")
		->help =
		"INTEGER PRIMARY KEY numbers rows by itself; told once for the whole "
		"history";
}

void schema_rules_columns(const struct schema_step *step,
	const struct shot_object *before, const struct shot_object *after)
{
	struct table table = { step, after,
		definition_of(step->rules->arena, after->tree) };
	struct definition old = { 0 };

	if (before)
		old = definition_of(step->rules->arena, before->tree);
	for (uint32_t i = 0; i < table.now.column_count; i++) {
		const struct column_text *column = &table.now.columns[i];
		const struct column_text *was = definition_column(&old, column->name);

		if (!was)
			was = definition_column(&old, old_name(&table, column->name));
		if (!was || !map_same(was->name, column->name))
			judge_name(&table, column);
		if (!table.now.strict && (!was || !map_same(was->type, column->type)))
			judge_type(&table, column);
	}
	if (before)
		return;
	judge_primary(&table);
	judge_autoincrement(&table);
}
