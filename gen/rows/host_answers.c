/*
 * host_answers: answers of the host's functions that let a row in. See row.h.
 *
 * A CHECK or trigger that calls a function of the host refuses rows for what its stand-in
 * says. It is told to say something else, until a row is accepted; it then goes on so.
 */
#include <string.h>

#include "gen/oracle/host_functions.h"
#include "gen/rows/literal.h"
#include "gen/rows/row.h"
#include "gen/sql/tree_walk.h"

/* Of an expression are looked at as many functions, and as many literals. */
enum { MOST = 16 };

struct calls {
	struct row *row;
	struct host_functions *functions;
	struct host_function *called[MOST];
	uint32_t called_count;
	struct value literals[MOST];
	uint32_t literal_count;
};

static void see_call(struct calls *calls, const char *name)
{
	struct host_function *function = host_functions_find(calls->functions, name);

	for (uint32_t i = 0; i < calls->called_count; i++) {
		if (calls->called[i] == function)
			return;
	}
	if (function && calls->called_count < MOST)
		calls->called[calls->called_count++] = function;
}

static bool see(void *context, const struct tree_expr *expr)
{
	struct calls *calls = context;

	if (expr->kind == EXPR_CALL)
		see_call(calls, expr->call->name.text);
	if (expr->kind == EXPR_LIKE && expr->like.operator == OPERATOR_REGEXP)
		see_call(calls, "regexp");
	if (expr->kind == EXPR_LIKE && expr->like.operator == OPERATOR_MATCH)
		see_call(calls, "match");
	if (calls->literal_count < MOST &&
		literal_value(
			calls->row->arena, expr, &calls->literals[calls->literal_count]))
		calls->literal_count++;
	return true;
}

/* The literal itself, and for a number the ones beside it. */
static struct value beside(const struct value *literal, uint32_t nth)
{
	struct value value = *literal;

	if (value.type == SQLITE_INTEGER)
		value.integer += nth == 1 ? 1 : nth == 2 ? -1 : 0;
	if (value.type == SQLITE_FLOAT)
		value.real += nth == 1 ? 0.5 : nth == 2 ? -0.5 : 0;
	return value;
}

/* In turn: 1, 0, each literal and its neighbours, NULL, the first argument. */
static void vary(struct host_function *function, const struct calls *calls, uint32_t nth)
{
	uint32_t turns = 4 + 3 * calls->literal_count, turn = nth % turns;

	function->constant = turn != turns - 1;
	if (turn < 2)
		function->answer = value_integer(!turn);
	else if (turn < turns - 2)
		function->answer =
			beside(&calls->literals[(turn - 2) / 3], (turn - 2) % 3);
	else
		function->answer = value_null();
}

void host_answers_vary(struct row *row, enum tree_node kind, const void *node)
{
	struct calls calls = { .row = row, .functions = row->synth->host_functions };
	uint32_t nth = row->attempt;

	if (!calls.functions || !calls.functions->count || !node)
		return;
	tree_walk(&(struct tree_visitor){ .context = &calls, .expr = see }, kind, node);
	for (uint32_t i = 0; i < calls.called_count; i++) {
		vary(calls.called[i], &calls, nth);
		nth /= 4 + 3 * calls.literal_count;
	}
}
