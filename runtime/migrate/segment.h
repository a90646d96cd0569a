/*
 * segment: which steps run together, up to the next commit.
 *
 * In: a decision. Out: the steps from the first one that is due to the next one that
 * cannot share a transaction with others. A set without such steps is one segment. It
 * runs nothing.
 */
#ifndef INSTAR_MIGRATE_SEGMENT_H
#define INSTAR_MIGRATE_SEGMENT_H

#include "runtime/decide/decide.h"

enum instar__manner {
	INSTAR__TOGETHER, /* in one transaction, foreign keys off */
	INSTAR__ENFORCED, /* one step in a transaction, foreign keys on */
	INSTAR__BARE	  /* one step outside a transaction */
};

struct instar__segment {
	enum instar__manner manner;
	uint32_t first, end; /* steps, from 0; `end` is not in it */
	uint32_t position;   /* at which the schema is validated before the commit */
	bool last;	     /* nothing is due after it */
};

struct instar__segment instar__segment_of(
	const instar_set *set, const struct instar__decision *decision);

/* Is the check about a step that is due after the segment? Then it cannot hold yet. */
bool instar__segment_before(const struct instar__segment *segment,
	const struct instar__decision *decision, const struct instar_check *check);

#endif
