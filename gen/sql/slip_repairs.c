/*
 * slip_repairs: the small change that makes a statement read. See slip_repairs.h.
 */
#include "gen/sql/slip_repairs.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"
#include "gen/sql/script_words.h"
#include "gen/sql/trial_reading.h"
#include "runtime/cli/nearest.h"

/* So many more tokens have to read when not all of them do. */
#define PROGRESS 5

/* The best change so far. */
struct repair {
	const struct slip_place *place;
	uint32_t reach; /* so many tokens read with it */
	struct slip slip;
};

/* How far the statement reads with a change; is it worth more than what was found? */
static bool gains(struct repair *repair, const struct trial_change *change)
{
	const struct slip_place *place = repair->place;
	uint32_t reach =
		trial_reading(place->arena, place->script, place->statement, change);

	if (reach <= repair->reach ||
		(reach <= place->count && reach < place->bad + PROGRESS))
		return false;
	repair->reach = reach;
	return true;
}

static bool is_done(const struct repair *repair)
{
	return repair->reach > repair->place->count;
}

static void found(
	struct repair *repair, struct span span, const char *message, const char *help)
{
	repair->slip = (struct slip){ span, message, help };
}

/* The line above a token, or as much of the statement as is on that line. */
static const char *line_before(const struct slip_place *place, uint32_t token)
{
	uint32_t first = token ? token - 1 : 0;

	while (first > 0 && !slip_begins_line(place, first))
		first--;
	return slip_text(place, first, token);
}

static bool begins_statement(int code)
{
	switch (code) {
	case ALTER:
	case ANALYZE:
	case ATTACH:
	case BEGIN:
	case COMMIT:
	case CREATE:
	case DELETE:
	case DROP:
	case INSERT:
	case PRAGMA:
	case REINDEX:
	case REPLACE:
	case ROLLBACK:
	case SELECT:
	case UPDATE:
	case VACUUM:
	case WITH:
		return true;
	default:
		return false;
	}
}

/* Two statements in one: the first reads when it ends where the second begins. */
static void try_semicolon(struct repair *repair)
{
	const struct slip_place *place = repair->place;
	uint32_t own = place->statement->first_token;

	for (uint32_t i = place->bad; i > 0 && i + 6 > place->bad; i--) {
		if (i >= place->count || !begins_statement(place->tokens[i].code) ||
			(i < place->bad && !slip_begins_line(place, i)) ||
			!trial_reading_reads(place->arena, place->script, own, own + i) ||
			(i < place->bad &&
				!trial_reading_reads(place->arena, place->script, own + i,
					own + place->count)))
			continue;
		repair->reach = place->count + 1;
		found(repair, slip_span(place, i),
			arena_printf(place->arena, "a semicolon is missing before \"%s\"",
				slip_word(place, i)),
			arena_printf(place->arena, "end the statement before it: %s;",
				line_before(place, i)));
		return;
	}
}

/* A comma with nothing behind it, or before it. */
static void try_without_comma(struct repair *repair)
{
	const struct slip_place *place = repair->place;

	for (uint32_t i = place->bad > 0 ? place->bad - 1 : 0; i <= place->bad; i++) {
		if (i >= place->count || place->tokens[i].code != COMMA ||
			!gains(repair, &(struct trial_change){ .at = i, .removed = 1 }))
			continue;
		found(repair, slip_span(place, i),
			i + 1 < place->count ? arena_printf(place->arena,
						       "a comma too many before \"%s\"",
						       slip_word(place, i + 1))
					     : "a comma too many at the end",
			slip_line(place, slip_span(place, i), ""));
		return;
	}
}

