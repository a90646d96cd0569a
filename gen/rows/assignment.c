/*
 * assignment: values under which a condition holds, or does not. See row.h.
 *
 * A condition is taken apart: both sides of an AND, one side of an OR, and of the last
 * parts those that say what a column has to be. What is true already stays as it is, and
 * so does a column that another says what it is, or that has a few values by a CHECK, as
 * long as there is another way. What is not understood is drawn again.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/rows/answers.h"
#include "gen/rows/literal.h"

/* Parts of one AND, OR or sum that are looked at. */
enum { PARTS = 64 };

/* The parts of a chain of AND, OR or +, from the left. */
static uint32_t parts_of(const struct tree_expr *expr, enum tree_operator operator,
	const struct tree_expr **parts)
{
	uint32_t count = 0;

	while (answer_is_operator(expr, operator) && count < PARTS - 1) {
		parts[count++] = expr->binary.right;
		expr = expr->binary.left;
	}
	parts[count++] = expr;
	for (uint32_t i = 0; i < count / 2; i++) {
		const struct tree_expr *part = parts[i];

		parts[i] = parts[count - 1 - i];
		parts[count - 1 - i] = part;
	}
	return count;
}

/* Has a CHECK given the column its value, or a key, or somebody else? */
static bool is_kept(const struct row *row, uint32_t column)
{
	uint32_t drawn = row->drawn[column];

	return row->holds[column] != HOLD_FREE ||
	       (drawn != RECIPE_NONE &&
		       row->recipe->columns[column].candidates[drawn].kind ==
			       CANDIDATE_VALUE &&
		       row->recipe->columns[column].candidates[drawn].strong);
}

/* How many columns that are to stay would have to change. */
static uint32_t conflicts(const struct row *row, const struct tree_expr *expr, bool truth)
{
	const struct tree_expr *parts[PARTS];
	enum tree_operator operator = truth ? OPERATOR_AND : OPERATOR_OR;
	enum answer wrong = truth ? ANSWER_NO : ANSWER_YES;
	uint32_t count, column, sum = 0;

	if (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT)
		return conflicts(row, expr->unary.operand, !truth);
	if (answer_is_operator(expr, operator)) {
		count = parts_of(expr, operator, parts);
		for (uint32_t i = 0; i < count; i++)
			sum += conflicts(row, parts[i], truth);
		return sum;
	}
	if (answer_of(row, expr) != wrong)
		return 0;
	column = answer_is_comparison(expr) ? answer_column(row, expr->binary.left)
		 : expr->kind == EXPR_IN    ? answer_column(row, expr->in.operand)
					    : RECIPE_NONE;
	return column != RECIPE_NONE && is_kept(row, column);
}

/* One of the parts, of which one is enough: what disturbs the least. */
static void satisfy_one(struct row *row, const struct tree_expr *expr,
	enum tree_operator operator, bool truth)
{
	const struct tree_expr *parts[PARTS];
	uint32_t count = parts_of(expr, operator, parts), best = 0, least = UINT32_MAX;
	uint32_t from = dice_roll(&row->dice, count);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = (from + i) % count;
		uint32_t cost = conflicts(row, parts[at], truth);

		if (cost < least) {
			least = cost;
			best = at;
		}
	}
	row_satisfy(row, parts[best], truth);
}

static void satisfy_all(struct row *row, const struct tree_expr *expr,
	enum tree_operator operator, bool truth)
{
	const struct tree_expr *parts[PARTS];
	uint32_t count = parts_of(expr, operator, parts);

	for (uint32_t i = 0; i < count; i++)
		row_satisfy(row, parts[i], truth);
}

static bool may_set(const struct row *row, uint32_t column)
{
	return column != RECIPE_NONE && !row->recipe->columns[column].generated &&
	       row->holds[column] != HOLD_FIXED;
}

/* A key's column is then held, and the parent has to have the value. */
static void set(struct row *row, uint32_t column, struct value value)
{
	if (!may_set(row, column))
		return;
	if (value.type == SQLITE_NULL && !row_nullable(row, column))
		return;
	row_set(row, column, value);
	row->drawn[column] = RECIPE_NONE;
	if (row->recipe->columns[column].keyed)
		row->holds[column] = HOLD_LITERAL;
}

static void draw_free(struct row *row, uint32_t column)
{
	if (may_set(row, column) && row->recipe->columns[column].keyed)
		row->holds[column] = HOLD_FREE;
	else if (may_set(row, column))
		row_set(row, column, row_draw_again(row, column));
}

/* A value on that side of another one. */
static struct value beside(struct row *row, const struct value *value, int side)
{
	int64_t step = side * (1 + (int64_t)dice_roll(&row->dice, 20));
	struct value result = *value;

