/*
 * definition: the text of a CREATE as SQLite reads it.
 *
 * In: a definition as sqlite_schema has it. Out: its tokens, and a digest of them. What
 * changes no behaviour is not among them: blanks, comments, FOR EACH ROW, the BEFORE of a
 * trigger, and "main." in views and triggers, which cannot reach another database.
 */
#ifndef INSTAR_SCHEMA_DEFINITION_H
#define INSTAR_SCHEMA_DEFINITION_H

#include <stdbool.h>

#include "runtime/sqlite/token.h"

/* A place in a definition: the token at `at`. Copies stay where they are. */
struct instar__reader {
	const char *at, *limit;
	size_t size;
	enum instar__token kind; /* INSTAR__END: none is left */
	bool head;		 /* before the body of a trigger */
	bool main;		 /* "main." is left out */
};

/* At the first token. */
struct instar__reader instar__definition_begin(const char *text);

/* To the next token; false at the end. */
bool instar__definition_next(struct instar__reader *r);

/* Is the token that unquoted word, in any case; is it that operator? */
bool instar__definition_word(const struct instar__reader *r, const char *word);
bool instar__definition_operator(const struct instar__reader *r, char c);

/* The digest that two definitions share when SQLite reads them alike. Never 0. */
uint64_t instar__definition_digest(const char *text);

#endif
