/*
 * slips: what was meant by a statement that does not read.
 *
 * In: a statement without a tree, which SQLite refuses too. Out: the token that is wrong,
 * and what to write: of other databases (dialects), of letters that only look like
 * others, of quotes within quotes, or of a token too many, too few or misspelt
 * (slip_repairs). What SQLite says of it is not read: all its versions get the same
 * place.
 */
#ifndef GEN_SQL_SLIPS_H
#define GEN_SQL_SLIPS_H

#include "gen/sql/parse.h"

struct slip {
	struct span span;
	const char *message;
	const char *help;
};

/* A statement that does not read, and its tokens. */
struct slip_place {
	struct arena *arena;
	const struct script *script;
	const struct statement *statement;
	const struct token *tokens;
	uint32_t count;
	uint32_t bad; /* the first that does not fit; count: it ends too early */
};

/* False: nothing better than SQLite's words is known; the span is then the bad token's.
 */
bool slips_find(struct arena *arena, const struct script *script,
	const struct statement *statement, struct slip *slip);

/* A token of the statement as it is written; "" behind its last. */
const char *slip_word(const struct slip_place *place, uint32_t token);

/* The text from one token to before another, at most a line, shortened where it is long.
 */
const char *slip_text(const struct slip_place *place, uint32_t first, uint32_t end);

/* The line that a span is on, with other text in its place, as "write: …"; without a line
 * that is short enough only that text. */
const char *slip_line(const struct slip_place *place, struct span span, const char *text);

/* Where a token is; behind the last: the end of the last. */
struct span slip_span(const struct slip_place *place, uint32_t token);

/* Is it the first token on its line? */
bool slip_begins_line(const struct slip_place *place, uint32_t token);

#endif