	result.integer += step;
	result.real += (double)step / 4;
	if (value->type == SQLITE_TEXT && side > 0)
		return value_text(arena_printf(row->arena, "%sz", value->text));
	if (value->type == SQLITE_TEXT && side < 0 && *value->text)
		return value_text(
			arena_copy(row->arena, value->text, strlen(value->text) - 1));
	return result;
}

/* Which side of the right one the left one has to be on; 0: either will do. */
static int side_of(enum tree_operator operator, bool truth)
{
	if (operator == OPERATOR_LESS || operator == OPERATOR_LESS_EQUAL)
		return truth ? -1 : 1;
	if (operator == OPERATOR_GREATER || operator == OPERATOR_GREATER_EQUAL)
		return truth ? 1 : -1;
	return 0;
}

static bool is_held(const struct row *row, uint32_t column)
{
	return column == RECIPE_NONE || row->holds[column] != HOLD_FREE;
}

/* A key's column, too: another parent is made then. */
static bool may_move(const struct row *row, uint32_t column)
{
	return column != RECIPE_NONE &&
	       (row->holds[column] == HOLD_FREE || row->holds[column] == HOLD_KEY);
}

/* Two columns in the wrong order change places, or the free one moves. */
static void order(struct row *row, const struct tree_expr *expr, bool truth)
{
	uint32_t left = answer_column(row, expr->binary.left);
	uint32_t right = answer_column(row, expr->binary.right);
	int side = side_of(expr->binary.operator, truth);
	bool left_held = is_held(row, left), right_held = is_held(row, right);
	struct value a, b;

	if (!answer_value(row, expr->binary.left, &a) ||
		!answer_value(row, expr->binary.right, &b))
		return;
	if (!left_held && !right_held && a.type == b.type && !value_same(&a, &b)) {
		set(row, left, b);
		set(row, right, a);
	} else if (!left_held && b.type != SQLITE_NULL) {
		set(row, left, beside(row, &b, side));
	} else if (a.type != SQLITE_NULL && may_move(row, right)) {
		set(row, right, beside(row, &a, -side));
	} else {
		draw_free(row, left);
		draw_free(row, right);
	}
}

static uint32_t cost_of_change(const struct row *row, const struct tree_expr *expr)
{
	return conflicts(row, expr, answer_of(row, expr) != ANSWER_YES);
}

/* Two conditions are to be alike, or not: the one that is easier to change follows. */
static void match(struct row *row, const struct tree_expr *expr, bool alike)
{
	const struct tree_expr *lead = expr->binary.left, *other = expr->binary.right;
	uint32_t left = cost_of_change(row, lead), right = cost_of_change(row, other);
	bool truth;

	if (left < right || (left == right && row->ordinal % 2)) {
		lead = expr->binary.right;
		other = expr->binary.left;
	}
	truth = answer_of(row, lead) == ANSWER_UNKNOWN
			? dice_roll(&row->dice, 2)
			: answer_of(row, lead) == ANSWER_YES;
	row_satisfy(row, lead, truth);
	row_satisfy(row, other, truth == alike);
}

/* (a IS NULL) + (b IS NULL) = 1: so many of them. */
static bool satisfy_count(struct row *row, const struct tree_expr *expr, bool truth)
{
	const struct tree_expr *parts[PARTS];
	uint32_t count = parts_of(expr->binary.left, OPERATOR_ADD, parts), from;
	int side = side_of(expr->binary.operator, truth);
	struct value number;
	int64_t wanted;

	if (count < 2 || !literal_value(row->arena, expr->binary.right, &number) ||
		number.type != SQLITE_INTEGER)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		if (!answer_is_condition(parts[i]))
			return false;
	}
	wanted = number.integer +
		 (answer_is_equality(expr) && answer_is_positive(expr) != truth);
	if (expr->binary.operator == OPERATOR_LESS ||
		expr->binary.operator == OPERATOR_GREATER)
		wanted += side;
	from = row->ordinal + row->attempt / 2;
	for (uint32_t i = 0; i < count; i++)
		row_satisfy(row, parts[(from + i) % count], i < wanted);
	return true;
}

/* What is not understood: one of its columns is drawn again. */
static void satisfy_somehow(struct row *row, const struct tree_expr *expr)
{
	uint32_t count,
		*columns = recipe_columns_in(row->arena, row->recipe, expr, &count);

	if (count && dice_roll(&row->dice, 2))
		draw_free(row, columns[dice_roll(&row->dice, count)]);
}

