/*
 * slips: what was meant by a statement that does not read. See slips.h.
 */
#include "gen/sql/slips.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/dialects.h"
#include "gen/sql/slip_repairs.h"
#include "gen/sql/grammar.h"
#include "gen/sql/script_words.h"

/* What is longer is shortened where it is quoted. */
#define LONGEST 72

struct span slip_span(const struct slip_place *place, uint32_t token)
{
	uint32_t end = place->statement->span.end;

	return token < place->count ? place->tokens[token].span
				    : (struct span){ end, end };
}

const char *slip_word(const struct slip_place *place, uint32_t token)
{
	return token < place->count ? script_text(place->arena, place->script,
					      place->tokens[token].span)
				    : "";
}

const char *slip_text(const struct slip_place *place, uint32_t first, uint32_t end)
{
	struct span span;
	const char *text;
	size_t size;
	bool all;

	if (first >= end || end > place->count)
		return "";
	span.start = place->tokens[first].span.start;
	span.end = place->tokens[end - 1].span.end;
	text = script_text(place->arena, place->script, span);
	size = strcspn(text, "\r\n");
	all = !text[size];
	if (size > LONGEST) {
		all = false;
		for (size = LONGEST; size > 40 && text[size] != ' ';)
			size--;
	}
	return all ? text : arena_printf(place->arena, "%.*s …", (int)size, text);
}

const char *slip_line(const struct slip_place *place, struct span span, const char *text)
{
	const char *source = place->script->source->text;
	uint32_t begin = span.start, end = span.end;

	while (begin > 0 && source[begin - 1] != '\n')
		begin--;
	begin += (uint32_t)strspn(source + begin, " \t");
	end += (uint32_t)strcspn(source + end, "\r\n");
	while (end > span.end && (source[end - 1] == ' ' || source[end - 1] == '\t'))
		end--;
	if (begin > span.start || end - begin > LONGEST + 28)
		return arena_printf(place->arena, "write: %s", text);
	return arena_printf(place->arena, "write: %.*s%s%.*s", (int)(span.start - begin),
		source + begin, text, (int)(end - span.end), source + span.end);
}

bool slip_begins_line(const struct slip_place *place, uint32_t token)
{
	const char *text = place->script->source->text;
	uint32_t at = slip_span(place, token).start;

	while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	return at == 0 || text[at - 1] == '\n';
}

/* 'it's': the quote in the middle ended the string, and what follows touches it. */
static bool find_quote(const struct slip_place *place, struct slip *slip)
{
	const char *text = place->script->source->text;
	uint32_t bad = place->bad;
	struct span string, word;

	if (!bad || bad >= place->count || place->tokens[bad - 1].code != STRING)
		return false;
	string = place->tokens[bad - 1].span;
	word = place->tokens[bad].span;
	if (string.end != word.start || strchr("(),;.:|=<>+-*/", text[word.start]))
		return false;
	slip->span = (struct span){ string.end - 1, string.end };
	slip->message = arena_printf(place->arena,
		"this quote ends the string, and %s follows", slip_word(place, bad));
	slip->help =
		text[string.end - 2] == '\\'
			? "SQLite knows no \\': within a string write a quote twice, ''"
			: arena_printf(place->arena,
				  "a quote in a string is written "
				  "twice; %s",
				  slip_line(place, slip->span, "''"));
	return true;
}

/* Letters that look like another, which is what SQL has. */
static const struct {
	const char *letter, *name, *meant;
} doubles[] = {
	{ "\xc2\xa0", "a no-break space (U+00A0)", " " },
	{ "\xe2\x80\x8b", "a space without width (U+200B)", "" },
	{ "\xe2\x80\xaf", "a no-break space (U+202F)", " " },
	{ "\xe3\x80\x80", "a wide space (U+3000)", " " },
	{ "\xef\xbb\xbf", "a byte order mark (U+FEFF)", "" },
	{ "\xef\xbc\x9b", "a wide semicolon (U+FF1B)", ";" },
	{ "\xef\xbc\x8c", "a wide comma (U+FF0C)", "," },
	{ "\xef\xbc\x88", "a wide parenthesis (U+FF08)", "(" },
	{ "\xef\xbc\x89", "a wide parenthesis (U+FF09)", ")" },
	{ "\xef\xbc\x9d", "a wide equals sign (U+FF1D)", "=" },
	{ "\xcd\xbe", "a Greek question mark (U+037E)", ";" },
	{ "\xe2\x88\x92", "a minus sign (U+2212)", "-" },
};

static bool find_double(const struct slip_place *place, struct slip *slip)
{
	for (uint32_t i = place->bad < 3 ? 0 : place->bad - 3;
		i <= place->bad && i < place->count; i++) {
		struct span span = place->tokens[i].span;
		const char *text = slip_word(place, i);

		if (*text && strchr("'\"`[", *text))
			continue;
		for (size_t j = 0; j < sizeof(doubles) / sizeof(*doubles); j++) {
			const char *at = strstr(text, doubles[j].letter);

			if (!at)
				continue;
			slip->span.start = span.start + (uint32_t)(at - text);
			slip->span.end =
				slip->span.start + (uint32_t)strlen(doubles[j].letter);
			slip->message = arena_printf(place->arena,
				"%s, which SQLite takes for a letter", doubles[j].name);
			slip->help = slip_line(place, slip->span, doubles[j].meant);
			return true;
		}
	}
	return false;
}

bool slips_find(struct arena *arena, const struct script *script,
	const struct statement *statement, struct slip *slip)
{
	struct slip_place place = { .arena = arena,
		.script = script,
		.statement = statement,
		.tokens = script->tokens + statement->first_token,
		.count = statement->token_count,
		.bad = statement->refused };

	*slip = (struct slip){ .span = slip_span(&place, place.bad) };
	return find_quote(&place, slip) || find_double(&place, slip) ||
	       dialects_find(&place, slip) || slip_repairs_find(&place, slip);
}
