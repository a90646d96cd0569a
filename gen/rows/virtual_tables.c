/*
 * virtual_tables: what virtual tables want of a row. See virtual_tables.h.
 */
#include "gen/rows/virtual_tables.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/parse.h"

void virtual_fit(struct recipe *recipe)
{
	const struct tree_create_virtual *virtual = snapshot_tree(
		recipe->object, STATEMENT_CREATE_VIRTUAL_TABLE);
	bool tree = virtual && (map_same(virtual->module.text, "rtree") ||
				       map_same(virtual->module.text, "rtree_i32"));

	for (uint32_t i = 0; i < recipe->count; i++) {
		struct recipe_column *column = &recipe->columns[i];

		column->not_null = true;
		if (!tree)
			continue;
		column->nature = i ? NATURE_REAL : NATURE_INTEGER;
		column->primary = !i;
	}
}

/* What the argument option=… names, or NULL. */
static const char *option_of(struct arena *arena, const char *argument, const char *option)
{
	const struct tree_expr *expr = parse_expression(arena, argument);
	const struct tree_expr *right;

	if (!expr || expr->kind != EXPR_BINARY ||
		expr->binary.operator != OPERATOR_EQUAL ||
		expr->binary.left->kind != EXPR_COLUMN ||
		!map_same(expr->binary.left->column.name.text, option))
		return NULL;
	right = expr->binary.right;
	if (right->kind == EXPR_COLUMN)
		return right->column.name.text;
	return right->kind == EXPR_LITERAL ? right->literal.text : NULL;
}

const char *virtual_option(
	struct arena *arena, const struct shot_object *table, const char *option)
{
	const struct tree_create_virtual *virtual = snapshot_tree(
		table, STATEMENT_CREATE_VIRTUAL_TABLE);

	for (uint32_t i = 0; virtual && i < virtual->arguments.count; i++) {
		const char *value =
			option_of(arena, virtual->arguments.items[i].text, option);

		if (value)
			return value;
	}
	return NULL;
}

const char *virtual_content(struct arena *arena, const struct shot_object *table)
{
	return virtual_option(arena, table, "content");
}

bool virtual_rebuild(struct synthesis *synth, struct plot *plot)
{
	const char *sql = arena_printf(synth->arena,
		"INSERT INTO main.\"%w\"(\"%w\") VALUES('rebuild')", plot->name,
		plot->name);

	if (scratch_run(synth->scratch, sql)) {
		if (synth->log)
			synthesis_log_row(synth, sql);
		return true;
	}
	plot->message = synth->scratch->failure.message;
	return false;
}

/* Does the trigger insert rows into the table? */
static bool feeds(const struct shot_object *trigger, const char *name)
{
	const struct tree_create_trigger *tree =
		snapshot_tree(trigger, STATEMENT_CREATE_TRIGGER);

	for (uint32_t i = 0; tree && i < tree->body.count; i++) {
		const struct tree_statement *step = &tree->body.items[i];

		if (step->kind == STATEMENT_INSERT &&
			map_same(step->insert->table.name.text, name))
			return true;
	}
	return false;
}

const char *virtual_feeder(const struct snapshot *snapshot, const char *name)
{
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *trigger = snapshot->objects[i];

		if (!trigger->gone && trigger->type == INSTAR__TRIGGER &&
			feeds(trigger, name))
			return trigger->table;
	}
	return NULL;
}

bool virtual_is_fed_by(const struct snapshot *snapshot, const char *name)
{
	for (uint32_t i = 0; snapshot && i < snapshot->count; i++) {
		const struct shot_object *table = snapshot->objects[i];

		if (!table->gone && table->virtual &&
			map_same(virtual_feeder(snapshot, table->name), name))
			return true;
	}
	return false;
}

void virtual_rebuild_over(struct synthesis *synth, const char *name)
{
	const struct snapshot *snapshot = synth->snapshot;

	for (uint32_t i = 0; snapshot && i < snapshot->count; i++) {
		const struct shot_object *table = snapshot->objects[i];
		struct plot *plot;

		if (table->gone || !table->virtual ||
			!map_same(virtual_content(synth->arena, table), name))
			continue;
		plot = synthesis_plot(synth, table->name);
		if (plot)
			virtual_rebuild(synth, plot);
	}
}

bool virtual_is_index(
	struct arena *arena, const struct snapshot *snapshot, const char *name)
{
	const char *content;
	bool virtual = false;

	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *table = snapshot->objects[i];

		if (!table->virtual || !map_same(table->name, name))
			continue;
		virtual = true;
		content = virtual_content(arena, table);
		if (content && *content)
			return true;
	}
	for (uint32_t i = 0; virtual && i < snapshot->count; i++) {
		const struct shot_object *trigger = snapshot->objects[i];

		if (trigger->type == INSTAR__TRIGGER && feeds(trigger, name))
			return true;
	}
	return false;
}