static void satisfy_equality(struct row *row, const struct tree_expr *expr, bool equal)
{
	uint32_t left = answer_column(row, expr->binary.left);
	uint32_t right = answer_column(row, expr->binary.right);
	struct value value;

	if (answer_is_null(expr->binary.right) && left != RECIPE_NONE) {
		if (equal)
			set(row, left, value_null());
		else
			draw_free(row, left);
	} else if (!equal && left != RECIPE_NONE && right != RECIPE_NONE &&
		   row->holds[right] == HOLD_KEY) {
		set(row, right, beside(row, &row->values[left], 1));
	} else if (!equal) {
		draw_free(row, left != RECIPE_NONE ? left : right);
	} else if (left != RECIPE_NONE && answer_value(row, expr->binary.right, &value) &&
		   (row->holds[left] == HOLD_FREE || right == RECIPE_NONE)) {
		set(row, left, value);
	} else if (right != RECIPE_NONE && answer_value(row, expr->binary.left, &value)) {
		set(row, right, value);
	} else {
		satisfy_somehow(row, expr);
	}
}

static void satisfy_comparison(struct row *row, const struct tree_expr *expr, bool truth)
{
	const struct tree_expr *left = expr->binary.left, *right = expr->binary.right;
	bool simple = answer_column(row, left) != RECIPE_NONE ||
		      answer_column(row, right) != RECIPE_NONE;

	if (answer_is_equality(expr) && answer_is_condition(left) &&
		answer_is_condition(right))
		match(row, expr, answer_is_positive(expr) == truth);
	else if (satisfy_count(row, expr, truth))
		return;
	else if (!simple)
		satisfy_somehow(row, expr);
	else if (answer_is_equality(expr))
		satisfy_equality(row, expr, answer_is_positive(expr) == truth);
	else
		order(row, expr, truth);
}

static void satisfy_members(struct row *row, const struct tree_expr *expr, bool truth)
{
	const struct tree_exprs *members = &expr->in.values;
	uint32_t column = answer_column(row, expr->in.operand);
	uint32_t turn = row->ordinal + row->attempt / 2 + column;
	struct value value;

	if (truth == expr->in.negated)
		draw_free(row, column);
	else if (members->count &&
		 literal_value(row->arena, members->items[turn % members->count], &value))
		set(row, column, value);
}

static bool is_false(const struct tree_expr *expr)
{
	return !expr || expr->kind != EXPR_LITERAL ||
	       (expr->literal.kind == LITERAL_NUMBER &&
		       strcmp(expr->literal.text, "0") == 0) ||
	       expr->literal.kind == LITERAL_FALSE;
}

/* The branch that is taken already, or disturbs the least, is given its way. */
static void satisfy_case(struct row *row, const struct tree_expr *expr, bool truth)
{
	uint32_t count = expr->choice.whens.count, least = UINT32_MAX, best = 0;
	uint32_t from = dice_roll(&row->dice, count);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = (from + i) % count, cost;
		const struct tree_when *when = &expr->choice.whens.items[at];
		const struct tree_expr *condition =
			condition_of_when(row->arena, expr, when);

		cost = 2 * conflicts(row, condition, true) +
		       (answer_of(row, condition) != ANSWER_YES);
		if (when->value->kind == EXPR_LITERAL && is_false(when->value) == truth)
			cost += 100;
		if (cost < least) {
			least = cost;
			best = at;
		}
	}
	row_satisfy(row,
		condition_of_when(row->arena, expr, &expr->choice.whens.items[best]),
		least < 100);
	if (least < 100)
		row_satisfy(row, expr->choice.whens.items[best].value, truth);
}

void row_satisfy(struct row *row, const struct tree_expr *expr, bool truth)
{
	uint32_t column = answer_column(row, expr);

	if (answer_of(row, expr) == (truth ? ANSWER_YES : ANSWER_NO))
		return;
	if (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT)
		row_satisfy(row, expr->unary.operand, !truth);
	else if (answer_is_operator(expr, truth ? OPERATOR_AND : OPERATOR_OR))
		satisfy_all(row, expr, expr->binary.operator, truth);
	else if (answer_is_operator(expr, truth ? OPERATOR_OR : OPERATOR_AND))
		satisfy_one(row, expr, expr->binary.operator, truth);
	else if (answer_is_comparison(expr))
		satisfy_comparison(row, expr, truth);
	else if (expr->kind == EXPR_IN &&
		 answer_column(row, expr->in.operand) != RECIPE_NONE)
		satisfy_members(row, expr, truth);
	else if (expr->kind == EXPR_CASE)
		satisfy_case(row, expr, truth);
	else if (column != RECIPE_NONE)
		set(row, column, value_integer(truth));
	else
		satisfy_somehow(row, expr);
}
