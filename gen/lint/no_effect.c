/*
 * no_effect: statements that change nothing. See statement_rules.h.
 *
 * A SELECT of literals alone is how a step says that it is empty. One that calls a
 * function that SQLite does not have, or one of those that act, is run for its effect.
 */
#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/lint/statement_rules.h"
#include "gen/oracle/query.h"
#include "gen/sql/tree_walk.h"

struct calls {
	struct scratch *scratch; /* to ask which functions there are; NULL: no call yet */
	struct arena *arena;
	bool act;
};

/* Of those that come with SQLite or its shell. */
static bool acts(const char *name)
{
	static const char *const names[] = { "optimize", "fts5", "fts3_tokenizer",
		"load_extension", "writefile", "edit" };

	return MAP_AMONG(names, name);
}

static bool see_call(void *context, const struct tree_expr *expr)
{
	struct calls *calls = context;

	if (expr->kind != EXPR_CALL || calls->act)
		return !calls->act;
	if (!calls->scratch)
		calls->scratch = scratch_open(calls->arena);
	calls->act = acts(expr->call->name.text) ||
		     !scratch_int(calls->scratch, 0,
			     "SELECT count(*) FROM pragma_function_list WHERE name = %Q "
			     "COLLATE NOCASE",
			     expr->call->name.text);
	return !calls->act;
}

static bool calls_what_acts(const struct judged *list, const struct statement *statement)
{
	struct calls calls = { .arena = list->arena };

	tree_walk_statement(&(struct tree_visitor){ .context = &calls, .expr = see_call },
		statement->tree);
	if (calls.scratch)
		scratch_close(calls.scratch);
	return calls.act;
}

static bool is_literal(const struct tree_core *core)
{
	for (uint32_t i = 0; i < core->results.count; i++) {
		const struct tree_expr *expr = core->results.items[i].expr;

		if (!expr || expr->kind != EXPR_LITERAL)
			return false;
	}
	return core->results.count && !core->from.count;
}

static bool says_empty(const struct statement *statement)
{
	const struct tree_select *select = statement->tree->select;

	return select->cores.count == 1 && is_literal(&select->cores.items[0]);
}

void no_effect_judge(const struct judged *list, const struct statement *statement)
{
	if (statement->kind == STATEMENT_EXPLAIN)
		judge_report(list, RULE_NO_EFFECT, judge_place(list, statement),
			"EXPLAIN runs nothing: it tells how SQLite would do it")
			->help = "leave out EXPLAIN, or the statement";
	else if (statement->kind == STATEMENT_SELECT && statement->tree &&
		 !says_empty(statement) && !calls_what_acts(list, statement))
		judge_report(list, RULE_NO_EFFECT, judge_place(list, statement),
			"a SELECT changes nothing, and nobody reads what it gives")
			->help = "leave it out; a step that does nothing on purpose is "
				 "SELECT 1";
}
