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
#include "gen/rows/literal.h"
#include "gen/rows/row.h"

/* Parts of one AND, OR or sum that are looked at. */
enum { PARTS = 64 };

enum state { STATE_NO, STATE_YES, STATE_UNKNOWN };

static enum state state_of(const struct row *row, const struct tree_expr *expr);
static void satisfy(struct row *row, const struct tree_expr *expr, bool truth);

static enum state opposite(enum state state)
{
	return state == STATE_UNKNOWN ? state : state == STATE_NO ? STATE_YES : STATE_NO;
}

static uint32_t column_of(const struct row *row, const struct tree_expr *expr)
{
	const struct tree_name *name = tree_column_of(expr);

	return name ? recipe_column(row->recipe, name->text) : RECIPE_NONE;
}

static bool is_null(const struct tree_expr *expr)
{
	return expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_NULL;
}

static bool is_number(const struct value *value)
{
	return value->type == SQLITE_INTEGER || value->type == SQLITE_FLOAT;
}

static double number_of(const struct value *value)
{
	return value->type == SQLITE_INTEGER ? (double)value->integer : value->real;
}

static bool value_of(
	const struct row *row, const struct tree_expr *expr, struct value *value);

/* a + b, a - b, a * b */
static bool value_of_sum(
	const struct row *row, const struct tree_expr *expr, struct value *value)
{
	enum tree_operator operator= expr->binary.operator;
	struct value a, b;
	double result;

	if (operator!= OPERATOR_ADD && operator!= OPERATOR_SUBTRACT && operator!=
		OPERATOR_MULTIPLY)
		return false;
	if (!value_of(row, expr->binary.left, &a) ||
		!value_of(row, expr->binary.right, &b) || !is_number(&a) ||
		!is_number(&b))
		return false;
	result = operator== OPERATOR_ADD      ? number_of(&a) + number_of(&b) :
		 operator== OPERATOR_SUBTRACT ? number_of(&a) - number_of(&b)
					      : number_of(&a) * number_of(&b);
	*value = a.type == SQLITE_INTEGER && b.type == SQLITE_INTEGER && result < 1e15 &&
				 result > -1e15
			 ? value_integer((int64_t)result)
			 : value_real(result);
	return true;
}

/* The value of a column of the row, of a literal, or of a sum of them. */
static bool value_of(
	const struct row *row, const struct tree_expr *expr, struct value *value)
{
	uint32_t column = column_of(row, expr);

	if (expr->kind == EXPR_BINARY)
		return value_of_sum(row, expr, value);
	if (column == RECIPE_NONE)
		return literal_value(row->arena, expr, value);
	if (row->recipe->columns[column].generated)
		return false;
	*value = row->values[column];
	return true;
}

/* -1, 0 or 1; false: they are not to be compared here. */
static bool compare(const struct value *left, const struct value *right, int *order)
{
	if (is_number(left) && is_number(right)) {
		double difference = number_of(left) - number_of(right);

		*order = difference < 0 ? -1 : difference > 0;
		return true;
	}
	if (left->type != SQLITE_TEXT || right->type != SQLITE_TEXT)
		return false;
	*order = strcmp(left->text, right->text);
	return true;
}

static bool is_ordered(enum tree_operator operator, int order)
{
	switch (operator) {
	case OPERATOR_LESS:
		return order < 0;
	case OPERATOR_LESS_EQUAL:
		return order <= 0;
	case OPERATOR_GREATER:
		return order > 0;
	case OPERATOR_GREATER_EQUAL:
		return order >= 0;
	case OPERATOR_UNEQUAL:
	case OPERATOR_IS_NOT:
		return order != 0;
	default:
		return order == 0;
	}
}

static bool is_comparison(const struct tree_expr *expr)
{
	return expr->kind == EXPR_BINARY &&
	       expr->binary.operator>= OPERATOR_EQUAL && expr->binary.operator<=
	       OPERATOR_GREATER_EQUAL;
}

