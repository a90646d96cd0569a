/*
 * rows_at_stake: the rows that a destructive step is about to take.
 *
 * In: a handle in the write transaction. Out: events with counts; or, when the host does
 * not want to lose any, the error E_DESTRUCTIVE. Which tables and columns they are is
 * what the step's author named.
 */
#ifndef INSTAR_BACKUP_ROWS_AT_STAKE_H
#define INSTAR_BACKUP_ROWS_AT_STAKE_H

#include "runtime/core/handle.h"

/* Does any table but the tracking table hold a row? Stops at the first. */
bool instar__rows_at_stake_any(instar *h);

/* "row" or "rows"; of a column "value" or "values". */
const char *instar__rows_at_stake_unit(const char *column, int64_t count);

/* "users", or of a column "users.email". sqlite3_free() it; NULL after an error. */
char *instar__rows_at_stake_name(instar *h, const char *table, const char *column);

/* One event. Returns the sticky code. */
int instar__rows_at_stake_tell(instar *h, const char *id, uint32_t position,
	const struct instar_at_stake *stake);

/* Just before a step (from 0): count, tell, and refuse if the options say so. */
int instar__rows_at_stake_weigh(instar *h, uint32_t step);

/*
 * The same before the first batch of a backfill: what its author has named. Outside a
 * transaction too; nothing is held while it counts.
 */
int instar__rows_at_stake_of_backfill(instar *h, const struct instar_backfill *backfill);

/*
 * Before any step, and before a backup is made for nothing: refuse, if the options say
 * so, what can be told by the tables that are there now. `verdicts`: one a step.
 */
int instar__rows_at_stake_refuse(instar *h, const unsigned char *verdicts);

#endif
