/*
 * shape_conditions: does one condition hold rows to more than another one? See
 * shape_difference.h.
 *
 * Only what is plain to see: what is not counts as no.
 */
#include <stdlib.h>

#include "gen/oracle/shape_difference.h"

/* Two conditions that are being compared. */
struct judging {
	const struct shape_comparison *comparison;
	bool reverse; /* the second ones are the old ones */
};

static bool same(const struct judging *judging, const struct tree_expr *first,
	const struct tree_expr *second)
{
	return judging->reverse ? shape_same_expr(judging->comparison, second, first)
				: shape_same_expr(judging->comparison, first, second);
}

/* Is each value of one list in the other one? */
static bool has_values(const struct judging *judging, const struct tree_exprs *first,
	const struct tree_exprs *second)
{
	for (uint32_t i = 0; i < first->count; i++) {
		bool found = false;

		for (uint32_t j = 0; !found && j < second->count; j++)
			found = same(judging, first->items[i], second->items[j]);
		if (!found)
			return false;
	}
	return first->count > 0;
}

static bool is_number(const struct tree_expr *expr, double *number)
{
	bool minus =
		expr && expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_MINUS;

	if (minus)
		expr = expr->unary.operand;
	if (!expr || expr->kind != EXPR_LITERAL || expr->literal.kind != LITERAL_NUMBER)
		return false;
	*number = strtod(expr->literal.text, NULL) * (minus ? -1 : 1);
	return true;
}

/* What a condition says of an expression: it lies between two numbers. */
struct range {
	const struct tree_expr *operand;
	double low, high;
	bool has_low, has_high;
	bool without_low, without_high; /* < and > */
};

static bool range_of(const struct tree_expr *expr, struct range *range)
{
	enum tree_operator operator;
	double number;

	*range = (struct range){ 0 };
	if (expr->kind == EXPR_BETWEEN && !expr->between.negated) {
		range->operand = expr->between.operand;
		range->has_low = is_number(expr->between.low, &range->low);
		range->has_high = is_number(expr->between.high, &range->high);
		return range->has_low && range->has_high;
	}
	if (expr->kind != EXPR_BINARY || !is_number(expr->binary.right, &number))
		return false;
	operator= expr->binary.operator;
	range->operand = expr->binary.left;
	range->low = range->high = number;
	range->has_low = operator == OPERATOR_EQUAL || operator == OPERATOR_GREATER ||
	operator == OPERATOR_GREATER_EQUAL;
	range->has_high = operator == OPERATOR_EQUAL || operator == OPERATOR_LESS ||
	operator == OPERATOR_LESS_EQUAL;
	range->without_low = operator == OPERATOR_GREATER;
	range->without_high = operator == OPERATOR_LESS;
	return range->has_low || range->has_high;
}

/* Does the first range lie in the second one? */
static bool lies_in(const struct range *first, const struct range *second)
{
	if (second->has_low &&
		(!first->has_low || first->low < second->low ||
			(first->low <= second->low && second->without_low &&
				!first->without_low)))
		return false;
	return !second->has_high ||
	       (first->has_high && first->high <= second->high &&
		       (first->high < second->high || !second->without_high ||
			       first->without_high));
}

static bool ranges_imply(const struct judging *judging, const struct tree_expr *first,
	const struct tree_expr *second)
{
	struct range one, other;

	return range_of(first, &one) && range_of(second, &other) &&
	       same(judging, one.operand, other.operand) && lies_in(&one, &other);
}

static bool lists_imply(const struct judging *judging, const struct tree_expr *first,
	const struct tree_expr *second)
{
	struct tree_exprs values;

	if (second->kind != EXPR_IN || second->in.negated)
		return false;
	if (first->kind == EXPR_BINARY && first->binary.operator == OPERATOR_EQUAL) {
		values = (struct tree_exprs){
			(const struct tree_expr **)&first->binary.right, 1
		};
		return same(judging, first->binary.left, second->in.operand) &&
		       has_values(judging, &values, &second->in.values);
	}
	return first->kind == EXPR_IN && !first->in.negated &&
	       same(judging, first->in.operand, second->in.operand) &&
	       has_values(judging, &first->in.values, &second->in.values);
}

static bool is(const struct tree_expr *expr, enum tree_operator operator)
{
	return expr->kind == EXPR_BINARY && expr->binary.operator == operator;
}

static bool implies(const struct judging *judging, const struct tree_expr *first,
	const struct tree_expr *second)
{
	if (same(judging, first, second))
		return true;
	if (is(second, OPERATOR_AND))
		return implies(judging, first, second->binary.left) &&
		       implies(judging, first, second->binary.right);
	if (is(first, OPERATOR_OR))
		return implies(judging, first->binary.left, second) &&
		       implies(judging, first->binary.right, second);
	if (is(first, OPERATOR_AND) &&
		(implies(judging, first->binary.left, second) ||
			implies(judging, first->binary.right, second)))
		return true;
	if (is(second, OPERATOR_OR) &&
		(implies(judging, first, second->binary.left) ||
			implies(judging, first, second->binary.right)))
		return true;
	return lists_imply(judging, first, second) ||
	       ranges_imply(judging, first, second);
}

enum shape_strength shape_condition(const struct shape_comparison *comparison,
	const struct tree_expr *old, const struct tree_expr *new)
{
	const struct judging stricter = { .comparison = comparison, .reverse = true };
	const struct judging looser = { .comparison = comparison };

	if (implies(&stricter, new, old))
		return SHAPE_STRICTER;
	return ranges_imply(&looser, old, new) ? SHAPE_LOOSER : SHAPE_ANOTHER;
}
