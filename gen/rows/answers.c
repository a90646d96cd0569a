/*
 * answers: what the values of a row make of a condition. See answers.h.
 */
#include "gen/rows/answers.h"

#include <string.h>

#include "gen/rows/literal.h"

static enum answer opposite(enum answer answer)
{
	return answer == ANSWER_UNKNOWN ? answer
	       : answer == ANSWER_NO	? ANSWER_YES
					: ANSWER_NO;
}

uint32_t answer_column(const struct row *row, const struct tree_expr *expr)
{
	const struct tree_name *name = tree_column_of(expr);

	return name ? recipe_column(row->recipe, name->text) : RECIPE_NONE;
}

bool answer_is_null(const struct tree_expr *expr)
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

/* a + b, a - b, a * b */
static bool value_of_sum(
	const struct row *row, const struct tree_expr *expr, struct value *value)
{
	enum tree_operator operator = expr->binary.operator;
	struct value a, b;
	double result;

	if (operator != OPERATOR_ADD && operator != OPERATOR_SUBTRACT &&
		operator != OPERATOR_MULTIPLY)
		return false;
	if (!answer_value(row, expr->binary.left, &a) ||
		!answer_value(row, expr->binary.right, &b) || !is_number(&a) ||
		!is_number(&b))
		return false;
	result = operator == OPERATOR_ADD	 ? number_of(&a) + number_of(&b)
		 : operator == OPERATOR_SUBTRACT ? number_of(&a) - number_of(&b)
						 : number_of(&a) * number_of(&b);
	*value = a.type == SQLITE_INTEGER && b.type == SQLITE_INTEGER && result < 1e15 &&
				 result > -1e15
			 ? value_integer((int64_t)result)
			 : value_real(result);
	return true;
}

/* The value of a column of the row, of a literal, or of a sum of them. */
bool answer_value(
	const struct row *row, const struct tree_expr *expr, struct value *value)
{
	uint32_t column = answer_column(row, expr);

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

bool answer_is_comparison(const struct tree_expr *expr)
{
	return expr->kind == EXPR_BINARY && expr->binary.operator >= OPERATOR_EQUAL &&
	       expr->binary.operator <= OPERATOR_GREATER_EQUAL;
}

bool answer_is_equality(const struct tree_expr *expr)
{
	return answer_is_comparison(expr) && expr->binary.operator <= OPERATOR_IS_NOT;
}

bool answer_is_positive(const struct tree_expr *expr)
{
	return expr->binary.operator == OPERATOR_EQUAL ||
	       expr->binary.operator == OPERATOR_IS;
}

bool answer_is_operator(const struct tree_expr *expr, enum tree_operator operator)
{
	return expr->kind == EXPR_BINARY && expr->binary.operator == operator;
}

/* Is it true or false, and nothing else? */
bool answer_is_condition(const struct tree_expr *expr)
{
	return answer_is_comparison(expr) || answer_is_operator(expr, OPERATOR_AND) ||
	       answer_is_operator(expr, OPERATOR_OR) || expr->kind == EXPR_LIKE ||
	       expr->kind == EXPR_BETWEEN || expr->kind == EXPR_IN ||
	       expr->kind == EXPR_CASE ||
	       (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT);
}

/* What is so far known of a comparison of values or of conditions. */
static enum answer answer_of_comparison(
	const struct row *row, const struct tree_expr *expr)
{
	const struct tree_expr *left = expr->binary.left, *right = expr->binary.right;
	enum answer one, other;
	struct value a, b;
	int order;

	if (answer_is_equality(expr) && answer_is_condition(left) &&
		answer_is_condition(right)) {
		one = answer_of(row, left);
		other = answer_of(row, right);
		if (one == ANSWER_UNKNOWN || other == ANSWER_UNKNOWN)
			return ANSWER_UNKNOWN;
		return (one == other) == answer_is_positive(expr) ? ANSWER_YES
								  : ANSWER_NO;
	}
	if (answer_is_null(right) && answer_value(row, left, &a) &&
		answer_is_equality(expr))
		return (a.type == SQLITE_NULL) == answer_is_positive(expr) ? ANSWER_YES
									   : ANSWER_NO;
	if (!answer_value(row, left, &a) || !answer_value(row, right, &b) ||
		!compare(&a, &b, &order))
		return ANSWER_UNKNOWN;
	return is_ordered(expr->binary.operator, order) ? ANSWER_YES : ANSWER_NO;
}

static enum answer answer_of_members(const struct row *row, const struct tree_expr *expr)
{
	struct value value, member;
	int order;

	if (!answer_value(row, expr->in.operand, &value) || expr->in.select ||
		expr->in.table)
		return ANSWER_UNKNOWN;
	for (uint32_t i = 0; i < expr->in.values.count; i++) {
		if (!answer_value(row, expr->in.values.items[i], &member) ||
			!compare(&value, &member, &order))
			return ANSWER_UNKNOWN;
		if (!order)
			return expr->in.negated ? ANSWER_NO : ANSWER_YES;
	}
	return expr->in.negated ? ANSWER_YES : ANSWER_NO;
}

static enum answer answer_of_range(const struct row *row, const struct tree_expr *expr)
{
	struct value value, low, high;
	int from, to;

	if (!answer_value(row, expr->between.operand, &value) ||
		!answer_value(row, expr->between.low, &low) ||
		!answer_value(row, expr->between.high, &high) ||
		!compare(&value, &low, &from) || !compare(&value, &high, &to))
		return ANSWER_UNKNOWN;
	return (from >= 0 && to <= 0) != expr->between.negated ? ANSWER_YES : ANSWER_NO;
}

static enum answer answer_of_parts(const struct row *row, const struct tree_expr *expr)
{
	enum answer decides =
		expr->binary.operator == OPERATOR_AND ? ANSWER_NO : ANSWER_YES;
	enum answer left = answer_of(row, expr->binary.left);
	enum answer right;

	if (left == decides)
		return decides;
	right = answer_of(row, expr->binary.right);
	if (right == decides)
		return decides;
	return left == ANSWER_UNKNOWN || right == ANSWER_UNKNOWN ? ANSWER_UNKNOWN
								 : opposite(decides);
}

enum answer answer_of(const struct row *row, const struct tree_expr *expr)
{
	if (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT)
		return opposite(answer_of(row, expr->unary.operand));
	if (answer_is_operator(expr, OPERATOR_AND) ||
		answer_is_operator(expr, OPERATOR_OR))
		return answer_of_parts(row, expr);
	if (answer_is_comparison(expr))
		return answer_of_comparison(row, expr);
	if (expr->kind == EXPR_IN)
		return answer_of_members(row, expr);
	if (expr->kind == EXPR_BETWEEN)
		return answer_of_range(row, expr);
	return ANSWER_UNKNOWN;
}
