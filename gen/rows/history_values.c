/*
 * history_values: what a history's own statements say of columns. See history_values.h.
 */
#include "gen/rows/history_values.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/rows/literal.h"
#include "gen/sql/tree_walk.h"

/* A longer statement is a table of seeds; its end tells nothing new. */
enum { LONGEST = 1 << 16, LONGEST_VALUE = 4096 };

static struct history_value *habit_for(struct history_values *habits, const char *name)
{
	uint32_t i = map_get(&habits->names, name);
	struct history_value *habit;

	if (i != MAP_NONE)
		return habits->items[i];
	habit = arena_alloc(habits->arena, sizeof(*habit));
	map_put(&habits->names, arena_copy(habits->arena, name, strlen(name)),
		habits->count);
	*arena_add(habits->arena, habits->items, habits->count) = habit;
	return habit;
}

static void add_literal(struct history_value *habit, const struct value *value)
{
	for (uint32_t i = 0; i < habit->literal_count; i++) {
		if (value_same(&habit->literals[i], value))
			return;
	}
	if (habit->literal_count < HABIT_LITERALS)
		habit->literals[habit->literal_count++] = *value;
}

static void add_path(struct history_value *habit, const char *path)
{
	for (uint32_t i = 0; i < habit->path_count; i++) {
		if (strcmp(habit->paths[i], path) == 0)
			return;
	}
	if (habit->path_count < HABIT_PATHS)
		habit->paths[habit->path_count++] = path;
}

bool history_values_json_function(const char *name)
{
	static const char *const makers[] = { "json_object", "json_array", "json_quote",
		"json_group_array", "json_group_object" };

	return sqlite3_strnicmp(name, "json", 4) == 0 && !MAP_AMONG(makers, name);
}

bool history_values_date_function(const char *name)
{
	static const char *const names[] = { "date", "time", "datetime", "julianday",
		"unixepoch", "strftime" };

	return MAP_AMONG(names, name);
}

/* The column that an argument is, maybe inside CAST (…) or coalesce (…); or NULL. */
static const char *column_in(const struct tree_expr *expr)
{
	while (expr->kind == EXPR_CAST ||
		(expr->kind == EXPR_CALL && expr->call->arguments.count))
		expr = expr->kind == EXPR_CAST ? expr->cast.operand
					       : expr->call->arguments.items[0];
	return expr->kind == EXPR_COLUMN ? expr->column.name.text : NULL;
}

/* The column that argument `i` is, and no more than that; or NULL. */
static const char *argument(const struct tree_call *call, uint32_t i)
{
	return i < call->arguments.count && call->arguments.items[i]->kind == EXPR_COLUMN
		       ? call->arguments.items[i]->column.name.text
		       : NULL;
}

/* function (column, '$.path' …) */
static void read_json(struct history_values *habits, const char *function,
	const struct tree_exprs *arguments)
{
	const char *name = arguments->count ? column_in(arguments->items[0]) : NULL;
	struct history_value *habit;
	struct value path;

	if (!name)
		return;
	habit = habit_for(habits, name);
	habit->json = true;
	habit->array |= map_same(function, "json_each") ||
			map_same(function, "json_array_length");
	for (uint32_t i = 1; i < arguments->count; i++) {
		if (literal_value(habits->arena, arguments->items[i], &path) &&
			path.type == SQLITE_TEXT && path.text[0] == '$')
			add_path(habit, path.text);
	}
}

/* max(column): text in it might make a recursion endless. */
static void read_call(struct history_values *habits, const struct tree_call *call)
{
	const char *function = call->name.text;
	const char *dated = argument(call, map_same(function, "strftime"));

	if (history_values_json_function(function))
		read_json(habits, function, &call->arguments);
	else if (history_values_date_function(function) && dated)
		habit_for(habits, dated)->dated = true;
	else if (map_same(function, "max") && argument(call, 0))
		habit_for(habits, argument(call, 0))->counted = true;
}

static const char *spelling(
	const struct history_values *habits, const struct value *value)
{
	if (value->type == SQLITE_TEXT)
		return value->text;
	if (value->type == SQLITE_INTEGER)
		return arena_printf(habits->arena, "%lld", (long long)value->integer);
	return "";
}

