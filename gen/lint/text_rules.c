/*
 * text_rules: what the tokens of a statement tell about it. See text_rules.h.
 */
#include "gen/lint/text_rules.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/nondeterminism.h"
#include "gen/read/grammar.h"
#include "gen/report/diag.h"

static struct diag *report(
	const struct judged *list, enum rule_id rule, uint32_t token, const char *message)
{
	return diag_report(list->diags, rule, list->script->source,
		list->script->tokens[token].span, "%s", message);
}

static bool is_unequal(const struct judged *list, uint32_t token)
{
	return judge_word(list->script, token, "<>") ||
	       judge_word(list->script, token, "!=");
}

/*
 * `= NULL` that is no assignment. After SET, and after a comma at its depth, the first
 * `=` assigns.
 */
static void judge_null(const struct judged *list, const struct statement *statement)
{
	const struct token *tokens = list->script->tokens;
	uint32_t end = statement->first_token + statement->token_count;
	uint32_t depth = 0, set_depth = 0;
	bool set = false, assigns = false;

	for (uint32_t i = statement->first_token; i + 1 < end; i++) {
		bool equal = tokens[i].code == EQ, unequal = is_unequal(list, i);

		depth += tokens[i].code == LP;
		depth -= tokens[i].code == RP && depth;
		if (judge_word(list->script, i, "set") ||
			(set && depth == set_depth && tokens[i].code == COMMA)) {
			set = assigns = true;
			set_depth = depth;
		} else if (equal && assigns && depth == set_depth) {
			assigns = false;
		} else if ((equal || unequal) &&
			   judge_word(list->script, i + 1, "null")) {
			report(list, RULE_EQUALS_NULL, i,
				"a comparison with NULL is never true")
				->help = equal ? "write IS NULL" : "write IS NOT NULL";
		} else if (tokens[i].code == SEMI || tokens[i].code == WHERE) {
			set = assigns = false;
		}
	}
}

/* A `*` that stands for columns: after SELECT, DISTINCT, a comma or a dot. */
static bool is_star(
	const struct judged *list, const struct statement *statement, uint32_t at)
{
	const struct token *before = &list->script->tokens[at - 1];

	return at > statement->first_token && judge_word(list->script, at, "*") &&
	       (before->code == SELECT || before->code == COMMA || before->code == DOT ||
		       judge_word(list->script, at - 1, "distinct") ||
		       judge_word(list->script, at - 1, "all"));
}

/* What a subquery or WITH spells out is no concern: only the outermost columns count. */
static void judge_star(const struct judged *list, const struct statement *statement)
{
	const struct token *tokens = list->script->tokens;
	uint32_t end = statement->first_token + statement->token_count;
	uint32_t depth = 0;

	for (uint32_t i = statement->first_token; i < end; i++) {
		depth += tokens[i].code == LP;
		depth -= tokens[i].code == RP && depth;
		if (tokens[i].code == WITH)
			return;
		if (depth || !is_star(list, statement, i))
			continue;
		if (i + 2 < end && tokens[i + 1].code == FROM && tokens[i + 2].code == LP)
			continue;
		report(list, RULE_VIEW_STAR, i,
			arena_printf(list->arena, "SELECT * in view %s", statement->name))
			->help = "name the columns";
		return;
	}
}

/* UPDATE … LIMIT and DELETE … LIMIT, which SQLite has only when it was built so. */
static void judge_limit(const struct judged *list, const struct statement *statement)
{
	const struct token *tokens = list->script->tokens;
	uint32_t end = statement->first_token + statement->token_count;
	uint32_t depth = 0;

	for (uint32_t i = statement->first_token + 1; i < end; i++) {
		depth += tokens[i].code == LP;
		depth -= tokens[i].code == RP && depth;
		if (depth || !judge_word(list->script, i, "limit") ||
			tokens[i - 1].code == DOT ||
			(i + 1 < end && tokens[i + 1].code == EQ))
			continue;
		report(list, RULE_LIMIT, i,
			"many builds of SQLite do not have LIMIT here")
			->help =
			"select the rows: WHERE rowid IN (SELECT rowid FROM … LIMIT n)";
		return;
	}
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

static void judge_quotes(const struct judged *list, const struct statement *statement)
{
	const struct script *script = list->script;
	uint32_t end = statement->first_token + statement->token_count;

	for (uint32_t i = statement->first_token; i < end; i++) {
		char quote = script->source->text[script->tokens[i].span.start];

		if (script->tokens[i].code != QUOTED || quote == '"')
			continue;
		if (!was_reported(list->diags, RULE_FOREIGN_QUOTES))
			report(list, RULE_FOREIGN_QUOTES, i,
				quote == '`'
					? "a name in backticks, as MySQL writes it"
					: "a name in brackets, as SQL Server writes it")
				->help =
				"the SQL standard has \"double quotes\" for names; told "
				"once for the whole history";
		return;
	}
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
	if (statement->kind == STATEMENT_CREATE_VIEW)
		judge_star(list, statement);
	if (statement->kind == STATEMENT_UPDATE || statement->kind == STATEMENT_DELETE)
		judge_limit(list, statement);
	unsteady_judge(list, statement);
}
