/*
 * variations: other values that a cell might have held.
 *
 * In: the value of a cell, as an SQL literal. Out: values near to it, as literals, of the
 * same class, the same length and the same kind: an expression that keeps different
 * values different gives another result for each. Whether the old schema allows one is
 * SQLite's to say, so there are several of a kind.
 */
#ifndef GEN_REHEARSE_VARIATIONS_H
#define GEN_REHEARSE_VARIATIONS_H

#include "gen/oracle/scratch.h"

/* One of each kind that is legal has to make a difference. */
struct variation {
	const char *literal;
	uint32_t kind; /* a day of a date is one, a second another */
};

struct variations {
	struct arena *arena;
	struct variation *items;
	uint32_t count;
	uint32_t kinds;
};

/* `scratch` is asked about JSON. None for NULL. */
struct variations variations_of(struct scratch *scratch, const char *literal);

/* The other truth value of a boolean: 0 or 1. For what is neither, both. */
struct variations variations_of_boolean(struct scratch *scratch, const char *literal);

#endif
