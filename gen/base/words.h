/*
 * words: SQL text as a list of its words, folded, without blanks and comments.
 *
 * In: text. Out: words and the literals among them. It knows no grammar.
 */
#ifndef GEN_BASE_WORDS_H
#define GEN_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gen/base/value.h"
#include "runtime/sqlite/token.h"

struct word {
	enum instar__token kind;
	const char *text; /* in lower case and without quotes, but strings as written */
	uint32_t at, end; /* bytes of the text it was read from */
};

/* A list that can be read into again; its room stays. */
struct words {
	struct arena *arena;
	struct word *items;
	uint32_t count;
	size_t room; /* of items */
	char *bytes;
	size_t size;
};

void words_read(struct words *words, const char *sql, size_t size);

/* Is word `i` this keyword, name without quotes, or operator? False past the end. */
bool words_are(const struct words *words, uint32_t i, const char *text);

/* Is it a name, quoted or not? Keywords are names too. */
bool words_name(const struct words *words, uint32_t i);

/* The place of the parenthesis that closes the one at `open`; count when none does. */
uint32_t words_close(const struct words *words, uint32_t open);

/*
 * A literal at word `i`: how many words it takes, 0 when there is none. Numbers may have
 * a sign. The value lives as long as the arena.
 */
uint32_t words_literal(const struct words *words, uint32_t i, struct value *value);

#endif