static bool is_equality(const struct tree_expr *expr)
{
	return is_comparison(expr) && expr->binary.operator<= OPERATOR_IS_NOT;
}

static bool is_positive(const struct tree_expr *expr)
{
	return expr->binary.operator== OPERATOR_EQUAL || expr->binary.operator==
		OPERATOR_IS;
}

static bool is_operator(const struct tree_expr *expr, enum tree_operator operator)
{
	return expr->kind == EXPR_BINARY && expr->binary.operator== operator;
}

/* Is it true or false, and nothing else? */
static bool is_condition(const struct tree_expr *expr)
{
	return is_comparison(expr) || is_operator(expr, OPERATOR_AND) ||
	       is_operator(expr, OPERATOR_OR) || expr->kind == EXPR_LIKE ||
	       expr->kind == EXPR_BETWEEN || expr->kind == EXPR_IN ||
	       expr->kind == EXPR_CASE ||
	       (expr->kind == EXPR_UNARY && expr->unary.operator== OPERATOR_NOT);
}

/* What is so far known of a comparison of values or of conditions. */
static enum state state_of_comparison(const struct row *row, const struct tree_expr *expr)
{
	const struct tree_expr *left = expr->binary.left, *right = expr->binary.right;
	enum state one, other;
	struct value a, b;
	int order;

	if (is_equality(expr) && is_condition(left) && is_condition(right)) {
		one = state_of(row, left);
		other = state_of(row, right);
		if (one == STATE_UNKNOWN || other == STATE_UNKNOWN)
			return STATE_UNKNOWN;
		return (one == other) == is_positive(expr) ? STATE_YES : STATE_NO;
	}
	if (is_null(right) && value_of(row, left, &a) && is_equality(expr))
		return (a.type == SQLITE_NULL) == is_positive(expr) ? STATE_YES
								    : STATE_NO;
	if (!value_of(row, left, &a) || !value_of(row, right, &b) ||
		!compare(&a, &b, &order))
		return STATE_UNKNOWN;
	return is_ordered(expr->binary.operator, order) ? STATE_YES : STATE_NO;
}

static enum state state_of_members(const struct row *row, const struct tree_expr *expr)
{
	struct value value, member;
	int order;

	if (!value_of(row, expr->in.operand, &value) || expr->in.select || expr->in.table)
		return STATE_UNKNOWN;
	for (uint32_t i = 0; i < expr->in.values.count; i++) {
		if (!value_of(row, expr->in.values.items[i], &member) ||
			!compare(&value, &member, &order))
			return STATE_UNKNOWN;
		if (!order)
			return expr->in.negated ? STATE_NO : STATE_YES;
	}
	return expr->in.negated ? STATE_YES : STATE_NO;
}

static enum state state_of_range(const struct row *row, const struct tree_expr *expr)
{
	struct value value, low, high;
	int from, to;

	if (!value_of(row, expr->between.operand, &value) ||
		!value_of(row, expr->between.low, &low) ||
		!value_of(row, expr->between.high, &high) ||
		!compare(&value, &low, &from) || !compare(&value, &high, &to))
		return STATE_UNKNOWN;
	return (from >= 0 && to <= 0) != expr->between.negated ? STATE_YES : STATE_NO;
}

static enum state state_of_parts(const struct row *row, const struct tree_expr *expr)
{
	enum state decides = expr->binary.operator== OPERATOR_AND ? STATE_NO : STATE_YES;
	enum state left = state_of(row, expr->binary.left);
	enum state right;

	if (left == decides)
		return decides;
	right = state_of(row, expr->binary.right);
	if (right == decides)
		return decides;
	return left == STATE_UNKNOWN || right == STATE_UNKNOWN ? STATE_UNKNOWN
							       : opposite(decides);
}

