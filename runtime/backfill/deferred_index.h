/*
 * deferred_index: an index that is built after start-up.
 *
 * In: a handle outside a transaction and an index that waits. Out: the index, with its
 * row in schema_backfills; or the handle's error, and nothing was changed.
 */
#ifndef INSTAR_BACKFILL_DEFERRED_INDEX_H
#define INSTAR_BACKFILL_DEFERRED_INDEX_H

#include "runtime/core/handle.h"

/* Build it, unless somebody has done so meanwhile. Returns the sticky code. */
int instar__deferred_index_build(instar *h, const struct instar_backfill *index);

#endif
