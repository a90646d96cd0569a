/*
 * defaults: what a column gets that nobody gives a value. See defaults.h.
 */
#include "gen/lint/defaults.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/sql_errors.h"
#include "gen/oracle/query.h"
#include "gen/report/diag.h"
#include "gen/sql/script_words.h"
#include "gen/sql/tree_walk.h"

/* A column that the step defines. */
struct defined {
	struct arena *arena;
	struct diags *diags;
	const struct snapshot *snapshot;
	struct scratch *scratch;
	const struct script *script;
	const struct statement *statement;
	const struct tree_column_def *column;
};

static const char *text_of(const struct defined *defined, const struct tree_expr *expr)
{
	return script_text(defined->arena, defined->script, expr->span);
}

/* The functions that an expression calls. */
struct calls {
	struct arena *arena;
	struct names names;
};

static bool take_call(void *context, const struct tree_expr *expr)
{
	struct calls *calls = context;

	if (expr->kind == EXPR_CALL)
		names_add(calls->arena, &calls->names, expr->call->name.text);
	return true;
}

static struct names calls_of(const struct defined *defined, const struct tree_expr *expr)
{
	struct calls calls = { .arena = defined->arena };

	tree_walk_expr(
		&(struct tree_visitor){ .context = &calls, .expr = take_call }, expr);
	return calls.names;
}

/* Are they all SQLite's own? */
static bool is_known(const struct defined *defined, const struct tree_expr *expr)
{
	struct names names = calls_of(defined, expr);

	for (uint32_t i = 0; i < names.count; i++) {
		if (!scratch_int(defined->scratch, 0,
			    "SELECT 1 FROM pragma_function_list WHERE name = %Q COLLATE "
			    "NOCASE AND builtin",
			    names.items[i]))
			return false;
	}
	return true;
}

/* A function that is not there: the first row that relies on it would fail. */
static void check_functions(const struct defined *defined, const struct tree_expr *value)
{
	struct failure failure;

	if (!calls_of(defined, value).count ||
		scratch_compiles(
			defined->scratch, arena_printf(defined->arena, "SELECT %s",
						  text_of(defined, value))))
		return;
	failure = defined->scratch->failure;
	if (!strstr(failure.message, "function"))
		return;
	failure.offset = -1;
	sql_errors_report(defined->diags, RULE_SQL_FAILS, defined->snapshot, &failure,
		defined->script, defined->statement)
		->evidence = "SQLite looks at a DEFAULT only when a row relies on it";
}

/* Does a table of this column alone refuse a row that relies on its DEFAULT? */
static bool refuses_itself(const struct defined *defined, const struct tree_expr *value,
	const struct tree_expr *check)
{
	const struct tree_column_def *column = defined->column;
	struct scratch *scratch = defined->scratch;
	bool refuses;

	scratch_savepoint(scratch, "default");
	refuses =
		scratch_run(scratch,
			arena_printf(defined->arena,
				"CREATE TEMP TABLE instar_default(\"%w\" %s DEFAULT (%s) "
				"CHECK (%s))",
				column->name.text, column->type ? column->type : "",
				text_of(defined, value), text_of(defined, check))) &&
		!scratch_run(scratch, "INSERT INTO instar_default DEFAULT VALUES") &&
		strstr(scratch->failure.message, "CHECK constraint failed");
	scratch_undo(scratch, "default");
	return refuses;
}

/* The stand-ins of the host's functions say nothing about the real ones. */
static void check_own_check(const struct defined *defined, const struct tree_expr *value)
{
	const struct tree_column_def *column = defined->column;
	struct diag *diag;

	for (uint32_t i = 0; i < column->constraints.count; i++) {
		const struct tree_constraint *check = &column->constraints.items[i];

		if (check->kind != CONSTRAINT_CHECK || !is_known(defined, check->expr) ||
			!is_known(defined, value) ||
			!refuses_itself(defined, value, check->expr))
			continue;
		diag = diag_report(defined->diags, RULE_DEFAULT_REFUSED,
			defined->script->source, value->span,
			"the CHECK of %s.%s refuses its own DEFAULT %s",
			defined->statement->name, column->name.text,
			text_of(defined, value));
		diag->evidence = arena_printf(defined->arena, "CHECK (%s): %s",
			text_of(defined, check->expr), defined->scratch->failure.message);
		diag->help = "give it a DEFAULT that the CHECK takes, or none";
		return;
	}
}

static void check_column(const struct defined *defined)
{
	const struct tree_constraint *value =
		tree_constraint_of(defined->column, CONSTRAINT_DEFAULT);

	if (!value || !value->expr)
		return;
	check_functions(defined, value->expr);
	if (defined->statement->kind == STATEMENT_CREATE_TABLE)
		check_own_check(defined, value->expr);
}

void defaults_check(struct arena *arena, struct diags *diags,
	const struct snapshot *snapshot, struct scratch *scratch,
	const struct script *script)
{
	struct touched touched = scratch->touched;
	struct failure failure = scratch->failure;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];
		struct tree_column_defs columns = { 0 };

		if (statement->tree && !statement->dropped)
			columns = script_columns(arena, script, statement);
		for (uint32_t j = 0; j < columns.count; j++)
			check_column(&(struct defined){ arena, diags, snapshot, scratch,
				script, statement, &columns.items[j] });
	}
	scratch->touched = touched;
	scratch->failure = failure;
}
