/*
 * refusals: what a step may refuse, and the rows that would meet with it. See refusals.h.
 */
#include "gen/rehearse/refusals.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/query.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"

/* Of one step. */
enum { CHALLENGES_MOST = 100 };

void refusals_add(struct refusals *refusals, const struct challenge *challenge)
{
	if (challenge->way_count && refusals->count < CHALLENGES_MOST)
		*arena_add(refusals->arena, refusals->items, refusals->count) =
			*challenge;
}

const char *refusing_derive(const struct refusing *refusing, const struct tree_expr *expr)
{
	struct scope scope = { .count = 1 };

	scope.items[0] = (struct substitute){ .name = refusing->object->name,
		.columns = &refusing->way->columns };
	return substitute(refusing->refusals->arena, &scope, expr);
}

static struct challenge challenge_of(const struct refusing *refusing, const char *sql)
{
	return (struct challenge){ .table = refusing->way->source,
		.columns = substitution_reads(refusing->refusals->arena, sql) };
}

/* Values that a column of no type in particular may well hold. */
static struct value odd_value(uint32_t number)
{
	switch (number) {
	case 0:
		return value_text("");
	case 1:
		return value_text("no such");
	case 2:
		return value_integer(0);
	case 3:
		return value_integer(-1);
	default:
		return value_integer(1000000);
	}
}

enum { ODD_VALUES = 5 };

/* A row for which a condition is as wanted: as the draws find one, or with odd values. */
static void add_condition(const struct refusing *refusing, const char *sql,
	enum truth wanted, struct challenge *challenge)
{
	struct arena *arena = refusing->refusals->arena;
	const char *filter = refusing->way->filter;

	challenge_condition(arena, challenge_way(arena, challenge, filter), sql, wanted);
	for (uint32_t i = 0; i < challenge->columns.count && i < 3; i++) {
		for (uint32_t j = 0; j < ODD_VALUES; j++) {
			struct demand *demand = challenge_way(arena, challenge, filter);

			challenge_condition(arena, demand, sql, wanted);
			challenge_value(
				arena, demand, challenge->columns.items[i], odd_value(j));
			demand->attempts = 4;
		}
	}
}

/* CHECK */

static bool has_check(
	struct arena *arena, const struct tree_constraints *constraints, const char *text)
{
	for (uint32_t i = 0; i < constraints->count; i++) {
		if (constraints->items[i].kind == CONSTRAINT_CHECK &&
			strcmp(tree_print(arena, NODE_EXPR, constraints->items[i].expr),
				text) == 0)
			return true;
	}
	return false;
}

/* Had the table before the same CHECK, about columns that are what they were? */
static bool is_old_check(const struct refusing *refusing, const struct tree_expr *expr)
{
	struct arena *arena = refusing->refusals->arena;
	const char *text = tree_print(arena, NODE_EXPR, expr);
	bool there;

	if (!refusing->source)
		return false;
	there = has_check(arena, &refusing->source->constraints, text);
	for (uint32_t i = 0; !there && i < refusing->source->columns.count; i++)
		there = has_check(
			arena, &refusing->source->columns.items[i].constraints, text);
	for (uint32_t i = 0; there && i < refusing->way->columns.count; i++) {
		const struct derived_column *column = &refusing->way->columns.items[i];

		there = !strstr(text, column->name) ||
			map_same(column->column, column->name);
	}
	return there;
}

/* Each of its parts refuses rows. */
static void find_part(const struct refusing *refusing, const struct tree_expr *expr)
{
	const char *sql;
	struct challenge challenge;

	if (expr->kind == EXPR_BINARY && expr->binary.operator== OPERATOR_AND) {
		find_part(refusing, expr->binary.left);
		find_part(refusing, expr->binary.right);
		return;
	}
	sql = refusing_derive(refusing, expr);
	if (!sql)
		return;
	challenge = challenge_of(refusing, sql);
	if (!challenge.columns.count)
		return;
	add_condition(refusing, sql, TRUTH_FALSE, &challenge);
	refusals_add(refusing->refusals, &challenge);
}

static void find_checks(
	const struct refusing *refusing, const struct tree_constraints *constraints)
{
	for (uint32_t i = 0; i < constraints->count; i++) {
		const struct tree_constraint *constraint = &constraints->items[i];

		if (constraint->kind == CONSTRAINT_CHECK &&
			!is_old_check(refusing, constraint->expr))
			find_part(refusing, constraint->expr);
	}
}

/* NOT NULL */

static void find_not_null(const struct refusing *refusing,
	const struct column_text *column, const struct derived_column *from)
{
	struct challenge challenge = challenge_of(refusing, from->sql);
	const struct column_text *was =
		from->column ? definition_column(&refusing->old, from->column) : NULL;
	struct arena *arena = refusing->refusals->arena;

	if (!column->not_null || !challenge.columns.count || (was && was->not_null))
		return;
	if (from->column)
		challenge_value(arena,
			challenge_way(arena, &challenge, refusing->way->filter),
			from->column, value_null());
	else
		add_condition(refusing, arena_printf(arena, "(%s) IS NULL", from->sql),
			TRUTH_TRUE, &challenge);
	refusals_add(refusing->refusals, &challenge);
}

