/*
 * reading: what the grammar tells while it reads.
 *
 * In: positions of tokens, from the rules of grammar.y. Out: the tree of a statement or
 * of an expression, the kind and names of one that stays opaque, or the CHECKs of an
 * annotation. Only the grammar, tree_build, parse, annotate, script_words
 * and trial_reading include it.
 */
#ifndef GEN_SQL_READING_H
#define GEN_SQL_READING_H

#include "gen/sql/parse.h"

struct reading {
	struct arena *arena;
	void *parser; /* made when it is first needed */
	const char *text; /* of the tokens; their spans count from `base` */
	uint32_t base;
	const struct token *tokens;
	uint32_t token_count;
	uint32_t at; /* the token that the grammar looks at; those before it are read */

	struct tree_statement *tree; /* STATEMENT */
	struct tree_expr *expr;	     /* EXPRESSION */
	struct tree_name constraint; /* CONSTRAINT name, for what follows it */
	uint32_t constraint_start;
	struct statement now;	     /* HEAD: what is known of an opaque one */

	struct claim claim; /* the CHECK being read */
	uint32_t claim_first;
	struct claim *claims;
	uint32_t claim_count;

	struct rebuild_order *order; /* REBUILD */
	const char *wanted;	     /* what was expected where it does not read */
	const char *problem;	     /* what is wrong although it reads */
	struct span bad;	     /* where */
	struct annotation *annotation; /* FUNCTIONS, TAKEN: gets the names */

	bool failed; /* the tokens are not what the entrance stands for */
	uint32_t failed_at;
};

/*
 * Read the tokens from `first` to before `end`, entering the grammar by STATEMENT, HEAD,
 * EXPRESSION, CHECKS, REBUILD, FUNCTIONS or TAKEN. False when they do not read.
 */
bool reading_run(struct reading *reading, int entrance, uint32_t first, uint32_t end);

/* Let go of the parser. */
void reading_end(struct reading *reading);

/* The name that a token spells, without its quotes. */
const char *reading_name(struct reading *reading, uint32_t token);

/* The text from one token to another. */
const char *reading_text(struct reading *reading, uint32_t first, uint32_t last);

/* A statement's object: [schema.]name; `schema` may be READING_NONE. */
#define READING_NONE UINT32_MAX
void reading_object(struct reading *reading, uint32_t schema, uint32_t name);

/* The rest of the tokens that were read, without a last parenthesis; or NULL. */
const char *reading_value(struct reading *reading, uint32_t first);

/* Annotations: a table, a column, and its value's first token; a function and its arity. */
void annotate_rebuild_table(struct reading *reading, uint32_t name);
void annotate_rebuild_column(struct reading *reading, uint32_t name);
void annotate_rebuild_value(struct reading *reading, uint32_t first);
void annotate_function(struct reading *reading, uint32_t name, uint32_t arity);
/* T, or T.C; `column` may be READING_NONE. */
void annotate_taken(struct reading *reading, uint32_t table, uint32_t column);

void reading_column(struct reading *reading, uint32_t name);
void reading_claim(
	struct reading *reading, enum claim_kind kind, uint32_t name, uint32_t last);

#endif
