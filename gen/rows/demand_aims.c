/*
 * demand_aims: values that the conditions compare a column with. See meeting.h.
 *
 * `a > b + 1` is true or not by what b + 1 is on the row at hand. SQLite evaluates the
 * other side there, and what it says is tried for the column: the very value, and one
 * near it. For a subquery that looks for the row, values of the table it looks in.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/rows/answers.h"
#include "gen/rows/meeting.h"
#include "gen/sql/tree_print.h"
#include "gen/sql/tree_walk.h"

enum {
	AIMS = 24,    /* of one demand */
	ROWS = 8,     /* of the table that a subquery looks in */
	TICKS = 20000 /* thousands of instructions */
};

/* Where the columns of one side are aimed at the other side. */
struct side {
	struct meeting *meeting;
	const char *sql;
};

uint32_t meeting_column(const struct meeting *meeting, const struct tree_expr *expr)
{
	const char *table;

	while (expr->kind == EXPR_COLLATE)
		expr = expr->collate.operand;
	if (expr->kind != EXPR_COLUMN)
		return RECIPE_NONE;
	table = expr->column.table.text;
	if (table && !map_same(table, meeting->alias) &&
		!map_same(table, meeting->demand->table))
		return RECIPE_NONE;
	return recipe_column(meeting->plot->recipe, expr->column.name.text);
}

static void add_aim(struct meeting *meeting, uint32_t column, const char *sql)
{
	struct aim aim = { .column = column,
		.sql = sql,
		.slot = RECIPE_NONE,
		.test = meeting->test_count };

	if (meeting->aim_count < AIMS &&
		!meeting->plot->recipe->columns[column].generated)
		*arena_add(meeting->arena, meeting->aims, meeting->aim_count) = aim;
}

/* Functions through which a column can be aimed at what they shall give. */
static bool passes_on(const char *function)
{
	static const char *const names[] = { "abs", "coalesce", "date", "datetime",
		"ifnull", "julianday", "lower", "ltrim", "max", "min", "nullif", "round",
		"rtrim", "strftime", "time", "trim", "unixepoch", "upper" };

	return MAP_AMONG(names, function);
}

static bool aim_column(void *context, const struct tree_expr *expr)
{
	struct side *side = context;
	uint32_t column = meeting_column(side->meeting, expr);

	if (column != RECIPE_NONE)
		add_aim(side->meeting, column, side->sql);
	return expr->kind != EXPR_CALL || passes_on(expr->call->name.text);
}

static bool leave_out(void *context, const struct tree_select *select)
{
	(void)context;
	(void)select;
	return false;
}

/* All columns of one side. */
static void aim_side(
	struct meeting *meeting, const struct tree_expr *expr, const char *sql)
{
	struct side side = { meeting, sql };

	tree_walk_expr(
		&(struct tree_visitor){
			.context = &side, .expr = aim_column, .select = leave_out },
		expr);
}

static void aim_both(struct meeting *meeting, const struct tree_expr *left,
	const struct tree_expr *right)
{
	aim_side(meeting, left, tree_print(meeting->arena, NODE_EXPR, right));
	aim_side(meeting, right, tree_print(meeting->arena, NODE_EXPR, left));
}

/* The table of the core that has a column of that qualifier; NULL: not certain. */
static const char *table_of(const struct tree_core *core, const char *qualifier)
{
	for (uint32_t i = 0; i < core->from.count; i++) {
		const struct tree_source *source = &core->from.items[i];
		const char *name =
			source->kind == SOURCE_TABLE ? source->object.name.text : NULL;

		if (name && (qualifier ? map_same(qualifier, source->alias.text
								     ? source->alias.text
								     : name)
				       : core->from.count == 1))
			return name;
	}
	return NULL;
}

/* One core of a subquery that looks for the row. */
struct inside {
	struct meeting *meeting;
	const struct tree_core *core;
};

