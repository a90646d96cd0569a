/*
 * pending_backfills: backfills and deferred indexes that the steps have left for later.
 *
 * In: a handle whose steps have all run. Out: how many wait, told to the host. It runs
 * none, and drops the indexes of a step that is rolled back.
 */
#ifndef INSTAR_RECORDS_PENDING_BACKFILLS_H
#define INSTAR_RECORDS_PENDING_BACKFILLS_H

#include <stdbool.h>

#include "runtime/core/handle.h"

/* Is the deferred index there, by its name and table? Errors are in h->sql, here and below. */
bool instar__pending_index_is_there(instar *h, const struct instar_backfill *index);

/* Is the table still there? A later step may have dropped it, and the work with it. */
bool instar__pending_table_is_there(instar *h, const struct instar_backfill *backfill);

/*
 * Has a backfill that was done rows to change again, and a step that is due (`verdicts`,
 * one for each, or NULL: none is) requires it? An app may have gone on writing such
 * rows. It reads the table.
 */
bool instar__pending_is_late(
	instar *h, const struct instar_backfill *backfill, const unsigned char *verdicts);

/*
 * Drop the deferred indexes of a step (from 0) as far as they are there: it is rolled
 * back, and its down migration was proved on a schema without them. Inside a write
 * transaction.
 */
void instar__pending_drop_indexes(instar *h, uint32_t step);

/* Is a step (from 0) deferred indexes and nothing else? Then it needs no down migration. */
bool instar__pending_is_all(const instar *h, uint32_t step);

/* Tell INSTAR_EVENT_BACKFILLS_LEFT if any waits. An error here is nobody's. */
void instar__pending_tell(instar *h);

#endif
