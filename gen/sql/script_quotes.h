/*
 * script_quotes: which quotes the words of a statement have.
 *
 * In: a statement. Out: where it has a name in double quotes, or a curly quote; and the
 * statement with backticks in their place. It knows no names: what is a string is
 * SQLite's to say.
 */
#ifndef GEN_SQL_SCRIPT_QUOTES_H
#define GEN_SQL_SCRIPT_QUOTES_H

#include "gen/sql/parse.h"

/* Is the word that name in double quotes? */
bool script_is_quoted(const struct script *script, struct span word, const char *name);

/* The last one of a statement, for strings come behind names; empty: there is none. */
struct span script_find_quoted(
	const struct script *script, const struct statement *statement, const char *name);

/*
 * The first word of a statement, outside of strings and quoted names, that has a curly
 * quote (U+2018 to U+201F) in it; empty: there is none. `*text`: what is between that and
 * the next one, or NULL.
 */
struct span script_find_curly(struct arena *arena, const struct script *script,
	const struct statement *statement, const char **text);

/* Do two texts differ in nothing but that strings are in single or in double quotes? */
bool script_same_but_quotes(struct arena *arena, const char *a, const char *b);

/*
 * A statement with each name in double quotes in backticks instead, in which SQLite never
 * takes it for a string; NULL: there is none.
 */
const char *script_backticks(struct arena *arena, const char *sql);

#endif
