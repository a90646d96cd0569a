/*
 * curly_quotes: quotes that a word processor made. See statement_rules.h.
 *
 * To SQLite they are letters, so a text in them is a name: a column called “email”, or a
 * default that is the word and its quotes.
 */
#include "gen/base/arena.h"
#include "gen/lint/statement_rules.h"
#include "gen/sql/script_quotes.h"

void curly_quotes_judge(const struct judged *list, const struct statement *statement)
{
	const char *text = NULL;
	struct span word = script_find_curly(list->arena, list->script, statement, &text);

	if (word.start == word.end)
		return;
	judge_report(list, RULE_CURLY_QUOTES, word,
		"to SQLite a curly quote is a letter of a name")
		->help =
		text ? arena_printf(list->arena,
			       "write '%s' for a text, \"%s\" for a name", text, text)
		     : "write '…' around a text, \"…\" around a name";
}
