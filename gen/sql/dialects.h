/*
 * dialects: the SQL of other databases, and how SQLite says it.
 *
 * In: a statement that does not read. Out: where it leaves SQLite's language, in whose
 * it is written, and the line to write instead. The table of patterns is data
 * (dialect_patterns.c), matched token by token.
 */
#ifndef GEN_SQL_DIALECTS_H
#define GEN_SQL_DIALECTS_H

#include "gen/sql/slips.h"

/*
 * A pattern is words with a blank between them, each for one token in any case:
 *
 *	^        where the statement begins; without it the pattern has a !, before which
 *	         each word stands for exactly one token
 *	!        the next token is the one that does not fit
 *	>        the caret; without it that is the token that does not fit
 *	A|B      either word
 *	?A|B     one of the words, or nothing
 *	$1       any one token, kept; $1=A|B: one of the words, kept
 *	#2       what is in parentheses, with these, kept
 *	*3       as few tokens as will do, none within parentheses, kept; at the end: the
 *	         rest
 *	*        the same, not kept
 *
 * In the message and the help $1 … $9 are what was kept, and $T is the name of the
 * statement's object.
 */
struct dialect_pattern {
	const char *pattern;
	const char *message;
	const char *help;
};

/* Ends with a row without a pattern; the first that fits counts. */
extern const struct dialect_pattern dialect_patterns[];

bool dialects_find(const struct slip_place *place, struct slip *slip);

#endif
