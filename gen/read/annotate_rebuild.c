/*
 * annotate_rebuild: what `-- @rebuild T [column = expression, …]` says. See
 * annotate_rebuild.h.
 *
 * An expression ends at a comma outside parentheses; what it means is SQLite's to say.
 */
#include "gen/read/annotate_rebuild.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/read/grammar.h"
#include "gen/read/lex.h"
#include "gen/read/reading.h"

struct words {
	struct reading reading;
	struct rebuild_order *order;
	const char *problem;
	struct span bad;
	uint32_t at; /* the next token */
};

static bool refuse(struct words *words, const char *problem)
{
	const struct reading *reading = &words->reading;

	words->problem = problem;
	if (words->at < reading->token_count)
		words->bad = reading->tokens[words->at].span;
	return false;
}

static int code_at(const struct words *words, uint32_t at)
{
	return at < words->reading.token_count ? words->reading.tokens[at].code : SEMI;
}

/* A word or a quoted name, not yet taken; NULL when there is none. */
static const char *name_here(struct words *words)
{
	const struct reading *reading = &words->reading;
	char first;

	if (words->at >= reading->token_count)
		return NULL;
	first = reading->text[reading->tokens[words->at].span.start - reading->base];
	if (first != '_' && !strchr("\"`[", first) && (unsigned char)first < 0x80 &&
		!((first | 0x20) >= 'a' && (first | 0x20) <= 'z'))
		return NULL;
	if (code_at(words, words->at) == BLOB)
		return NULL;
	return reading_name(&words->reading, words->at);
}

/* Move to the comma that ends the expression, or to the end. */
static bool skip_expression(struct words *words)
{
	uint32_t depth = 0;

	for (; words->at < words->reading.token_count; words->at++) {
		int code = code_at(words, words->at);

		if (code == COMMA && !depth)
			return true;
		if (code == SEMI)
			return refuse(words, "has a semicolon in an expression");
		if (code == VARIABLE)
			return refuse(words, "has a parameter, which would be NULL");
		if (code == RP && !depth)
			return refuse(words, "closes a parenthesis that is not open");
		depth += code == LP;
		depth -= code == RP;
	}
	return !depth || refuse(words, "does not close a parenthesis");
}

static bool is_given(const struct rebuild_order *order, const char *column)
{
	for (uint32_t i = 0; i < order->value_count; i++) {
		if (map_same(order->values[i].column, column))
			return true;
	}
	return false;
}

/* "column = expression". */
static bool read_value(struct words *words)
{
	struct reading *reading = &words->reading;
	struct rebuild_order *order = words->order;
	struct rebuild_value value = { .column = name_here(words) };
	uint32_t first;

	if (!value.column)
		return refuse(words, "needs a column here");
	if (is_given(order, value.column))
		return refuse(words, "gives a column twice");
	value.column_span = reading->tokens[words->at++].span;
	if (code_at(words, words->at) != EQ)
		return refuse(words, "needs = EXPRESSION after a column");
	first = ++words->at;
	if (!skip_expression(words))
		return false;
	if (words->at == first)
		return refuse(words, "needs an expression after =");
	value.text = reading_text(reading, first, words->at - 1);
	value.span.start = reading->tokens[first].span.start;
	value.span.end = reading->tokens[words->at - 1].span.end;
	value.token_count = words->at - first;
	order->values = arena_grow(
		reading->arena, order->values, order->value_count, sizeof(value));
	order->values[order->value_count++] = value;
	return true;
}

static bool read_values(struct words *words)
{
	while (words->at < words->reading.token_count) {
		if (!read_value(words))
			return false;
		if (words->at < words->reading.token_count &&
			++words->at == words->reading.token_count)
			return refuse(words, "ends with a comma");
	}
	return true;
}

static bool read_all(struct words *words)
{
	words->order->table = name_here(words);
	if (!words->order->table)
		return refuse(words, "needs a table");
	words->order->table_span = words->reading.tokens[words->at++].span;
	return read_values(words);
}

const struct rebuild_order *rebuild_words_read(struct arena *arena, const char *text,
	uint32_t size, uint32_t base, const char **problem, struct span *bad)
{
	struct words words = { .reading = {
				       .arena = arena, .text = text, .base = base } };
	struct rebuild_order *order = arena_alloc(arena, sizeof(*order));
	struct lexed lexed;

	words.order = order;
	*problem = NULL;
	if (!lex_text(arena, text, size, base, &lexed, bad)) {
		*problem = "has text that is no token";
		return NULL;
	}
	words.reading.tokens = lexed.tokens;
	words.reading.token_count = lexed.token_count;
	*order = (struct rebuild_order){ .text = text,
		.base = base,
		.tokens = lexed.tokens,
		.token_count = lexed.token_count };
	if (read_all(&words))
		return order;
	*problem = words.problem;
	*bad = words.bad;
	return NULL;
}
