/*
 * track: the rows of schema_migrations, and what they say of the database as a whole.
 *
 * In: a schema and the table's rows. Out: which steps are recorded, or one of the
 * verdicts that end every call: too new, edited, foreign. It refuses to look at the
 * objects themselves: that is decide's.
 */
#ifndef INSTAR_TRACK_H
#define INSTAR_TRACK_H

#include "handle.h"
#include "schema.h"

struct instar__track {
	bool exists;		 /* the table is there */
	unsigned char *recorded; /* for each step: 1 when it is recorded */
	uint32_t count;		 /* recorded steps that this program has */
	uint32_t highest;	 /* the highest position of them, or 0 */
	uint32_t rows;		 /* rows of this set, known or not */
};

/* How a step came to be done. */
struct instar__entry {
	uint32_t step; /* from 0 */
	const char *how;
	int64_t duration_us;
};

void instar__track_free(struct instar__track *track);

/* Is the table there? Fails with FOREIGN when it is, but is not ours. */
bool instar__track_find(instar *h, const struct instar__schema *schema);

/*
 * Read the rows of a table that `exists`; whole-database verdicts are errors. Returns
 * the sticky code.
 */
int instar__track_read(instar *h, bool exists, struct instar__track *track);

/* Would our table have that name? */
bool instar__track_is_named(const char *name);

/* Our table's definition, as we write it. */
const char *instar__track_definition(void);

/* The text digest of it. */
uint64_t instar__track_digest(void);

/*
 * The step (from 0) recorded under that id, now or in older releases; INSTAR_NONE when
 * this program has none. `hint` is where to look first. `*was` tells an older name.
 */
uint32_t instar__track_step(const instar *h, const char *id, uint32_t hint, bool *was);

/* Make the table, if need be, and add a row for each entry. Returns the sticky code. */
int instar__track_record(
	instar *h, bool exists, const struct instar__entry *entries, uint32_t count);

/* How many rows the set has; 0 when there is no table. Errors are in `sql`. */
int64_t instar__track_rows(struct instar__sql *sql, const instar *h);

#endif
