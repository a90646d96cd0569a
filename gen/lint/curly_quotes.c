/*
 * curly_quotes: quotes that a word processor made. See statement_rules.h.
 *
 * To SQLite they are letters, so a text in them is a name: a column called “email”, or a
 * default that is the word and its quotes.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/statement_rules.h"

/* U+2018 to U+201F, as UTF-8: ‘ ’ ‚ ‛ “ ” „ ‟ */
static bool is_curly(const char *text, const char *end)
{
	return end - text >= 3 && memcmp(text, "\xe2\x80", 2) == 0 &&
	       (unsigned char)text[2] >= 0x98 && (unsigned char)text[2] <= 0x9f;
}

static const char *find(const char *text, const char *end)
{
	while (text < end && !is_curly(text, end))
		text++;
	return text;
}

static bool is_quoted(const char *text)
{
	return strchr("'\"`[", *text) || ((*text | 0x20) == 'x' && text[1] == '\'');
}

/* The first word of the statement that has one outside of strings and quoted names. */
static struct span find_word(
	const struct script *script, const struct statement *statement)
{
	for (uint32_t i = 0; i < statement->token_count; i++) {
		struct span span = script->tokens[statement->first_token + i].span;
		const char *text = script->source->text;

		if (!is_quoted(text + span.start) &&
			find(text + span.start, text + span.end) < text + span.end)
			return span;
	}
	return (struct span){ 0, 0 };
}

/* What stands between them, with the right quotes; NULL: there is no second one. */
static const char *cure(const struct judged *list, const struct statement *statement,
	struct span word)
{
	const char *text = list->script->source->text;
	const char *end = text + statement->span.end;
	const char *open = find(text + word.start, end) + 3;
	const char *close = find(open, end);

	if (close == end)
		return NULL;
	return arena_printf(list->arena, "write '%.*s' for a text, \"%.*s\" for a name",
		(int)(close - open), open, (int)(close - open), open);
}

void curly_quotes_judge(const struct judged *list, const struct statement *statement)
{
	struct span word = find_word(list->script, statement);
	const char *help;

	if (word.start == word.end)
		return;
	help = cure(list, statement, word);
	judge_report(list, RULE_CURLY_QUOTES, word,
		"to SQLite a curly quote is a letter of a name")
		->help = help ? help : "write '…' around a text, \"…\" around a name";
}
