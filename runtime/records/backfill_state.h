/*
 * backfill_state: how far each backfill has come, in tables beside the tracking table.
 *
 * In: a handle inside a transaction. Out: rows of schema_backfills, plain and readable,
 * and of schema_backfill_skipped. It runs no backfill.
 */
#ifndef INSTAR_RECORDS_BACKFILL_STATE_H
#define INSTAR_RECORDS_BACKFILL_STATE_H

#include "runtime/core/handle.h"
#include "runtime/sqlite/key_cursor.h"

struct instar__state {
	struct instar__cursor cursor; /* the last key that was done, or looked at */
	int64_t rows_done, batches, attempts;
	bool exists;
	bool finished;
	bool looking; /* the end was reached: is a row left that somebody changed? */
	bool held;    /* another runner is at work on this database */
};

/* The backfill with that key, a deferred index excepted; or NULL. */
const struct instar_backfill *instar__state_find(const instar *h, instar_text key);

void instar__state_free(struct instar__state *progress);

/* Are the tables there? Errors are in h->sql, here and below. */
bool instar__state_kept(instar *h);

/* Refuse tables of these names that are not ours. Returns the sticky code. */
int instar__state_refuse(instar *h);

/*
 * Forget what the backfills of a step (from 0) have done: it goes, or is made anew.
 * Inside a write transaction.
 */
void instar__state_forget(instar *h, uint32_t step);

/*
 * The same for the keys that the set does not have: those of a newer program, whose steps
 * go. Inside a write transaction.
 */
void instar__state_forget_others(instar *h);

/* Make the tables, inside a write transaction; a right stamp stays right. */
void instar__state_keep(instar *h);

/* The CREATE TABLE of the state (0), and of the rows that were set aside (1). */
const char *instar__state_definition(int which);

/* Is the table named so one of these? Nobody's schema. */
bool instar__state_is_own(const char *name);

/* The digest of the definitions of these tables, as we write them: for sums over all. */
bool instar__state_is_own_digest(uint64_t digest);

/* Is another runner at work, on this backfill or, of NULL, on any of this database? */
bool instar__state_is_held(instar *h, const struct instar_backfill *backfill);

/*
 * Read the row of a backfill. The progress of other statements under the same key begins
 * again, unless it was finished.
 */
void instar__state_read(instar *h, const struct instar_backfill *backfill,
	struct instar__state *progress);

/*
 * Write the row; this runner holds the work for a moment more, unless it is finished or
 * the host calls for each batch, perhaps through another handle.
 */
void instar__state_write(instar *h, const struct instar_backfill *backfill,
	const struct instar__state *progress);

/*
 * Note why a batch failed, in a transaction of its own: the row is made if need be.
 * Nothing is said if that fails.
 */
void instar__state_note(
	instar *h, const struct instar_backfill *backfill, const char *message);

/*
 * Note the handle's error where that is of use to somebody: not that the host said stop
 * or is in a transaction, and not in a file that is damaged.
 */
void instar__state_note_error(instar *h, const struct instar_backfill *backfill);

/* Let others work; as instar__state_note(). */
void instar__state_release(instar *h);

/* Set a row aside, by the text of its key. */
void instar__state_skip(instar *h, const struct instar_backfill *backfill,
	const char *row, const char *reason);

#endif
