/*
 * share: how a run of backfills shares the disk with whoever else writes.
 *
 * In: a connection before many small commits. Out: the same connection, with a commit that
 * does not wait for the disk where nothing is lost by that, and checkpoints between the
 * batches instead of inside them. It knows no backfill.
 */
#ifndef INSTAR_SHARE_H
#define INSTAR_SHARE_H

#include "handle.h"

struct instar__share {
	bool wal;
	int64_t synchronous;	/* as it was; -1: it was not changed */
	int64_t autocheckpoint; /* likewise */
};

/*
 * Begin. A write-ahead log is then written without waiting: rows and cursor are in one
 * transaction, so after a power cut both are those of an earlier batch. A rollback journal
 * is left as it is. With `alone` SQLite goes on to checkpoint by itself.
 */
struct instar__share instar__share_begin(instar *h, bool alone);

/* Between two batches, without the write lock: move the log into the database. */
void instar__share_checkpoint(instar *h, const struct instar__share *share);

/* What was committed is on the disk when it returns; the settings are those of before. */
void instar__share_end(instar *h, const struct instar__share *share);

#endif
