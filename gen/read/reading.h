/*
 * reading: what the grammar tells while it reads.
 *
 * In: positions of tokens, from the rules of grammar.y. Out: statements, or the CHECKs of
 * an annotation. Only the grammar and parse include it.
 */
#ifndef GEN_READ_READING_H
#define GEN_READ_READING_H

#include "gen/read/parse.h"

struct reading {
	struct arena *arena;
	const char *text; /* of the tokens; their spans count from `base` */
	uint32_t base;
	const struct token *tokens;
	uint32_t token_count;

	struct statement now; /* the statement being read */
	uint32_t first;	      /* its first token */
	uint32_t value;	      /* the first token of a pragma's value, or 0 */
	struct statement *statements;
	uint32_t statement_count;

	struct claim claim; /* the CHECK being read */
	uint32_t claim_first;
	struct claim *claims;
	uint32_t claim_count;

	bool failed; /* the list of CHECKs is not one */
	uint32_t failed_at;
};

/* Read the tokens, entering the grammar by SCRIPT or CHECKS. */
void reading_run(struct reading *reading, int entrance);

/* The name that a token spells, without its quotes. */
const char *reading_name(struct reading *reading, uint32_t token);

/* The text from one token to another. */
const char *reading_text(struct reading *reading, uint32_t first, uint32_t last);

/* A statement's object: [schema.]name; `schema` may be READING_NONE. */
#define READING_NONE UINT32_MAX
void reading_object(struct reading *reading, uint32_t schema, uint32_t name);

/* The statement before this semicolon is whole; `known`: the grammar made sense of it. */
void reading_statement(struct reading *reading, uint32_t semicolon, bool known);

void reading_column(struct reading *reading, uint32_t name);
void reading_claim(
	struct reading *reading, enum claim_kind kind, uint32_t name, uint32_t last);

#endif