/* Types */

/* Values that a STRICT column of this type refuses; false: no such value. */
static bool refused_value(const char *type, uint32_t number, struct value *value)
{
	static const char *const numbers[] = { "integer", "int", "real" };

	if (MAP_AMONG(numbers, type))
		*value = number ? value_real(1.5) : value_text("no number");
	else if (map_same(type, "text"))
		*value = value_blob("\xff\x01", 2);
	else if (map_same(type, "blob"))
		*value = value_text("text");
	else
		return false;
	return number == 0 ||
	       (number == 1 && MAP_AMONG(numbers, type) && !map_same(type, "real"));
}

/* Does the table after the step look at the type of what comes into the column? */
static bool judges_type(const struct refusing *refusing, const struct column_text *column)
{
	return refusing->definition.strict ||
	       (column->primary && map_same(column->type, "integer"));
}

static void find_type(const struct refusing *refusing, const struct column_text *column,
	const struct derived_column *from)
{
	struct challenge challenge = challenge_of(refusing, from->sql);
	const struct column_text *was =
		from->column ? definition_column(&refusing->old, from->column) : NULL;
	struct arena *arena = refusing->refusals->arena;
	struct value value;

	if (!judges_type(refusing, column) || !challenge.columns.count)
		return;
	if (was && map_same(was->type, column->type) &&
		(refusing->old.strict || !refusing->definition.strict))
		return;
	challenge.kind = CHALLENGE_TYPE;
	for (uint32_t i = 0; i < challenge.columns.count && i < 3; i++) {
		for (uint32_t j = 0; refused_value(column->type, j, &value); j++)
			challenge_value(arena,
				challenge_way(arena, &challenge, refusing->way->filter),
				challenge.columns.items[i], value);
	}
	refusals_add(refusing->refusals, &challenge);
}

static void find_columns(const struct refusing *refusing)
{
	for (uint32_t i = 0; i < refusing->definition.column_count; i++) {
		const struct column_text *column = &refusing->definition.columns[i];
		const struct derived_column *from =
			derived_column(&refusing->way->columns, column->name);

		if (!from || !from->sql || column->generated)
			continue;
		find_not_null(refusing, column, from);
		find_type(refusing, column, from);
	}
}

/* All of them */

static void find_in_way(struct refusing *refusing)
{
	const char *sql = scratch_text(refusing->refusals->before,
		"SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = %Q",
		refusing->way->source);
	const struct tree_statement *tree =
		sql ? parse_statement(refusing->refusals->arena, sql) : NULL;

	refusing->source =
		tree && tree->kind == STATEMENT_CREATE_TABLE ? tree->create_table : NULL;
	refusing->old = definition_of(refusing->refusals->arena, tree);
	refused_keys_find(refusing);
	find_checks(refusing, &refusing->tree->constraints);
	for (uint32_t i = 0; i < refusing->tree->columns.count; i++)
		find_checks(refusing, &refusing->tree->columns.items[i].constraints);
	find_columns(refusing);
}

static void find_in_table(struct refusals *refusals, const struct derived_table *table)
{
	const struct shot_object *object =
		snapshot_find(refusals->after, false, table->name);
	const struct tree_create_table *tree =
		object ? snapshot_tree(object, STATEMENT_CREATE_TABLE) : NULL;

	if (!tree)
		return;
	for (uint32_t i = 0; i < table->count; i++) {
		struct refusing refusing = { .refusals = refusals,
			.object = object,
			.tree = tree,
			.definition = definition_of(refusals->arena, object->tree),
			.table = table,
			.way = &table->items[i] };

		if (refusing.way->source)
			find_in_way(&refusing);
	}
}

/* Text that is no JSON, where a statement reads JSON. */
static void find_json(struct refusals *refusals, const struct derived_question *question)
{
	struct challenge challenge = { .table = question->source,
		.columns = substitution_reads(refusals->arena, question->sql) };

	for (uint32_t i = 0; i < 2; i++) {
		struct demand *demand = challenge_way(refusals->arena, &challenge, NULL);

		challenge_condition(refusals->arena, demand, question->sql, TRUTH_FALSE);
		challenge_value(refusals->arena, demand, challenge.columns.items[0],
			value_text(i ? "no JSON" : ""));
	}
	refusals_add(refusals, &challenge);
}

void refusals_find(struct refusals *refusals)
{
	const struct derivations *derivations = refusals->derivations;

	for (uint32_t i = 0; i < derivations->count; i++) {
		if (derivations->items[i].name)
			find_in_table(refusals, &derivations->items[i]);
	}
	for (uint32_t i = 0; i < derivations->question_count; i++) {
		if (derivations->questions[i].json)
			find_json(refusals, &derivations->questions[i]);
	}
}