/* other.x = column, inside the subquery. */
static void aim_inside(const struct inside *inside, const struct tree_expr *column,
	const struct tree_expr *other)
{
	struct meeting *meeting = inside->meeting;
	uint32_t number = meeting_column(meeting, column);
	const char *table;

	if (number == RECIPE_NONE || other->kind != EXPR_COLUMN ||
		meeting_column(meeting, other) == number)
		return;
	table = table_of(inside->core, other->column.table.text);
	if (!table)
		return;
	for (uint32_t i = 0; i < ROWS / 2; i++)
		add_aim(meeting, number,
			arena_printf(meeting->arena,
				"(SELECT \"%w\" FROM main.\"%w\" LIMIT 1 OFFSET %u)",
				other->column.name.text, table, i));
}

static bool see_inside(void *context, const struct tree_expr *expr)
{
	if (answer_is_operator(expr, OPERATOR_EQUAL)) {
		aim_inside(context, expr->binary.left, expr->binary.right);
		aim_inside(context, expr->binary.right, expr->binary.left);
	}
	return true;
}

static bool see_core(void *context, const struct tree_core *core)
{
	struct inside inside = { context, core };
	const struct tree_visitor visitor = {
		.context = &inside, .expr = see_inside, .select = leave_out
	};

	if (core->where)
		tree_walk_expr(&visitor, core->where);
	for (uint32_t i = 0; i < core->from.count; i++) {
		if (core->from.items[i].on)
			tree_walk_expr(&visitor, core->from.items[i].on);
	}
	return true;
}

/* At several rows of a subquery. */
static void aim_rows(struct meeting *meeting, const struct tree_expr *operand,
	const struct tree_select *select)
{
	const char *sql = tree_print(meeting->arena, NODE_SELECT, select);

	for (uint32_t i = 0; i < (select->limit ? 1 : ROWS); i++)
		aim_side(meeting, operand,
			arena_printf(meeting->arena,
				select->limit ? "(%s)" : "(%s LIMIT 1 OFFSET %u)", sql,
				i));
}

static bool see(void *context, const struct tree_expr *expr)
{
	struct meeting *meeting = context;

	if (answer_is_comparison(expr))
		aim_both(meeting, expr->binary.left, expr->binary.right);
	if (expr->kind == EXPR_BETWEEN) {
		aim_both(meeting, expr->between.operand, expr->between.low);
		aim_both(meeting, expr->between.operand, expr->between.high);
	}
	if (expr->kind == EXPR_IN && expr->in.select)
		aim_rows(meeting, expr->in.operand, expr->in.select);
	return true;
}

void meeting_aim(struct meeting *meeting, const struct tree_expr *expr)
{
	tree_walk_expr(
		&(struct tree_visitor){
			.context = meeting, .expr = see, .core = see_core },
		expr);
}

/* The candidates of an aim: the value, what is above and what is below it. */
static void offer(struct meeting *meeting, struct aim *aim, struct value value)
{
	static const enum candidate_kind kinds[] = { CANDIDATE_VALUE, CANDIDATE_ABOVE,
		CANDIDATE_BELOW };
	struct recipe_column *column = &meeting->plot->recipe->columns[aim->column];

	if (aim->slot == RECIPE_NONE) {
		aim->slot = column->candidate_count;
		for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
			*arena_add(meeting->arena, column->candidates,
				column->candidate_count) =
				(struct candidate){ .kind = kinds[i], .aimed = true };
	}
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		column->candidates[aim->slot + i].value = value;
}

void meeting_evaluate(struct meeting *meeting, uint32_t test)
{
	struct scratch *scratch = meeting->synth->scratch;

	for (uint32_t i = 0; i < meeting->aim_count; i++) {
		struct aim *aim = &meeting->aims[i];
		struct query query;

		if (test != RECIPE_NONE && aim->test != test)
			continue;
		query = test == RECIPE_NONE
				? scratch_query(scratch, "SELECT %s", aim->sql)
				: scratch_query(scratch,
					  "SELECT %s FROM main.\"%w\" AS \"%w\" WHERE %s",
					  aim->sql, meeting->plot->name, meeting->alias,
					  meeting->place);
		for (uint32_t j = 0; test != RECIPE_NONE && j < meeting->key_count; j++)
			query_bind(&query, (int)j + 1, &meeting->key[j]);
		scratch->ticks = TICKS;
		if (query_row(&query))
			offer(meeting, aim, query_value(&query, 0));
		query_close(&query);
	}
}
