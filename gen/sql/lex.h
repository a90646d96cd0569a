/*
 * lex: a source as a list of the grammar's tokens.
 *
 * In: a source. Out: its tokens without comments, and the comments that are annotations.
 * Where a token ends is the runtime's scanner's to say; lex knows the keywords.
 */
#ifndef GEN_SQL_LEX_H
#define GEN_SQL_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gen/sql/parse.h"

struct arena;
struct diags;

struct lexed {
	struct token *tokens; /* ends with a semicolon, which may be an empty one */
	uint32_t token_count;
	struct span *annotations; /* from the @ to the end of the last line */
	uint32_t annotation_count;
	bool sound; /* false: what follows the last token was given up, and reported */
};

struct lexed *lex_source(
	struct arena *arena, struct diags *diags, const struct source *source);

/*
 * The tokens of `size` bytes at `base` in a source. False, with the place in
 * `*bad`, when something there is no token.
 */
bool lex_text(struct arena *arena, const char *text, uint32_t size, uint32_t base,
	struct lexed *lexed, struct span *bad);

/* The code of a keyword, or that of a name. */
int lex_keyword(const char *word, size_t size);

/* The keywords one after the other, in upper case; NULL after the last. */
const char *lex_keyword_word(uint32_t number);

/* Can a token of this code be a quoted or unquoted name? */
bool lex_is_name(int code);

/* LEFT, NATURAL … */
bool lex_joins(int code);

/* Is the text of an annotation this word? `text` begins with the @. */
bool lex_is_annotation(const char *text, size_t size, const char *word);

#endif
