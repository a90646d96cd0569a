/*
 * clause: one part of a condition, between its ANDs and ORs, as condition.c has read it.
 *
 * In: the columns, literals, operators and functions that are together in it. Out: values
 * to try in those columns, among the candidates of the recipe (clause.c).
 */
#ifndef GEN_ROWS_CLAUSE_H
#define GEN_ROWS_CLAUSE_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/rows/recipe.h"

/* What is in a condition. */
enum {
	CLAUSE_NEGATED = 1 << 0,
	CLAUSE_EQUAL = 1 << 1,
	CLAUSE_COMPARED = 1 << 2, /* with =, < and the like */
	CLAUSE_LIKE = 1 << 3,
	CLAUSE_GLOB = 1 << 4,
	CLAUSE_ADDS = 1 << 5,
	CLAUSE_MULTIPLIES = 1 << 6,
	CLAUSE_IS_NULL = 1 << 7,
	CLAUSE_LENGTH = 1 << 8, /* functions */
	CLAUSE_HEX = 1 << 9,
	CLAUSE_TYPE = 1 << 10,
	CLAUSE_UPPER = 1 << 11,
	CLAUSE_JSON = 1 << 12,
	CLAUSE_DATE = 1 << 13,
	CLAUSE_TRIM = 1 << 14,
	CLAUSE_FUNCTION = 1 << 15,  /* any other that matters */
	CLAUSE_REMAINDER = 1 << 16, /* operators */
	CLAUSE_MASK = 1 << 17,
	CLAUSE_INVERSE = 1 << 18,
	CLAUSE_COMPUTED = 1 << 19, /* it is a value, and no condition */
	CLAUSE_PART = 1 << 20,	   /* of a text */
	CLAUSE_WITHIN = 1 << 21,   /* a text has it in it */
	CLAUSE_ARRAY = 1 << 22	   /* of JSON */
};

struct parts;

struct clause {
	struct arena *arena;
	struct recipe *recipe;
	struct parts *parts;
	const struct tree_expr *pattern; /* of a LIKE or GLOB, or NULL */
	const struct tree_expr *escape;
	const struct tree_call *part; /* of substr(), or NULL */
	uint32_t *columns;
	uint32_t column_count;
	struct value literals[64];
	uint32_t literal_count;
	unsigned has;
};

/* Offer candidates to the column in that place of the clause's list. */
void clause_offer(struct clause *clause, uint32_t i);

#endif