static enum state state_of(const struct row *row, const struct tree_expr *expr)
{
	if (expr->kind == EXPR_UNARY && expr->unary.operator== OPERATOR_NOT)
		return opposite(state_of(row, expr->unary.operand));
	if (is_operator(expr, OPERATOR_AND) || is_operator(expr, OPERATOR_OR))
		return state_of_parts(row, expr);
	if (is_comparison(expr))
		return state_of_comparison(row, expr);
	if (expr->kind == EXPR_IN)
		return state_of_members(row, expr);
	if (expr->kind == EXPR_BETWEEN)
		return state_of_range(row, expr);
	return STATE_UNKNOWN;
}

/* The parts of a chain of AND, OR or +, from the left. */
static uint32_t parts_of(const struct tree_expr *expr, enum tree_operator operator,
	const struct tree_expr ** parts)
{
	uint32_t count = 0;

	while (is_operator(expr, operator) && count < PARTS - 1) {
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
	enum tree_operator operator= truth ? OPERATOR_AND : OPERATOR_OR;
	enum state wrong = truth ? STATE_NO : STATE_YES;
	uint32_t count, column, sum = 0;

	if (expr->kind == EXPR_UNARY && expr->unary.operator== OPERATOR_NOT)
		return conflicts(row, expr->unary.operand, !truth);
	if (is_operator(expr, operator)) {
		count = parts_of(expr, operator, parts);
		for (uint32_t i = 0; i < count; i++)
			sum += conflicts(row, parts[i], truth);
		return sum;
	}
	if (state_of(row, expr) != wrong)
		return 0;
	column = is_comparison(expr)	 ? column_of(row, expr->binary.left)
		 : expr->kind == EXPR_IN ? column_of(row, expr->in.operand)
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
	satisfy(row, parts[best], truth);
}

static void satisfy_all(struct row *row, const struct tree_expr *expr,
	enum tree_operator operator, bool truth)
{
	const struct tree_expr *parts[PARTS];
	uint32_t count = parts_of(expr, operator, parts);

	for (uint32_t i = 0; i < count; i++)
		satisfy(row, parts[i], truth);
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
	if (operator== OPERATOR_LESS || operator== OPERATOR_LESS_EQUAL)
		return truth ? -1 : 1;
	if (operator== OPERATOR_GREATER || operator== OPERATOR_GREATER_EQUAL)
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
	uint32_t left = column_of(row, expr->binary.left);
	uint32_t right = column_of(row, expr->binary.right);
	int side = side_of(expr->binary.operator, truth);
	bool left_held = is_held(row, left), right_held = is_held(row, right);
	struct value a, b;

	if (!value_of(row, expr->binary.left, &a) ||
		!value_of(row, expr->binary.right, &b))
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
	return conflicts(row, expr, state_of(row, expr) != STATE_YES);
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
	truth = state_of(row, lead) == STATE_UNKNOWN ? dice_roll(&row->dice, 2)
						     : state_of(row, lead) == STATE_YES;
	satisfy(row, lead, truth);
	satisfy(row, other, truth == alike);
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
		if (!is_condition(parts[i]))
			return false;
	}
	wanted = number.integer + (is_equality(expr) && is_positive(expr) != truth);
	if (expr->binary.operator== OPERATOR_LESS || expr->binary.operator==
		OPERATOR_GREATER)
		wanted += side;
	from = row->ordinal + row->attempt / 2;
	for (uint32_t i = 0; i < count; i++)
		satisfy(row, parts[(from + i) % count], i < wanted);
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
	uint32_t left = column_of(row, expr->binary.left);
	uint32_t right = column_of(row, expr->binary.right);
	struct value value;

	if (is_null(expr->binary.right) && left != RECIPE_NONE) {
		if (equal)
			set(row, left, value_null());
		else
			draw_free(row, left);
	} else if (!equal && left != RECIPE_NONE && right != RECIPE_NONE &&
		   row->holds[right] == HOLD_KEY) {
		set(row, right, beside(row, &row->values[left], 1));
	} else if (!equal) {
		draw_free(row, left != RECIPE_NONE ? left : right);
	} else if (left != RECIPE_NONE && value_of(row, expr->binary.right, &value) &&
		   (row->holds[left] == HOLD_FREE || right == RECIPE_NONE)) {
		set(row, left, value);
	} else if (right != RECIPE_NONE && value_of(row, expr->binary.left, &value)) {
		set(row, right, value);
	} else {
		satisfy_somehow(row, expr);
	}
}

