/*
 * host_checks: what the CHECKs of a history ask of the host's functions. See
 * host_functions.h.
 *
 * A stand-in begins with an answer that the first CHECK to call it likes: 1 for
 * `CHECK (is_mail(a))`, 9 for `CHECK (size_of(a) < 10)`.
 */
#include <stdlib.h>
#include <string.h>

#include "gen/oracle/host_functions.h"
#include "gen/read/plan.h"
#include "gen/sql/tree_walk.h"

static void wish(struct host_functions *functions, const char *name, struct value answer)
{
	struct host_function *function = host_functions_find(functions, name);

	if (!function || function->constant)
		return;
	function->constant = true;
	function->answer = answer;
}

/* A number, moved by so much, or a string. */
static bool read_literal(const struct tree_expr *expr, int step, struct value *value)
{
	if (expr->kind != EXPR_LITERAL)
		return false;
	if (expr->literal.kind == LITERAL_STRING)
		*value = value_text(expr->literal.text);
	else if (expr->literal.kind != LITERAL_NUMBER)
		return false;
	else if (strpbrk(expr->literal.text, ".eE"))
		*value = value_real(strtod(expr->literal.text, NULL) + step);
	else
		*value = value_integer(strtoll(expr->literal.text, NULL, 0) + step);
	return true;
}

/* f(…) < 10: how far from 10 the answer is for that to hold, or not to. */
static void read_comparison(
	struct host_functions *functions, const struct tree_expr *expr, bool holds)
{
	enum tree_operator operator = expr->binary.operator;
	const struct tree_expr *call = expr->binary.left, *other = expr->binary.right;
	bool equal = operator == OPERATOR_EQUAL || operator == OPERATOR_IS;
	bool unequal = operator == OPERATOR_UNEQUAL || operator == OPERATOR_IS_NOT;
	bool less = operator == OPERATOR_LESS || operator == OPERATOR_LESS_EQUAL;
	struct value answer;
	int step;

	if (call->kind != EXPR_CALL) {
		call = expr->binary.right;
		other = expr->binary.left;
		less = !less;
	}
	step = equal || unequal ? equal != holds : less == holds ? -1 : 1;
	if (call->kind == EXPR_CALL && read_literal(other, step, &answer))
		wish(functions, call->call->name.text, answer);
}

/* The condition is to hold, or not to. */
static void read_condition(
	struct host_functions *functions, const struct tree_expr *expr, bool holds)
{
	while (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT) {
		expr = expr->unary.operand;
		holds = !holds;
	}
	if (expr->kind == EXPR_CALL)
		wish(functions, expr->call->name.text, value_integer(holds));
	if (expr->kind == EXPR_LIKE)
		wish(functions,
			expr->like.operator == OPERATOR_REGEXP	? "regexp"
			: expr->like.operator == OPERATOR_MATCH ? "match"
								: "",
			value_integer(holds != expr->like.negated));
	if (expr->kind != EXPR_BINARY)
		return;
	if (expr->binary.operator >= OPERATOR_EQUAL &&
		expr->binary.operator <= OPERATOR_GREATER_EQUAL)
		read_comparison(functions, expr, holds);
}

/* The parts of AND and OR, whatever is around them. */
static bool see_expr(void *context, const struct tree_expr *expr)
{
	if (expr->kind == EXPR_BINARY && (expr->binary.operator == OPERATOR_AND ||
						 expr->binary.operator == OPERATOR_OR))
		return true;
	if (expr->kind == EXPR_UNARY && expr->unary.operator == OPERATOR_NOT &&
		expr->unary.operand->kind == EXPR_BINARY)
		return true;
	read_condition(context, expr, true);
	return false;
}

static bool see_constraint(void *context, const struct tree_constraint *constraint)
{
	if (constraint->kind == CONSTRAINT_CHECK)
		tree_walk_expr(
			&(struct tree_visitor){ .context = context, .expr = see_expr },
			constraint->expr);
	return false;
}

void host_functions_expect(struct host_functions *functions, const struct plan *plan)
{
	struct tree_visitor visitor = { .context = functions,
		.constraint = see_constraint };

	if (!functions->count)
		return;
	for (const struct migration *migration = plan_begin(plan);
		migration < plan_end(plan); migration++) {
		const struct script *script = migration->up;

		for (uint32_t j = 0; j < script->up_count; j++)
			tree_walk_statement(&visitor, script->up[j].tree);
	}
}
