/*
 * clause_spelling: clauses as they are put together. Shared by the readers of
 * definitions, nobody else.
 *
 * In: tokens. Out: clauses, each with a text for people and a key in the one spelling. It
 * refuses to know what a clause means.
 */
#ifndef INSTAR_SCHEMA_CLAUSE_SPELLING_H
#define INSTAR_SCHEMA_CLAUSE_SPELLING_H

#include "runtime/schema/clauses.h"
#include "runtime/schema/definition.h"

struct instar__clause_parser {
	struct instar__reader r;
	struct instar__sql *sql;
	struct instar__clauses *list;
	char *owner; /* the column in hand, or NULL */
};

/* From a token up to, without, the one at `end`. */
struct instar__token_run {
	struct instar__reader from;
	const char *end;
};

/* A clause as it is put together. */
struct instar__spelling {
	struct instar__clause_parser *p;
	sqlite3_str *key, *text;
	const char *end; /* of the last token */
	bool open;	 /* that was a bracket, or there is none yet */
};

/* Is the token in hand that word, that operator, or is there none? */
bool instar__clause_word(const struct instar__clause_parser *p, const char *word);
bool instar__clause_operator(const struct instar__clause_parser *p, char c);
bool instar__clause_end(const struct instar__clause_parser *p);

/* Past the word, if it is that one. */
bool instar__clause_take(struct instar__clause_parser *p, const char *word);

/* One token, or all between brackets; past it. */
struct instar__token_run instar__clause_one(struct instar__clause_parser *p);

/* Without the brackets around it. */
struct instar__token_run instar__clause_bare(struct instar__token_run run);

/* A clause that begins with these words. It has to be put, or dropped. */
struct instar__spelling instar__spell(struct instar__clause_parser *p, const char *words);
void instar__spell_drop(struct instar__spelling *s);

void instar__spell_words(struct instar__spelling *s, const char *words);
void instar__spell_run(struct instar__spelling *s, struct instar__token_run run);

/* A name: 'texts' are names too, where SQLite wants one. */
void instar__spell_name(struct instar__spelling *s, const struct instar__reader *r);

/* The next token, and past it. */
void instar__spell_next(struct instar__spelling *s);

/* Add it to the list: of a column, and as a part of the clause with that key, or "". */
void instar__clause_put(struct instar__spelling *s, enum instar__clause_kind kind,
	const char *owner, const char *of);

/* A clause of these words. */
void instar__clause_put_words(struct instar__clause_parser *p,
	enum instar__clause_kind kind, const char *owner, const char *of,
	const char *words);

/* A clause of the text before, what the run holds, and the text behind. */
void instar__clause_put_run(struct instar__clause_parser *p,
	enum instar__clause_kind kind, const char *owner, const char *before,
	struct instar__token_run run, const char *behind);

/* The clause that was put last; one of empty texts when there is none. */
const struct instar__clause *instar__clause_last(const struct instar__clause_parser *p);

#endif
