/*
 * inline_backfill: a backfill that a step requires, in the transaction of the steps.
 *
 * In: a handle that holds the write lock. Out: all rows of the backfill changed at once,
 * and its state; or an error in h->sql. It makes no batches.
 */
#ifndef INSTAR_BACKFILL_INLINE_BACKFILL_H
#define INSTAR_BACKFILL_INLINE_BACKFILL_H

#include "runtime/core/handle.h"

/* Change every row that is due and record it as done. Returns the sticky code. */
int instar__inline_backfill(instar *h, const struct instar_backfill *backfill);

#endif
