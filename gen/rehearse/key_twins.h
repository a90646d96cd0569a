/*
 * key_twins: rows that a key of the schema after a step makes one.
 *
 * In: a key, as expressions over the row before the step. Out: ways to meet it. Where the
 * key is made of the columns as they are, a twin in those has the same key. Where it is
 * made from them, or compared in another way than before, rows that differ may have it
 * too: SQLite is asked which of some near values do.
 */
#ifndef GEN_REHEARSE_KEY_TWINS_H
#define GEN_REHEARSE_KEY_TWINS_H

#include "gen/rehearse/new_constraints.h"

/* One column or expression of a key. */
struct key_term {
	const char *name; /* of the column that it is, or NULL */
	const char *sql;  /* over the row of before */
	const char
		*column; /* of the table before, when it is that and no more; or NULL */
	const char *collation; /* or NULL */
	struct names reads;    /* columns of the table before */
};

struct key {
	const struct constrained *constrained;
	struct key_term *terms;
	uint32_t term_count;
	const char *where;  /* of a partial index, over the row of before; or NULL */
	struct names reads; /* columns of the table before */
	bool exact;	    /* the columns as they are, compared as they were */
	bool numeric;	    /* what was text becomes a number */
	struct challenge challenge;
};

void key_twins_add(struct key *key);

#endif
