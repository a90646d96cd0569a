/*
 * new_constraints: what the schema after a step asks of the rows before it. See
 * new_constraints.h.
 */
#include "gen/rehearse/new_constraints.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/oracle/query.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_print.h"
#include "gen/sql/tree_walk.h"

/* Of one step. */
enum {
	CHALLENGES_MOST = 100,
	READS_MOST = 3 /* columns of one expression that are varied */
};

void new_constraints_add(
	struct new_constraints *constraints, const struct challenge *challenge)
{
	if (challenge->way_count && constraints->count < CHALLENGES_MOST)
		*arena_add(constraints->arena, constraints->items, constraints->count) =
			*challenge;
}

bool new_constraints_is_numeric(const char *type)
{
	return strstr(type, "int") || strstr(type, "real") || strstr(type, "num") ||
	       strstr(type, "floa") || strstr(type, "doub") || strstr(type, "dec") ||
	       strstr(type, "bool");
}

const char *constrained_derive(
	const struct constrained *constrained, const struct tree_expr *expr)
{
	struct scope scope = { .count = 1 };

	scope.items[0] = (struct substitute){ .name = constrained->object->name,
		.columns = &constrained->way->columns };
	return substitute(constrained->all->arena, &scope, expr);
}

/* About the columns of a table before that the expression reads. */
static struct challenge challenge_of(
	struct arena *arena, const char *table, const char *sql)
{
	return (struct challenge){ .table = table,
		.columns = substitution_reads(arena, sql) };
}

/* Longer than what people call a name. */
#define LONG_WORDS "one text that goes on and on and on and on, "
#define LONG_TEXT LONG_WORDS LONG_WORDS LONG_WORDS LONG_WORDS LONG_WORDS LONG_WORDS

/* Values that a column may well hold, whatever a condition says; false: no more. */
static bool odd_value(const char *type, uint32_t number, struct value *value)
{
	const struct value values[] = { value_text(""), value_text("no such"),
		value_text(LONG_TEXT), value_integer(0), value_integer(-1),
		value_integer(1000000) };
	bool numeric = new_constraints_is_numeric(type);
	uint32_t first = numeric ? 3 : 0;
	uint32_t end = numeric || !*type ? 6 : 3;

	if (first + number >= end)
		return false;
	*value = values[first + number];
	return true;
}

/* A row for which a condition is as wanted: as the draws find one, or with odd values. */
static void add_condition(const struct constrained *constrained, const char *sql,
	enum truth wanted, struct challenge *challenge)
{
	struct arena *arena = constrained->all->arena;
	const char *filter = constrained->way->filter;

