/*
 * batch_size: how many rows the next batch takes, and whether its end has to be looked
 * for.
 *
 * In: what the batch before met. Out: what its batcher says of the next. It reads no
 * database.
 */
#ifndef INSTAR_BACKFILL_BATCH_SIZE_H
#define INSTAR_BACKFILL_BATCH_SIZE_H

#include "runtime/backfill/batch.h"

/* Judge the size by how long the last batch held the lock. */
void instar__fit_adapt(struct instar__batcher *batcher, int64_t target_us);

/* Judge how dense the keys are, by where the last batch began and ended. */
void instar__fit_judge(struct instar__batcher *batcher, const struct instar__cursor *from,
	const struct instar__cursor *end, int64_t rows);

#endif
