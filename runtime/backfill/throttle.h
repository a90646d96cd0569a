/*
 * throttle: how a run of backfills shares the disk with whoever else writes.
 *
 * In: a connection before many small commits. Out: the same connection, with a commit
 * that does not wait for the disk where nothing is lost by that, pauses between the
 * batches, and checkpoints in the pauses instead of in the commits. It knows no backfill.
 */
#ifndef INSTAR_BACKFILL_THROTTLE_H
#define INSTAR_BACKFILL_THROTTLE_H

#include "runtime/core/handle.h"

struct instar__throttle {
	int64_t synchronous;	/* as it was; -1: it was not changed */
	int64_t autocheckpoint; /* likewise; pages */
	int64_t most_pages;	/* when so many are in the log it is checkpointed */
	int pages;		/* in the log after the last commit */
	int64_t owed_us;	/* of pause, to the others */
};

/*
 * Begin. A write-ahead log is then written without waiting: rows and cursor are in one
 * transaction, so after a power cut both are those of an earlier batch. A rollback
 * journal is left as it is. With `alone` the log may grow longer between two checkpoints.
 */
void instar__throttle_begin(instar *h, struct instar__throttle *share, bool alone);

/*
 * Between two batches, without the write lock: pause for as long as the last one held it,
 * so that a second writer has half of the time, or for held_us 0 not at all; but no
 * longer than left_ms (below 0: for ever). A log that has grown long is moved into the
 * database meanwhile.
 */
void instar__throttle_pause(
	instar *h, struct instar__throttle *share, int64_t held_us, int64_t left_ms);

/* What was committed is on the disk when it returns; the settings are those of before. */
void instar__throttle_end(instar *h, const struct instar__throttle *share);

#endif