	challenge_condition(arena, challenge_way(arena, challenge, filter), sql, wanted);
	for (uint32_t i = 0; i < challenge->columns.count && i < READS_MOST; i++) {
		const char *name = challenge->columns.items[i];
		const struct column_text *column =
			definition_column(&constrained->old, name);
		struct value value;

		for (uint32_t j = 0; column && odd_value(column->type, j, &value); j++) {
			struct demand *demand = challenge_way(arena, challenge, filter);

			challenge_condition(arena, demand, sql, wanted);
			challenge_value(arena, demand, name, value);
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
static bool is_old_check(
	const struct constrained *constrained, const struct tree_expr *expr)
{
	struct arena *arena = constrained->all->arena;
	const char *text = tree_print(arena, NODE_EXPR, expr);
	bool there;

	if (!constrained->source)
		return false;
	there = has_check(arena, &constrained->source->constraints, text);
	for (uint32_t i = 0; !there && i < constrained->source->columns.count; i++)
		there = has_check(
			arena, &constrained->source->columns.items[i].constraints, text);
	for (uint32_t i = 0; there && i < constrained->way->columns.count; i++) {
		const struct derived_column *column = &constrained->way->columns.items[i];

		there = !tree_has_column(expr, column->name) ||
			map_same(column->column, column->name);
	}
	return there;
}

/* Each of its parts refuses rows. */
static void find_part(const struct constrained *constrained, const struct tree_expr *expr)
{
	const char *sql;
	struct challenge challenge;

	if (expr->kind == EXPR_BINARY && expr->binary.operator == OPERATOR_AND) {
		find_part(constrained, expr->binary.left);
		find_part(constrained, expr->binary.right);
		return;
	}
	sql = constrained_derive(constrained, expr);
	if (!sql)
		return;
	challenge = challenge_of(constrained->all->arena, constrained->way->source, sql);
	if (!challenge.columns.count)
		return;
	add_condition(constrained, sql, TRUTH_FALSE, &challenge);
	new_constraints_add(constrained->all, &challenge);
}

static void find_checks(
	const struct constrained *constrained, const struct tree_constraints *constraints)
{
	for (uint32_t i = 0; i < constraints->count; i++) {
		const struct tree_constraint *constraint = &constraints->items[i];

		if (constraint->kind == CONSTRAINT_CHECK &&
			!is_old_check(constrained, constraint->expr))
			find_part(constrained, constraint->expr);
	}
}

/* A column after the step, and what fills it. */
struct filled {
	const struct constrained *constrained;
	const struct column_text *column;
	const struct derived_column *from;
	const struct column_text *was; /* the column before that it is; or NULL */
	struct challenge challenge;    /* without ways, to begin with */
};

/* One more way, in which a column before has a value. */
static void add_value(const struct filled *filled, struct challenge *challenge,
	const char *column, struct value value)
{
	struct arena *arena = filled->constrained->all->arena;

	challenge_value(arena,
		challenge_way(arena, challenge, filled->constrained->way->filter), column,
		value);
}

/* NOT NULL */

static void find_not_null(const struct filled *filled)
{
	const struct constrained *constrained = filled->constrained;
	const struct derived_column *from = filled->from;
	struct challenge challenge = filled->challenge;

	if (!filled->column->not_null || !challenge.columns.count ||
		(filled->was && (filled->was->not_null || filled->was->primary)))
		return;
	if (from->column)
		add_value(filled, &challenge, from->column, value_null());
	else
		add_condition(constrained,
			arena_printf(constrained->all->arena, "(%s) IS NULL", from->sql),
			TRUTH_TRUE, &challenge);
	new_constraints_add(constrained->all, &challenge);
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
static bool judges_type(
	const struct constrained *constrained, const struct column_text *column)
{
	return constrained->definition.strict ||
	       (column->primary && map_same(column->type, "integer"));
}

static void find_type(const struct filled *filled)
{
	const struct constrained *constrained = filled->constrained;
	const struct column_text *column = filled->column, *was = filled->was;
	struct challenge challenge = filled->challenge;
	struct value value;

	if (!judges_type(constrained, column) || !challenge.columns.count)
		return;
	if (was && map_same(was->type, column->type) &&
		(constrained->old.strict || !constrained->definition.strict))
		return;
	challenge.kind = CHALLENGE_TYPE;
	for (uint32_t i = 0; i < challenge.columns.count && i < READS_MOST; i++) {
		for (uint32_t j = 0; refused_value(column->type, j, &value); j++)
			add_value(filled, &challenge, challenge.columns.items[i], value);
	}
	new_constraints_add(constrained->all, &challenge);
}

/* Digits with zeros before them, where text becomes a number: 01234 and 1234 differ. */
static void find_digits(const struct filled *filled)
{
	static const char *const digits[] = { "01234", "007", "00" };
	const struct column_text *was = filled->was;
	struct challenge challenge = filled->challenge;

	if (!was || !new_constraints_is_numeric(filled->column->type) ||
		!(strstr(was->type, "char") || strstr(was->type, "text")))
		return;
	challenge.kind = CHALLENGE_DIGITS;
	for (size_t i = 0; i < sizeof(digits) / sizeof(*digits); i++)
		add_value(
			filled, &challenge, filled->from->column, value_text(digits[i]));
	new_constraints_add(filled->constrained->all, &challenge);
}

static void find_columns(const struct constrained *constrained)
{
	for (uint32_t i = 0; i < constrained->definition.column_count; i++) {
		const struct column_text *column = &constrained->definition.columns[i];
		const struct derived_column *from =
			derived_column(&constrained->way->columns, column->name);

		struct filled filled = {
			.constrained = constrained, .column = column, .from = from
		};

		if (!from || !from->sql || column->generated)
			continue;
		if (from->column)
			filled.was = definition_column(&constrained->old, from->column);
		filled.challenge = challenge_of(
			constrained->all->arena, constrained->way->source, from->sql);
		find_not_null(&filled);
		find_type(&filled);
		find_digits(&filled);
	}
}

/* All of them */

static void find_in_way(struct constrained *constrained)
{
	const char *sql = scratch_text(constrained->all->before,
		"SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = %Q",
		constrained->way->source);
	const struct tree_statement *tree =
		sql ? parse_statement(constrained->all->arena, sql) : NULL;

	constrained->source =
		tree && tree->kind == STATEMENT_CREATE_TABLE ? tree->create_table : NULL;
	constrained->old = definition_of(constrained->all->arena, tree);
	new_keys_find(constrained);
	find_checks(constrained, &constrained->tree->constraints);
	for (uint32_t i = 0; i < constrained->tree->columns.count; i++)
		find_checks(
			constrained, &constrained->tree->columns.items[i].constraints);
	find_columns(constrained);
}

static void find_in_table(
	struct new_constraints *constraints, const struct derived_table *table)
{
	const struct shot_object *object =
		snapshot_find(constraints->after, false, table->name);
	const struct tree_create_table *tree =
		object ? snapshot_tree(object, STATEMENT_CREATE_TABLE) : NULL;

	struct constrained constrained = {
		.all = constraints, .object = object, .tree = tree, .table = table
	};

	if (!tree)
		return;
	constrained.definition = definition_of(constraints->arena, object->tree);
	for (uint32_t i = 0; i < table->count; i++) {
		constrained.way = &table->items[i];
		if (constrained.way->source)
			find_in_way(&constrained);
	}
}

/* Text that is no JSON, where a statement reads JSON. */
static void find_json(
	struct new_constraints *constraints, const struct derived_question *question)
{
	struct challenge challenge =
		challenge_of(constraints->arena, question->source, question->sql);

	for (uint32_t i = 0; i < 2; i++) {
		struct demand *demand =
			challenge_way(constraints->arena, &challenge, NULL);

		challenge_condition(
			constraints->arena, demand, question->sql, TRUTH_FALSE);
		challenge_value(constraints->arena, demand, challenge.columns.items[0],
			value_text(i ? "no JSON" : ""));
	}
	new_constraints_add(constraints, &challenge);
}

/* A row that a trigger stops the statement for. */
static void find_raise(
	struct new_constraints *constraints, const struct derived_question *question)
{
	struct challenge challenge =
		challenge_of(constraints->arena, question->source, question->sql);

	challenge_condition(constraints->arena,
		challenge_way(constraints->arena, &challenge, NULL), question->sql,
		TRUTH_TRUE);
	if (challenge.columns.count)
		new_constraints_add(constraints, &challenge);
}

void new_constraints_find(struct new_constraints *constraints)
{
	const struct derivations *derivations = constraints->derivations;

	for (uint32_t i = 0; i < derivations->count; i++) {
		if (derivations->items[i].name)
			find_in_table(constraints, &derivations->items[i]);
	}
	for (uint32_t i = 0; i < derivations->question_count; i++) {
		const struct derived_question *question = &derivations->questions[i];

		if (question->kind == QUESTION_JSON)
			find_json(constraints, question);
		if (question->kind == QUESTION_RAISE)
			find_raise(constraints, question);
	}
}