static void compare(struct history_values *habits, const struct tree_expr *left,
	const struct tree_expr *right)
{
	const struct tree_name *column = tree_column_of(left);
	struct value value;

	if (column && literal_value(habits->arena, right, &value))
		add_literal(habit_for(habits, column->text), &value);
}

/* column -> 'member' */
static void read_arrow(struct history_values *habits, const struct tree_expr *expr)
{
	const struct tree_expr *left = expr->binary.left, *right = expr->binary.right;

	if (left->kind != EXPR_COLUMN || right->kind != EXPR_LITERAL ||
		right->literal.kind != LITERAL_STRING)
		return;
	habit_for(habits, left->column.name.text)->json = true;
	add_path(habit_for(habits, left->column.name.text), right->literal.text);
}

/* length(column) = 32 in a definition: the same name is so long elsewhere too. */
static void read_length(struct history_values *habits, const struct tree_expr *expr)
{
	const struct tree_expr *left = expr->binary.left;
	struct value value;

	if (left->kind == EXPR_CALL && map_same(left->call->name.text, "length") &&
		argument(left->call, 0) &&
		literal_value(habits->arena, expr->binary.right, &value) &&
		value.type == SQLITE_INTEGER && value.integer > 0 &&
		value.integer <= LONGEST_VALUE)
		habit_for(habits, argument(left->call, 0))->length =
			(uint32_t)value.integer;
}

static void read_binary(struct history_values *habits, const struct tree_expr *expr)
{
	enum tree_operator operator = expr->binary.operator;

	if (operator == OPERATOR_ARROW || operator == OPERATOR_ARROW_VALUE)
		read_arrow(habits, expr);
	if (operator >= OPERATOR_EQUAL && operator <= OPERATOR_GREATER_EQUAL)
		compare(habits, expr->binary.left, expr->binary.right);
	if (operator == OPERATOR_EQUAL)
		read_length(habits, expr);
}

static bool see_expr(void *context, const struct tree_expr *expr)
{
	struct history_values *habits = context;

	if (expr->kind == EXPR_CALL)
		read_call(habits, expr->call);
	if (expr->kind == EXPR_BINARY)
		read_binary(habits, expr);
	if (expr->kind == EXPR_LIKE && (expr->like.operator == OPERATOR_LIKE ||
					       expr->like.operator == OPERATOR_GLOB))
		compare(habits, expr->like.left, expr->like.pattern);
	for (uint32_t i = 0; expr->kind == EXPR_IN && i < expr->in.values.count; i++)
		compare(habits, expr->in.operand, expr->in.values.items[i]);
	return true;
}

static bool see_source(void *context, const struct tree_source *source)
{
	if (source->kind == SOURCE_FUNCTION &&
		history_values_json_function(source->object.name.text))
		read_json(context, source->object.name.text, &source->arguments);
	return true;
}

static bool see_column(void *context, const struct tree_column_def *column)
{
	if (tree_constraint_of(column, CONSTRAINT_NOT_NULL))
		habit_for(context, column->name.text)->required = true;
	return true;
}

/* CHECK (column IN (…)) of any table. */
static bool see_constraint(void *context, const struct tree_constraint *constraint)
{
	struct history_values *habits = context;
	const struct tree_expr *expr =
		constraint->kind == CONSTRAINT_CHECK ? constraint->expr : NULL;
	const struct tree_name *column = expr && expr->kind == EXPR_IN && !expr->in.negated
						 ? tree_column_of(expr->in.operand)
						 : NULL;
	struct history_value *habit = column ? habit_for(habits, column->text) : NULL;
	struct value value;

	for (uint32_t i = 0; habit && i < expr->in.values.count; i++) {
		if (habit->allowed_count < HABIT_LITERALS &&
			literal_value(habits->arena, expr->in.values.items[i], &value))
			habit->allowed[habit->allowed_count++] = value;
	}
	return true;
}

static bool see_inserted(void *context, const struct tree_expr *expr)
{
	struct history_values *habits = context;
	struct value value;

	if (!literal_value(habits->arena, expr, &value))
		return true;
	map_put(&habits->inserted, spelling(habits, &value), 0);
	return false;
}

/* What VALUES and SELECT give; what WHERE compares with is not inserted. */
static bool see_given(void *context, const struct tree_core *core)
{
	const struct tree_visitor visitor = { .context = context, .expr = see_inserted };

	for (uint32_t i = 0; i < core->rows.count; i++) {
		for (uint32_t j = 0; j < core->rows.items[i].count; j++)
			tree_walk_expr(&visitor, core->rows.items[i].items[j]);
	}
	for (uint32_t i = 0; i < core->results.count; i++) {
		if (core->results.items[i].expr)
			tree_walk_expr(&visitor, core->results.items[i].expr);
	}
	return false;
}

