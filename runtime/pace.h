/*
 * pace: how long the rest of a backfill may take.
 *
 * In: how far along the rowid each batch has come. Out: a guess in microseconds, as if
 * rows were spread evenly over the numbers. Along other keys it knows nothing.
 */
#ifndef INSTAR_PACE_H
#define INSTAR_PACE_H

#include <stdbool.h>

#include "handle.h"

struct instar__pace {
	bool begun, known;
	int64_t from, to; /* rowids: where the first batch ended, and the last of all */
	int64_t since_us;
};

/* A batch has ended at that key. What the rest may take; 0: it cannot be told. */
int64_t instar__pace_left(instar *h, struct instar__pace *pace,
	const struct instar_backfill *backfill, int64_t at);

#endif
