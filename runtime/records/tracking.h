/*
 * tracking: the rows of schema_migrations, and what they say of the database as a whole.
 *
 * In: a schema and the table's rows. Out: which steps are recorded, or one of the
 * verdicts that end every call: too new, edited, foreign. It refuses to look at the
 * objects themselves: that is decide's.
 */
#ifndef INSTAR_RECORDS_TRACKING_H
#define INSTAR_RECORDS_TRACKING_H

#include "runtime/core/handle.h"
#include "runtime/schema/schema.h"

/*
 * What a newer program has recorded above the last step of this one. What is not recorded
 * as additive is breaking.
 */
struct instar__newer {
	uint32_t count;	     /* of rows above the last step of this program; 0: none */
	uint32_t breaking;   /* how many of them are breaking */
	char id[128];	     /* the newest of them */
	char release[64];    /* of it, or "" */
	char applied_at[11]; /* the day */
	char app_version[64];
	char stop[128]; /* the oldest that is breaking, or "" */
};

struct instar__track {
	bool exists;		 /* the table is there */
	unsigned char *recorded; /* for each step: 1 when it is recorded */
	unsigned char *started;	 /* 1 when it began outside a transaction and never ended */
	uint32_t count;		 /* recorded steps that this program has */
	uint32_t highest;	 /* the highest position of them, or 0 */
	uint32_t rows; /* recorded steps of this set, known to this program or not */
	struct instar__newer newer; /* of steps that this program lacks, if accepted */
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

/*
 * What a step is recorded as that runs outside a transaction and has only begun: it does
 * not count as recorded, and runs again.
 */
#define INSTAR__STARTED "started"

/* Make the table, if need be, and add a row for each entry. Returns the sticky code. */
int instar__track_record(
	instar *h, bool exists, const struct instar__entry *entries, uint32_t count);

/* Delete the rows of the step (from 0), under all its names. Errors are in h->sql. */
void instar__track_forget(instar *h, uint32_t step);

/* The same of a step that this program need not know. */
void instar__track_forget_id(instar *h, const char *id);

/* Has the step (from 0) begun and not ended, as the table has it? Errors are in h->sql. */
bool instar__track_has_started(instar *h, uint32_t step);

/* How many steps the set has recorded; 0 when there is no table. Errors are in `sql`. */
int64_t instar__track_rows(struct instar__sql *sql, const instar *h);

/* In words: "database at 012_x (release 2.1.0), applied 2026-01-31 by app 2.1.3". */
void instar__newer_words(const struct instar__newer *newer, char *out, size_t size);

/*
 * The other sets that keep their records in the same file, "handled_data, other"; NULL:
 * there are none, or the table is not one of ours. What belongs to them is in their own
 * programs. Errors are in h->sql. sqlite3_free() it.
 */
char *instar__other_sets(instar *h, const struct instar__schema *schema);

#endif
