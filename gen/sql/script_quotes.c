/*
 * script_quotes: which quotes the words of a statement have. See script_quotes.h.
 */
#include "gen/sql/script_quotes.h"

#include <string.h>
#include <strings.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/sql/lex.h"

bool script_is_quoted(const struct script *script, struct span word, const char *name)
{
	const char *text = script->source->text + word.start;
	size_t size = strlen(name);

	return word.end - word.start == size + 2 && *text == '"' &&
	       memcmp(text + 1, name, size) == 0;
}

struct span script_find_quoted(
	const struct script *script, const struct statement *statement, const char *name)
{
	for (uint32_t i = statement->token_count; i-- > 0;) {
		struct span word = script->tokens[statement->first_token + i].span;

		if (script_is_quoted(script, word, name))
			return word;
	}
	return (struct span){ 0, 0 };
}

/* In UTF-8: ‘ ’ ‚ ‛ “ ” „ ‟ */
static bool is_curly(const char *text, const char *end)
{
	return end - text >= 3 && memcmp(text, "\xe2\x80", 2) == 0 &&
	       (unsigned char)text[2] >= 0x98 && (unsigned char)text[2] <= 0x9f;
}

static const char *find_curly(const char *text, const char *end)
{
	while (text < end && !is_curly(text, end))
		text++;
	return text;
}

/* A string, a blob, or a name in quotes of any kind. */
static bool is_in_quotes(const char *text)
{
	return strchr("'\"`[", *text) || ((*text | 0x20) == 'x' && text[1] == '\'');
}

struct span script_find_curly(struct arena *arena, const struct script *script,
	const struct statement *statement, const char **text)
{
	const char *source = script->source->text, *end = source + statement->span.end;

	for (uint32_t i = 0; i < statement->token_count; i++) {
		struct span word = script->tokens[statement->first_token + i].span;
		const char *open = find_curly(source + word.start, source + word.end);
		const char *close;

		if (is_in_quotes(source + word.start) || open == source + word.end)
			continue;
		open += 3;
		close = find_curly(open, end);
		*text = close == end ? NULL
				     : arena_copy(arena, open, (size_t)(close - open));
		return word;
	}
	return (struct span){ 0, 0 };
}

static bool same_word(const char *a, struct span x, const char *b, struct span y)
{
	uint32_t size = x.end - x.start;
	const char *left = a + x.start, *right = b + y.start;

	if (size != y.end - y.start)
		return false;
	if (size > 1 && strchr("'\"", *left) && strchr("'\"", *right))
		return memcmp(left + 1, right + 1, size - 2) == 0;
	return strncasecmp(left, right, size) == 0;
}

bool script_same_but_quotes(struct arena *arena, const char *a, const char *b)
{
	struct lexed left, right;
	struct span bad;
	bool same = lex_text(arena, a, (uint32_t)strlen(a), 0, &left, &bad) &&
		    lex_text(arena, b, (uint32_t)strlen(b), 0, &right, &bad) &&
		    left.token_count == right.token_count;

	for (uint32_t i = 0; same && i < left.token_count; i++)
		same = same_word(a, left.tokens[i].span, b, right.tokens[i].span);
	return same;
}

/* A quote inside is written twice, of either kind. */
static void add_backticks(struct text *out, const char *text, uint32_t size)
{
	text_byte(out, '`');
	for (uint32_t i = 1; i + 1 < size; i++) {
		text_byte(out, text[i]);
		if (text[i] == '`')
			text_byte(out, '`');
		i += text[i] == '"';
	}
	text_byte(out, '`');
}

const char *script_backticks(struct arena *arena, const char *sql)
{
	uint32_t size = (uint32_t)strlen(sql), at = 0;
	struct text out = { .arena = arena };
	struct lexed lexed;
	struct span bad;

	if (!strchr(sql, '"') || !lex_text(arena, sql, size, 0, &lexed, &bad))
		return NULL;
	for (uint32_t i = 0; i < lexed.token_count; i++) {
		struct span span = lexed.tokens[i].span;

		if (sql[span.start] != '"')
			continue;
		text_bytes(&out, sql + at, span.start - at);
		add_backticks(&out, sql + span.start, span.end - span.start);
		at = span.end;
	}
	if (!at)
		return NULL;
	text_bytes(&out, sql + at, size - at);
	text_byte(&out, 0);
	return out.bytes;
}
