/*
 * batch: one range of a backfill's key, changed and committed with its cursor.
 *
 * In: a handle outside a transaction and a backfill of its set. Out: a little more of it
 * done, or the handle's error with all of that batch undone.
 */
#ifndef INSTAR_BACKFILL_BATCH_H
#define INSTAR_BACKFILL_BATCH_H

#include "runtime/backfill/estimate.h"
#include "runtime/core/handle.h"
#include "runtime/sqlite/key_cursor.h"

/*
 * Has a whole pass gone by without anybody else writing? Then no row behind its cursor
 * can be pending again, and the search at its end, which reads all of the table, finds
 * nothing. Whatever is not known counts as a disturbance.
 */
struct instar__quiet_pass {
	bool holds;
	int64_t version; /* PRAGMA data_version: other connections' commits change it */
	int changes;	 /* of this connection, which the host may use meanwhile */
};

/* What is remembered from batch to batch; losing it loses no work. */
struct instar__batcher {
	uint32_t which; /* the backfill at work, or INSTAR_NONE */
	int64_t size;	/* rows of the next batch */
	bool dense;	/* the keys of the last were whole numbers with few gaps */
	bool again;	/* a pass over rows that the search has found due */
	bool looking;	/* the end was reached: is a row left that somebody changed? */
	bool begun;	/* this run has been counted as an attempt */
	bool late;	/* it was done, and has to be done again */
	struct instar__cursor low; /* how far the search has come */
	int64_t held_us;	   /* how long the last batch held the write lock */
	int64_t work_us;	   /* of these, before its COMMIT */
	int64_t rows;		   /* and how many rows it changed */
	struct instar__estimate pace;
	struct instar__quiet_pass pass;
	uint64_t cookies; /* of the schema without foreign objects */
	bool noted;	  /* why the batch failed is in schema_backfills */
};

enum instar__batch_result {
	INSTAR__BATCH_MORE,
	INSTAR__BATCH_DONE, /* the backfill is done */
	INSTAR__BATCH_HELD, /* another runner is at work: nothing was done */
	INSTAR__BATCH_FAILED
};

void instar__batcher_free(struct instar__batcher *batcher);

/* Begin with another backfill. */
void instar__batcher_choose(
	instar *h, struct instar__batcher *batcher, uint32_t backfill);

/* One batch of batcher->which, or one part of the search at its end. */
enum instar__batch_result instar__batch(instar *h, struct instar__batcher *batcher,
	const struct instar_backfill_options *options);

#endif
