/*
 * waiting: backfills and deferred indexes that the steps have left for later.
 *
 * In: a handle whose steps have all run. Out: how many wait, told to the host. It runs
 * none.
 */
#ifndef INSTAR_WAITING_H
#define INSTAR_WAITING_H

#include <stdbool.h>

#include "decide.h"
#include "handle.h"

/* Is the deferred index there, by its name? Errors are in h->sql, here and below. */
bool instar__waiting_index_is_there(instar *h, const struct instar_backfill *index);

/* Is the table still there? A later step may have dropped it, and the work with it. */
bool instar__waiting_table_is_there(instar *h, const struct instar_backfill *backfill);

/*
 * Has a backfill that was done rows to change again, and a step that is due insists on it?
 * An app may have gone on writing such rows. It reads the table.
 */
bool instar__waiting_is_late(instar *h, const struct instar_backfill *backfill,
	const struct instar__decision *decision);

/* Tell INSTAR_EVENT_BACKFILLS_LEFT if any waits. An error here is nobody's. */
void instar__waiting_tell(instar *h);

#endif
