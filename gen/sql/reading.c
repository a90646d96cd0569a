/*
 * reading: what the grammar tells while it reads. See reading.h.
 */
#include "gen/sql/reading.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"

/* Made by lemon. */
void *grammarAlloc(void *(*allocate)(size_t));
void grammarInit(void *parser);
void grammar(void *parser, int code, uint32_t token, struct reading *reading);
void grammarFinalize(void *parser);
void grammarFree(void *parser, void (*release)(void *));

static const char *token_text(const struct reading *reading, uint32_t token)
{
	return reading->text + (reading->tokens[token].span.start - reading->base);
}

const char *reading_name(struct reading *reading, uint32_t token)
{
	struct span span = reading->tokens[token].span;
	const char *text = token_text(reading, token);
	uint32_t size = span.end - span.start, length = 0;
	char *name = arena_copy(reading->arena, text, size);
	if (!size || !strchr("\"`['", *text))
		return name;
	char close = text[size - 1];
	for (uint32_t i = 1; i + 1 < size; i++) {
		if (text[i] == close)
			i++; /* a doubled quote stands for one */
		name[length++] = text[i];
	}
	name[length] = 0;
	return name;
}

const char *reading_text(struct reading *reading, uint32_t first, uint32_t last)
{
	uint32_t start = reading->tokens[first].span.start,
		 end = reading->tokens[last].span.end;
	return arena_copy(reading->arena, token_text(reading, first), end - start);
}

void reading_object(struct reading *reading, uint32_t schema, uint32_t name)
{
	if (schema != READING_NONE)
		reading->now.schema = reading_name(reading, schema);
	reading->now.name = reading_name(reading, name);
	reading->now.name_span = reading->tokens[name].span;
}

const char *reading_value(struct reading *reading, uint32_t first)
{
	uint32_t last = reading->at - 1;
	bool parenthesis = reading->tokens[first - 1].code == LP;
	if (parenthesis && last > first && reading->tokens[last].code == RP)
		last--;
	return last >= first ? reading_text(reading, first, last) : NULL;
}

void reading_column(struct reading *reading, uint32_t name)
{
	struct claim *claim = &reading->claim;
	*arena_add(reading->arena, claim->columns, claim->column_count) =
		reading_name(reading, name);
}

void reading_claim(
	struct reading *reading, enum claim_kind kind, uint32_t name, uint32_t last)
{
	struct claim *claim = &reading->claim;
	claim->kind = kind;
	if (kind == CLAIM_BACKFILL && name != last)
		claim->name = reading_text(reading, name, last);
	else if (kind != CLAIM_ROWS)
		claim->name = reading_name(reading, name);
	claim->span.start = reading->tokens[name].span.start;
	claim->span.end = reading->tokens[last].span.end;
	*arena_add(reading->arena, reading->claims, reading->claim_count) = *claim;
	memset(claim, 0, sizeof(*claim));
}

/*
 * The code of a token among its neighbours: OVER, FILTER and WINDOW are names except
 * where they begin what they are for.
 */
static int code_among(const struct reading *reading, uint32_t at, uint32_t end)
{
	const struct token *tokens = reading->tokens;
	int before = at ? tokens[at - 1].code : SEMI;
	int next = at + 1 < end ? tokens[at + 1].code : SEMI;
	int second = at + 2 < end ? tokens[at + 2].code : SEMI;

	switch (tokens[at].code) {
	case OVER:
		return before == RP && (next == LP || lex_is_name(next)) ? OVER : ID;
	case FILTER:
		return before == RP && next == LP ? FILTER : ID;
	case WINDOW:
		return lex_is_name(next) && second == AS ? WINDOW : ID;
	default:
		return tokens[at].code;
	}
}

bool reading_run(struct reading *reading, int entrance, uint32_t first, uint32_t end)
{
	if (!reading->parser)
		reading->parser = grammarAlloc(arena_system_memory);
	if (!reading->parser)
		arena_exhausted();
	grammarInit(reading->parser);
	reading->failed = false;
	reading->failed_at = end;
	reading->constraint.text = NULL;
	reading->at = first;
	grammar(reading->parser, entrance, first, reading);
	for (; reading->at < end && !reading->failed; reading->at++)
		grammar(reading->parser, code_among(reading, reading->at, end),
			reading->at, reading);
	if (!reading->failed)
		grammar(reading->parser, 0, end, reading);
	grammarFinalize(reading->parser);
	return !reading->failed;
}

void reading_end(struct reading *reading)
{
	if (reading->parser)
		grammarFree(reading->parser, free);
	reading->parser = NULL;
}
