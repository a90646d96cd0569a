/*
 * new_constraints: what the schema after a step asks of the rows before it.
 *
 * In: the database before a step, what its tables are made from, and the schema after it.
 * Out: challenges: for each key, CHECK, NOT NULL and type of a table after the step, and
 * for JSON that a statement reads, which rows of the tables before are to be tried. What
 * the old schema asks as well is left out where that is easily seen; it would only cost
 * time, for whoever tries a challenge asks SQLite.
 */
#ifndef GEN_REHEARSE_NEW_CONSTRAINTS_H
#define GEN_REHEARSE_NEW_CONSTRAINTS_H

#include "gen/oracle/definition.h"
#include "gen/oracle/derivation.h"
#include "gen/oracle/snapshot.h"
#include "gen/rehearse/challenge.h"

struct new_constraints {
	struct arena *arena;
	struct scratch *before; /* with rows */
	const struct snapshot *after;
	const struct derivations *derivations;
	struct challenge *items;
	uint32_t count;
};

/* A table after the step, and one way in which rows of before come into it. */
struct constrained {
	struct new_constraints *all;
	const struct shot_object *object;
	const struct tree_create_table *tree;
	struct definition definition;
	const struct derived_table *table;
	const struct derivation *way;
	const struct tree_create_table *source; /* the table before; NULL: not known */
	struct definition old;			/* of it */
};

void new_constraints_find(struct new_constraints *constraints);

/* Add a challenge that has ways. */
void new_constraints_add(
	struct new_constraints *constraints, const struct challenge *challenge);

/* A declared type, in lower case, of numbers. */
bool new_constraints_is_numeric(const char *type);

/* An expression of the table's definition, over the row of before; NULL: not known. */
const char *constrained_derive(
	const struct constrained *constrained, const struct tree_expr *expr);

/* The keys (new_keys.c). */
void new_keys_find(const struct constrained *constrained);

#endif
