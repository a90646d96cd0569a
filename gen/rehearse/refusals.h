/*
 * refusals: what a step may refuse, and the rows that would meet with it.
 *
 * In: the database before a step, what its tables are made from, and the schema after it.
 * Out: challenges: for each key, CHECK, NOT NULL and type of a table after the step, and
 * for JSON that a statement reads, which rows of the tables before are to be tried. What
 * the old schema refuses as well is left out where that is easily seen; it would only
 * cost time, for whoever tries a challenge asks SQLite.
 */
#ifndef GEN_REHEARSE_REFUSALS_H
#define GEN_REHEARSE_REFUSALS_H

#include "gen/oracle/definition.h"
#include "gen/oracle/derivation.h"
#include "gen/oracle/snapshot.h"
#include "gen/rehearse/challenge.h"

struct refusals {
	struct arena *arena;
	struct scratch *before; /* with rows */
	const struct snapshot *after;
	const struct derivations *derivations;
	struct challenge *items;
	uint32_t count;
};

/* A table after the step, and one way in which rows of before come into it. */
struct refusing {
	struct refusals *refusals;
	const struct shot_object *object;
	const struct tree_create_table *tree;
	struct definition definition;
	const struct derived_table *table;
	const struct derivation *way;
	const struct tree_create_table *source; /* the table before; NULL: not known */
	struct definition old;			/* of it */
};

void refusals_find(struct refusals *refusals);

/* Add a challenge that has ways. */
void refusals_add(struct refusals *refusals, const struct challenge *challenge);

/* An expression of the table's definition, over the row of before; NULL: not known. */
const char *refusing_derive(
	const struct refusing *refusing, const struct tree_expr *expr);

/* The keys (refused_keys.c). */
void refused_keys_find(const struct refusing *refusing);

#endif
