/*
 * words: SQL text as a list of its words. See words.h.
 */
#include "gen/base/words.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"

static bool blank(enum instar__token kind)
{
	return kind == INSTAR__SPACE || kind == INSTAR__LINE_COMMENT ||
	       kind == INSTAR__BLOCK_COMMENT;
}

void words_read(struct words *words, const char *sql, size_t size)
{
	const char *end = sql + size;
	char *out;
	size_t taken;

	if (words->size < 2 * size + 2) {
		words->size = 2 * size + 2;
		words->bytes = arena_alloc(words->arena, words->size);
	}
	out = words->bytes;
	words->count = 0;
	for (const char *at = sql; at < end; at += taken) {
		enum instar__token kind = instar__token_next(at, end, &taken);
		struct word word = { kind, out, (uint32_t)(at - sql),
			(uint32_t)((size_t)(at - sql) + taken) };

		if (!taken)
			return;
		if (blank(kind))
			continue;
		out += instar__token_fold(kind, at, taken, out);
		*out++ = '\0';
		if (words->count >= words->room) {
			words->items = arena_grow(
				words->arena, words->items, words->count, sizeof(word));
			words->room = words->count ? 2 * (size_t)words->count : 1;
		}
		words->items[words->count++] = word;
	}
}

bool words_are(const struct words *words, uint32_t i, const char *text)
{
	return i < words->count && words->items[i].kind != INSTAR__QUOTED &&
	       words->items[i].kind != INSTAR__STRING &&
	       strcmp(words->items[i].text, text) == 0;
}

bool words_name(const struct words *words, uint32_t i)
{
	return i < words->count && (words->items[i].kind == INSTAR__WORD ||
					   words->items[i].kind == INSTAR__QUOTED);
}

uint32_t words_close(const struct words *words, uint32_t open)
{
	uint32_t depth = 0;

	for (uint32_t i = open; i < words->count; i++) {
		if (words_are(words, i, "("))
			depth++;
		else if (words_are(words, i, ")") && --depth == 0)
			return i;
	}
	return words->count;
}

static struct value string(struct arena *arena, const char *quoted)
{
	char *text = arena_copy(arena, quoted, strlen(quoted));
	size_t size = 0;

	for (const char *at = quoted + 1; *at; at++) {
		if (*at == '\'' && *++at != '\'')
			break;
		text[size++] = *at;
	}
	text[size] = '\0';
	return value_text(text);
}

static int nibble(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

static struct value blob(struct arena *arena, const char *text)
{
	size_t size = strlen(text) > 3 ? (strlen(text) - 3) / 2 : 0;
	char *bytes = arena_alloc(arena, size + 1);

	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(nibble(text[2 * i + 2]) * 16 + nibble(text[2 * i + 3]));
	return value_blob(bytes, (int)size);
}

static struct value number(const char *text, bool negative)
{
	bool hexadecimal = text[0] == '0' && (text[1] | 0x20) == 'x';

	if (!hexadecimal && strpbrk(text, ".eE"))
		return value_real(negative ? -strtod(text, NULL) : strtod(text, NULL));
	if (!hexadecimal && strlen(text) > 18)
		return value_real(negative ? -strtod(text, NULL) : strtod(text, NULL));
	return value_integer((negative ? -1 : 1) *
			     (int64_t)strtoull(text, NULL, hexadecimal ? 16 : 10));
}

uint32_t words_literal(const struct words *words, uint32_t i, struct value *value)
{
	bool negative = words_are(words, i, "-");
	uint32_t at = i + (negative || words_are(words, i, "+") ? 1 : 0);

	if (at >= words->count)
		return 0;
	if (words->items[at].kind == INSTAR__NUMBER) {
		*value = number(words->items[at].text, negative);
		return at - i + 1;
	}
	if (at != i)
		return 0;
	if (words->items[i].kind == INSTAR__STRING)
		*value = string(words->arena, words->items[i].text);
	else if (words->items[i].kind == INSTAR__BLOB)
		*value = blob(words->arena, words->items[i].text);
	else if (words_are(words, i, "true") || words_are(words, i, "false"))
		*value = value_integer(words_are(words, i, "true"));
	else
		return 0;
	return 1;
}