static bool is_word(const char *text)
{
	return (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z') ||
	       *text == '_';
}

/* A keyword that was meant for a name. */
static void try_name(struct repair *repair)
{
	const struct slip_place *place = repair->place;
	struct trial_change change = {
		.at = place->bad, .removed = 1, .codes = { QUOTED }, .added = 1
	};
	const char *word = slip_word(place, place->bad);

	if (!is_word(word) || lex_keyword(word, strlen(word)) == ID ||
		!gains(repair, &change))
		return;
	found(repair, slip_span(place, place->bad),
		arena_printf(place->arena, "\"%s\" is a keyword of SQL", word),
		arena_printf(place->arena,
			"choose another name, or write it in double quotes wherever it "
			"is used; %s",
			slip_line(place, slip_span(place, place->bad),
				arena_printf(place->arena, "\"%s\"", word))));
}

/* The word read as each keyword that is near it, the nearest first. */
static void try_keyword(struct repair *repair, uint32_t token)
{
	const struct slip_place *place = repair->place;
	const char *word = slip_word(place, token), *keyword;

	if (!is_word(word) || strlen(word) < 2 || lex_keyword(word, strlen(word)) != ID)
		return;
	for (size_t edits = 1; edits < 4; edits++) {
		for (uint32_t i = 0; (keyword = lex_keyword_word(i)); i++) {
			struct instar__nearest nearest = { .word = word };
			struct trial_change change = { .at = token,
				.removed = 1,
				.codes = { lex_keyword(keyword, strlen(keyword)) },
				.added = 1 };

			instar__nearest_try(&nearest, keyword);
			if (!nearest.best || nearest.edits != edits ||
				!gains(repair, &change))
				continue;
			found(repair, slip_span(place, token),
				arena_printf(place->arena,
					"near \"%s\": syntax error; did you mean %s?",
					word, keyword),
				slip_line(place, slip_span(place, token), keyword));
			if (is_done(repair))
				return;
		}
	}
}

/* Two elements of a list that nothing separates. */
static void try_comma(struct repair *repair, uint32_t token)
{
	const struct slip_place *place = repair->place;
	struct trial_change change = { .at = token, .codes = { COMMA }, .added = 1 };

	if (!token || token >= place->count || !gains(repair, &change))
		return;
	found(repair, slip_span(place, token),
		arena_printf(place->arena, "a comma is missing before \"%s\"",
			slip_word(place, token)),
		slip_begins_line(place, token)
			? arena_printf(place->arena,
				  "end the line before it with a comma: %s,",
				  line_before(place, token))
			: arena_printf(place->arena, "write: %s, %s",
				  slip_word(place, token - 1), slip_word(place, token)));
}

/* Words without which nothing reads. */
static const struct {
	const char *text;
	int codes[2];
	uint32_t count;
} left_out[] = {
	{ "TABLE", { TABLE }, 1 },
	{ "INTO", { INTO }, 1 },
	{ "FROM", { FROM }, 1 },
	{ "SET", { SET }, 1 },
	{ "ON", { ON }, 1 },
	{ "AS", { AS }, 1 },
	{ "TO", { TO }, 1 },
	{ "VALUES", { VALUES }, 1 },
	{ "KEY", { KEY }, 1 },
	{ "BEGIN", { BEGIN }, 1 },
	{ "BY", { BY }, 1 },
	{ "WHERE", { WHERE }, 1 },
	{ "AND", { AND }, 1 },
	{ "COLUMN", { COLUMN }, 1 },
	{ "EXISTS", { EXISTS }, 1 },
	{ "NOT", { NOT }, 1 },
	{ "NULL", { NIL }, 1 },
	{ "THEN", { THEN }, 1 },
	{ "END", { END }, 1 },
	{ "INDEX", { INDEX }, 1 },
	{ "SELECT", { SELECT }, 1 },
	{ "DELETE FROM", { DELETE, FROM }, 2 },
	{ "=", { EQ }, 1 },
	{ ";", { SEMI }, 1 },
};

static void try_missing(struct repair *repair)
{
	const struct slip_place *place = repair->place;
	struct span span = slip_span(place, place->bad);
	bool last = place->bad >= place->count;

	span.end = span.start; /* before the token */
	for (size_t i = 0; i < sizeof(left_out) / sizeof(*left_out); i++) {
		const char *text = left_out[i].text;
		struct trial_change change = { .at = place->bad,
			.codes = { left_out[i].codes[0], left_out[i].codes[1] },
			.added = left_out[i].count };

		if (!gains(repair, &change))
			continue;
		found(repair, slip_span(place, place->bad),
			last ? arena_printf(
				       place->arena, "%s is missing at the end", text)
			     : arena_printf(place->arena, "%s is missing before \"%s\"",
				       text, slip_word(place, place->bad)),
			slip_line(place, span,
				arena_printf(place->arena, last ? " %s" : "%s ", text)));
		if (is_done(repair))
			return;
	}
}

/* A name alone where a list in parentheses has to be. */
static void try_parentheses(struct repair *repair)
{
	const struct slip_place *place = repair->place;
	const char *word = slip_word(place, place->bad);
	struct trial_change change = {
		.at = place->bad, .removed = 1, .codes = { LP, ID, RP }, .added = 3
	};

	if (!is_word(word) || !gains(repair, &change))
		return;
	found(repair, slip_span(place, place->bad),
		arena_printf(place->arena, "\"%s\" has to be in parentheses", word),
		slip_line(place, slip_span(place, place->bad),
			arena_printf(place->arena, "(%s)", word)));
}

/* Something that only has to go. */
static void try_without(struct repair *repair)
{
	const struct slip_place *place = repair->place;
	const char *word = slip_word(place, place->bad);
	bool closes = place->bad < place->count && place->tokens[place->bad].code == RP;

	if (place->bad >= place->count ||
		!gains(repair, &(struct trial_change){ .at = place->bad, .removed = 1 }))
		return;
	found(repair, slip_span(place, place->bad),
		closes ? "a \")\" too many: no parenthesis is open"
		       : arena_printf(place->arena, "near \"%s\": syntax error", word),
		closes ? slip_line(place, slip_span(place, place->bad), "")
		       : arena_printf(place->arena, "without %s the statement reads; %s",
				 word,
				 slip_line(place, slip_span(place, place->bad), "")));
}

/* How far the line of a token is indented; tabs and blanks count alike. */
static uint32_t indentation(const struct slip_place *place, uint32_t token)
{
	const char *text = place->script->source->text;
	uint32_t at = slip_span(place, token).start, begin = at;

	while (begin > 0 && text[begin - 1] != '\n')
		begin--;
	return (uint32_t)strspn(text + begin, " \t");
}

/*
 * The parenthesis that nothing closes. One that closes and is the first on its line
 * belongs to the line that is indented like it; what was opened since is not closed.
 */
static uint32_t find_open(const struct slip_place *place)
{
	uint32_t *open = arena_array(place->arena, place->count + 1, sizeof(*open));
	uint32_t depth = 0;

	for (uint32_t i = 0; i < place->count; i++) {
		if (place->tokens[i].code == LP)
			open[depth++] = i;
		if (place->tokens[i].code != RP || !depth)
			continue;
		if (depth > 1 && slip_begins_line(place, i) &&
			indentation(place, open[depth - 1]) != indentation(place, i) &&
			indentation(place, open[depth - 2]) == indentation(place, i))
			return open[depth - 1];
		depth--;
	}
	return depth ? open[depth - 1] : UINT32_MAX;
}

/* `id INTEGER;` within a table: what follows the semicolon goes on with the list. */
static bool is_semicolon_for_comma(const struct slip_place *place)
{
	const struct script *script = place->script;
	uint32_t first = place->statement->first_token;
	uint32_t at = first + place->count, end = at + 1;
	struct statement both = *place->statement;

	while (end < script->token_count && script->tokens[end].code != SEMI)
		end++;
	if (end >= script->token_count || end == at + 1)
		return false;
	both.token_count = end - first;
	return trial_reading(place->arena, script, &both,
		       &(struct trial_change){ .at = place->count,
			       .removed = 1,
			       .codes = { COMMA },
			       .added = 1 }) > both.token_count;
}

/* The statement ends within parentheses. */
static void try_end(struct repair *repair)
{
	const struct slip_place *place = repair->place;
	uint32_t open = find_open(place);
	struct span semicolon = { slip_span(place, place->count).end, 0 };

	if (open == UINT32_MAX)
		return;
	repair->reach = place->count + 1;
	semicolon = script_word(place->script, semicolon.start);
	if (is_semicolon_for_comma(place)) {
		found(repair, semicolon, "a semicolon within parentheses",
			arena_printf(place->arena, "write a comma: %s,",
				line_before(place, place->count)));
		return;
	}
	found(repair, slip_span(place, open), "this parenthesis is never closed",
		arena_printf(place->arena,
			"write the missing \")\" behind what belongs to: %s",
			slip_text(place, open ? open - 1 : 0, place->count)));
}

static void try_lists(struct repair *repair)
{
	uint32_t bad = repair->place->bad;

	for (uint32_t i = bad; i + 4 > bad && !is_done(repair); i--) {
		try_comma(repair, i);
		if (!i)
			break;
	}
}

static void try_keywords(struct repair *repair)
{
	uint32_t bad = repair->place->bad;

	for (uint32_t i = bad; i + 4 > bad && !is_done(repair); i--) {
		if (i < repair->place->count)
			try_keyword(repair, i);
		if (!i)
			break;
	}
}

bool slip_repairs_find(const struct slip_place *place, struct slip *slip)
{
	static void (*const tries[])(struct repair *) = { try_semicolon,
		try_without_comma, try_name, try_keywords, try_lists, try_missing,
		try_parentheses, try_without };
	struct repair repair = { .place = place, .reach = place->bad };

	if (place->bad >= place->count)
		try_end(&repair);
	for (size_t i = 0; i < sizeof(tries) / sizeof(*tries) && !is_done(&repair); i++)
		tries[i](&repair);
	if (!repair.slip.message)
		return false;
	*slip = repair.slip;
	return true;
}
