/*
 * rebuild_names: what a rebuilt table's columns, and other tables, are called now. See
 * schema_rules.h.
 *
 * A column goes by another name where a statement says so, or a copy fills a new column
 * with an old one that is not there any more.
 */
#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/shape_difference.h"
#include "gen/read/release.h"

/* The first step that belongs to the rebuild: it may have made the copy. */
static const struct migration *beginning(
	const struct plan *plan, const struct remade *remade)
{
	const struct migration *first = remade->first;

	while (first > plan->migrations &&
		release_together(plan, first - 1, remade->first))
		first--;
	return first;
}

/* A column goes by another name now, when the old name is gone and the new one is new. */
static void rename_column(
	struct shape_comparison *comparison, const char *was, const char *is)
{
	const struct shape *old = comparison->old, *new = comparison->new;
	struct arena *arena = comparison->arena;

	if (!was || !is || !shape_column(old, was) || shape_column(new, was) ||
		shape_column(old, is) || !shape_column(new, is) ||
		names_have(&comparison->columns_were, was))
		return;
	*arena_add(arena, comparison->columns_were.items,
		comparison->columns_were.count) = was;
	*arena_add(arena, comparison->columns_are.items, comparison->columns_are.count) =
		is;
}

/* Functions that leave a value what it is, or nearly so. */
static bool keeps(const struct tree_call *call)
{
	static const char *const names[] = { "coalesce", "ifnull", "nullif", "trim",
		"ltrim", "rtrim", "lower", "upper" };

	for (uint32_t i = 1; i < call->arguments.count; i++) {
		if (call->arguments.items[i]->kind != EXPR_LITERAL)
			return false;
	}
	return call->arguments.count && MAP_AMONG(names, call->name.text);
}

/* The column that an expression merely puts in another form, or NULL. */
static const char *source_of(const struct tree_expr *expr)
{
	for (;;) {
		if (expr->kind == EXPR_COLUMN)
			return expr->column.name.text;
		if (expr->kind == EXPR_CAST)
			expr = expr->cast.operand;
		else if (expr->kind == EXPR_COLLATE)
			expr = expr->collate.operand;
		else if (expr->kind == EXPR_CALL && keeps(expr->call))
			expr = expr->call->arguments.items[0];
		else
			return NULL;
	}
}

/* The column of the new table that a copy's value `i` goes to, or NULL. */
static const char *target_of(
	const struct shape *new, const struct tree_insert *insert, uint32_t i)
{
	if (insert->columns.count)
		return i < insert->columns.count ? insert->columns.items[i].text : NULL;
	return i < new->column_count ? new->columns[i].name : NULL;
}

/* What a copy fills the columns of the new table with. */
static void read_copy(
	struct shape_comparison *comparison, const struct tree_insert *insert)
{
	const struct tree_core *core;

	if (!insert->select || insert->select->cores.count != 1)
		return;
	core = &insert->select->cores.items[0];
	if (core->results.count == 1 && !core->results.items[0].expr) { /* a star */
		for (uint32_t i = 0; i < comparison->old->column_count; i++)
			rename_column(comparison, comparison->old->columns[i].name,
				target_of(comparison->new, insert, i));
		return;
	}
	for (uint32_t i = 0; i < core->results.count; i++) {
		if (core->results.items[i].expr)
			rename_column(comparison, source_of(core->results.items[i].expr),
				target_of(comparison->new, insert, i));
	}
}

static void read_statement(const struct schema_step *step, const struct script *script,
	uint32_t index, const char *table, struct shape_comparison *comparison)
{
	const struct statement *statement = &script->up[index];
	struct arena *arena = comparison->arena;

	if (statement->kind == STATEMENT_RENAME_COLUMN &&
		map_same(lineage_final(script, index, statement->name), table))
		rename_column(comparison, statement->column, statement->new_name);
	if (statement->kind == STATEMENT_RENAME_TABLE &&
		!schema_rules_after(step, false, statement->name)) {
		*arena_add(arena, comparison->tables_were.items,
			comparison->tables_were.count) = statement->name;
		*arena_add(arena, comparison->tables_are.items,
			comparison->tables_are.count) =
			lineage_final(script, index, statement->name);
	}
	if (statement->kind == STATEMENT_INSERT && statement->tree &&
		(schema_rules_copies_from(statement, table) ||
			map_same(lineage_final(script, index, statement->name), table)))
		read_copy(comparison, statement->tree->insert);
}

void schema_rules_renamed_columns(const struct schema_step *step,
	const struct remade *remade, struct shape_comparison *comparison)
{
	for (const struct migration *at = beginning(step->rules->plan, remade);
		at <= step->migration; at++) {
		for (uint32_t i = 0; i < at->up->up_count; i++) {
			if (!at->up->up[i].dropped)
				read_statement(step, at->up, i, remade->name, comparison);
		}
	}
}
