/*
 * estimate: how long the rest of a backfill may take.
 *
 * In: where each batch has ended. Out: a guess in microseconds. Along the rowid it is as
 * if rows were spread evenly over the numbers; along other keys the rows are counted, a
 * part after each batch, so that nobody waits for it.
 */
#ifndef INSTAR_BACKFILL_ESTIMATE_H
#define INSTAR_BACKFILL_ESTIMATE_H

#include <stdbool.h>

#include "runtime/core/handle.h"
#include "runtime/sqlite/key_cursor.h"

enum instar__estimate_way {
	INSTAR__PACE_UNKNOWN,
	INSTAR__PACE_NUMBERS, /* along the rowid */
	INSTAR__PACE_COUNT    /* by the number of rows */
};

struct instar__estimate {
	enum instar__estimate_way way;
	bool begun;
	bool moved;	      /* the last batch has ended somewhere */
	bool counted_all;     /* `to` is final */
	int64_t at, from, to; /* rowids, or numbers of rows */
	int64_t batch;	      /* rows of the last batch */
	int64_t since_us;
	struct instar__cursor scout; /* how far the rows are counted */
};

void instar__estimate_free(struct instar__estimate *pace);

/* A batch that passed over so many rows has ended at that key. */
void instar__estimate_note(
	struct instar__estimate *pace, const struct instar__cursor *end, int64_t rows);

/* Outside a transaction. What the rest may take; 0: it cannot be told, or not yet. */
int64_t instar__estimate_left(
	instar *h, struct instar__estimate *pace, const struct instar_backfill *backfill);

#endif
