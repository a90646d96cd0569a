/*
 * text_rules: what a statement tells about itself. See text_rules.h.
 */
#include "gen/lint/text_rules.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/nondeterminism.h"
#include "gen/sql/script_words.h"

static bool is_null(const struct tree_expr *expr)
{
	return expr->kind == EXPR_LITERAL && expr->literal.kind == LITERAL_NULL;
}

/* a = NULL, a <> NULL */
static bool judge_comparison(void *context, const struct tree_expr *expr)
{
	const struct judged *list = context;
	bool equal = expr->kind == EXPR_BINARY && expr->binary.operator == OPERATOR_EQUAL;
	bool unequal =
		expr->kind == EXPR_BINARY && expr->binary.operator == OPERATOR_UNEQUAL;

	if ((equal || unequal) && is_null(expr->binary.right))
		judge_report(list, RULE_EQUALS_NULL,
			script_word(list->script, expr->binary.left->span.end),
			"a comparison with NULL is never true")
			->help = equal ? "write IS NULL" : "write IS NOT NULL";
	return true;
}

/* Is it a text that no number begins? + makes 0 of it. */
static bool is_word(const struct tree_expr *expr)
{
	const char *text;

	if (expr->kind != EXPR_LITERAL || expr->literal.kind != LITERAL_STRING)
		return false;
	text = expr->literal.text + strspn(expr->literal.text, " \t\r\n");
	text += *text == '+' || *text == '-';
	text += *text == '.';
	return *text < '0' || *text > '9';
}

/* name + 'x' */
static bool judge_addition(void *context, const struct tree_expr *expr)
{
	const struct judged *list = context;
	struct diag *diag;

	if (expr->kind != EXPR_BINARY ||
		expr->binary.operator!= OPERATOR_ADD ||(
			!is_word(expr->binary.left) && !is_word(expr->binary.right)))
		return true;
	diag = judge_report(list, RULE_TEXT_ADDED,
		script_word(list->script, expr->binary.left->span.end),
		"+ adds numbers, and a text without a number is 0");
	diag->help = "write || to put texts together";
	return true;
}

static void judge_null(const struct judged *list, const struct statement *statement)
{
	struct tree_visitor visitor = { .context = (void *)list,
		.expr = judge_comparison };

	tree_walk_statement(&visitor, statement->tree);
	visitor.expr = judge_addition;
	tree_walk_statement(&visitor, statement->tree);
}

/* The star of a SELECT list, but for `SELECT * FROM (` …, where the columns are spelt
 * out. */
static const struct tree_result *find_star(const struct tree_core *core)
{
	uint32_t count = core->results.count;
	const struct tree_result *last = count ? &core->results.items[count - 1] : NULL;
	bool spelt_out =
		core->from.count && (core->from.items[0].kind == SOURCE_SELECT ||
					    core->from.items[0].kind == SOURCE_JOIN);

	for (uint32_t i = 0; i < count; i++) {
		const struct tree_result *result = &core->results.items[i];

		if (!result->expr && !(result == last && spelt_out))
			return result;
	}
	return NULL;
}

/* Has it been said, in these words? */
static bool is_told(const struct diags *diags, enum rule_id rule, const char *message)
{
	for (uint32_t i = diags->count; i-- > 0;) {
		if (diags->items[i].rule == &rules[rule] &&
			strcmp(diags->items[i].message, message) == 0)
			return true;
	}
	return false;
}

/*
 * What a subquery or WITH spells out is no concern: only the outermost columns count. A
 * view that is made again, by a later or a down migration, is one to be told of once.
 */
static void judge_view(const struct judged *list, const struct statement *statement)
{
	const struct tree_select *select = statement->tree->create_view->select;
	const char *message =
		arena_printf(list->arena, "SELECT * in view %s", statement->name);
	const struct tree_result *star = NULL;

	for (uint32_t i = 0; !star && !select->with && i < select->cores.count; i++)
		star = find_star(&select->cores.items[i]);
	if (star && !is_told(list->diags, RULE_VIEW_STAR, message))
		judge_report(list, RULE_VIEW_STAR,
			script_find_last(list->script, star->span, "*"), message)
			->help = "name the columns";
}

/* UPDATE … LIMIT and DELETE … LIMIT, which SQLite has only when it was built so. */
static void judge_limit(const struct judged *list, const struct statement *statement,
	const struct tree_expr *limit)
{
	struct span before = statement->span;

	if (!limit)
		return;
	before.end = limit->span.start;
	judge_report(list, RULE_LIMIT, script_find_last(list->script, before, "limit"),
		"many builds of SQLite do not have LIMIT here")
		->help = "select the rows: WHERE rowid IN (SELECT rowid FROM … LIMIT n)";
}

/* Once a history is enough: who writes so does it everywhere. */
static bool was_reported(const struct diags *diags, enum rule_id rule)
{
	for (uint32_t i = diags->count; i-- > 0;) {
		if (diags->items[i].rule == &rules[rule])
			return true;
	}
	return false;
}

/* Keep the first name in the quotes of another database. */
static void take_quoted(void *context, const struct tree_name *name, enum tree_role role)
{
	struct tree_name *first = context;

	(void)role;
	if ((name->quote == QUOTE_BACKTICK || name->quote == QUOTE_BRACKET) &&
		(!first->text || name->span.start < first->span.start))
		*first = *name;
}

static void judge_quotes(const struct judged *list, const struct statement *statement)
{
	struct tree_name first = { 0 };

	if (was_reported(list->diags, RULE_FOREIGN_QUOTES))
		return;
	script_names(list->arena, list->script, statement,
		&(struct tree_visitor){ .context = &first, .name = take_quoted });
	if (first.text)
		judge_report(list, RULE_FOREIGN_QUOTES, first.span,
			first.quote == QUOTE_BACKTICK
				? "a name in backticks, as MySQL writes it"
				: "a name in brackets, as SQL Server writes it")
			->help =
			"the SQL standard has \"double quotes\" for names; told once for "
			"the whole history";
}

void text_rules_judge_later(const struct judged *list, const struct statement *statement)
{
	judge_null(list, statement);
	judge_quotes(list, statement);
}

void text_rules_judge(const struct judged *list, const struct statement *statement)
{
	if (statement->dropped || statement->kind == STATEMENT_PRAGMA)
		return;
	judge_null(list, statement);
	judge_quotes(list, statement);
	if (!statement->tree)
		return;
	if (statement->kind == STATEMENT_CREATE_VIEW)
		judge_view(list, statement);
	else if (statement->kind == STATEMENT_UPDATE)
		judge_limit(list, statement, statement->tree->update->limit);
	else if (statement->kind == STATEMENT_DELETE)
		judge_limit(list, statement, statement->tree->delete->limit);
	nondeterminism_judge(list, statement);
}