static void satisfy_comparison(struct row *row, const struct tree_expr *expr, bool truth)
{
	const struct tree_expr *left = expr->binary.left, *right = expr->binary.right;
	bool simple = column_of(row, left) != RECIPE_NONE ||
		      column_of(row, right) != RECIPE_NONE;

	if (is_equality(expr) && is_condition(left) && is_condition(right))
		match(row, expr, is_positive(expr) == truth);
	else if (satisfy_count(row, expr, truth))
		return;
	else if (!simple)
		satisfy_somehow(row, expr);
	else if (is_equality(expr))
		satisfy_equality(row, expr, is_positive(expr) == truth);
	else
		order(row, expr, truth);
}

static void satisfy_members(struct row *row, const struct tree_expr *expr, bool truth)
{
	const struct tree_exprs *members = &expr->in.values;
	uint32_t column = column_of(row, expr->in.operand);
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

/* CASE [operand] WHEN condition …: that it is as the operand is. */
static const struct tree_expr *when_condition(
	struct row *row, const struct tree_expr *expr, const struct tree_when *when)
{
	struct tree_expr *equal;

	if (!expr->choice.operand)
		return when->condition;
	equal = arena_alloc(row->arena, sizeof(*equal));
	*equal = (struct tree_expr){ .kind = EXPR_BINARY,
		.binary = { OPERATOR_EQUAL, expr->choice.operand, when->condition } };
	return equal;
}

/* The branch that is taken already, or disturbs the least, is given its way. */
static void satisfy_case(struct row *row, const struct tree_expr *expr, bool truth)
{
	uint32_t count = expr->choice.whens.count, least = UINT32_MAX, best = 0;
	uint32_t from = dice_roll(&row->dice, count);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = (from + i) % count, cost;
		const struct tree_when *when = &expr->choice.whens.items[at];
		const struct tree_expr *condition = when_condition(row, expr, when);

		cost = 2 * conflicts(row, condition, true) +
		       (state_of(row, condition) != STATE_YES);
		if (when->value->kind == EXPR_LITERAL && is_false(when->value) == truth)
			cost += 100;
		if (cost < least) {
			least = cost;
			best = at;
		}
	}
	satisfy(row, when_condition(row, expr, &expr->choice.whens.items[best]),
		least < 100);
	if (least < 100)
		satisfy(row, expr->choice.whens.items[best].value, truth);
}

static void satisfy(struct row *row, const struct tree_expr *expr, bool truth)
{
	uint32_t column = column_of(row, expr);

	if (state_of(row, expr) == (truth ? STATE_YES : STATE_NO))
		return;
	if (expr->kind == EXPR_UNARY && expr->unary.operator== OPERATOR_NOT)
		satisfy(row, expr->unary.operand, !truth);
	else if (is_operator(expr, truth ? OPERATOR_AND : OPERATOR_OR))
		satisfy_all(row, expr, expr->binary.operator, truth);
	else if (is_operator(expr, truth ? OPERATOR_OR : OPERATOR_AND))
		satisfy_one(row, expr, expr->binary.operator, truth);
	else if (is_comparison(expr))
		satisfy_comparison(row, expr, truth);
	else if (expr->kind == EXPR_IN && column_of(row, expr->in.operand) != RECIPE_NONE)
		satisfy_members(row, expr, truth);
	else if (expr->kind == EXPR_CASE)
		satisfy_case(row, expr, truth);
	else if (column != RECIPE_NONE)
		set(row, column, value_integer(truth));
	else
		satisfy_somehow(row, expr);
}

void row_satisfy(struct row *row, const struct tree_expr *expr, bool truth)
{
	satisfy(row, expr, truth);
}