/* What UPDATE sets a column to is inserted too. */
static bool enter(void *context, enum tree_node kind, const void *node)
{
	const struct tree_set *set = node;

	if (kind == NODE_SET)
		see_inserted(context, set->value);
	return true;
}

/* Which types a STRICT table has. */
static void read_strict(
	struct history_values *habits, const struct tree_create_table *table)
{
	for (uint32_t i = 0; table->strict && i < table->columns.count; i++) {
		const struct tree_column_def *column = &table->columns.items[i];
		struct history_value *habit = habit_for(habits, column->name.text);

		if (!habit->strict && !map_same(column->type, "ANY"))
			habit->strict = column->type;
	}
}

static void read_statement(
	struct history_values *habits, const struct statement *statement)
{
	struct tree_visitor visitor = {
		.context = habits,
		.expr = see_expr,
		.source = see_source,
		.column = see_column,
		.constraint = see_constraint
	};

	if (statement->span.end - statement->span.start > LONGEST)
		return;
	if (statement->kind == STATEMENT_UPDATE)
		visitor.enter = enter;
	if (statement->kind == STATEMENT_CREATE_TABLE && statement->tree)
		read_strict(habits, statement->tree->create_table);
	tree_walk_statement(&visitor, statement->tree);
	if (statement->kind == STATEMENT_INSERT)
		tree_walk_statement(
			&(struct tree_visitor){ .context = habits,
				.core = see_given,
				.enter = enter },
			statement->tree);
}

/* Backfills meet the same rows. */
static void read_sections(struct history_values *habits, const struct script *script)
{
	for (uint32_t i = 0; i < script->section_count; i++) {
		for (uint32_t j = 0; j < script->sections[i].count; j++)
			read_statement(habits, &script->sections[i].statements[j]);
	}
}

/* x IS NULL, x IS NOT NULL */
static bool see_null(void *context, const struct tree_expr *expr)
{
	bool is = expr->kind == EXPR_BINARY && (expr->binary.operator == OPERATOR_IS ||
						       expr->binary.operator == OPERATOR_IS_NOT);
	const struct tree_name *column = is ? tree_column_of(expr->binary.left) : NULL;

	if (column && expr->binary.right->kind == EXPR_LITERAL &&
		expr->binary.right->literal.kind == LITERAL_NULL)
		habit_for(context, column->text)->required = true;
	return true;
}

/* What the author claims of rows asks for NULLs as NOT NULL does. */
static void read_claims(struct history_values *habits, const struct script *script)
{
	const struct tree_visitor visitor = { .context = habits, .expr = see_null };
	const struct claim *claim;
	struct claim_place at = { 0 };

	while ((claim = parse_next_claim(script, ANNOTATION_FINGERPRINT, &at)) != NULL) {
		const struct tree_statement *tree =
			claim->select ? parse_statement(habits->arena, claim->select)
				      : NULL;

		if (tree)
			tree_walk_statement(&visitor, tree);
	}
}

void history_values_read(
	struct history_values *habits, struct arena *arena, const struct plan *plan)
{
	habits->arena = arena;
	map_init(&habits->names, arena);
	map_init(&habits->inserted, arena);
	habits->inserted.exact = true;
	if (!plan)
		return;
	for (const struct migration *migration = plan_begin(plan);
		migration < plan_end(plan); migration++) {
		const struct script *script = migration->up;

		for (uint32_t j = 0; j < script->up_count; j++)
			read_statement(habits, &script->up[j]);
		read_sections(habits, script);
		read_claims(habits, script);
		for (uint32_t j = 0; j < migration->backfill_count; j++)
			read_sections(habits, migration->backfills[j]);
	}
}

const struct history_value *history_values_of(
	const struct history_values *habits, const char *column)
{
	uint32_t i = map_get(&habits->names, column);

	return i == MAP_NONE ? NULL : habits->items[i];
}

bool history_values_inserted(
	const struct history_values *habits, const struct value *value)
{
	return map_get(&habits->inserted, spelling(habits, value)) != MAP_NONE;
}
