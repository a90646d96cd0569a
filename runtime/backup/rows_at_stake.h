/*
 * rows_at_stake: the rows that a destructive step is about to take.
 *
 * In: a handle in the write transaction. Out: events with counts; or, when the host does
 * not want to lose any, the error E_DESTRUCTIVE. Which tables they are was seen when the
 * set was compiled.
 */
#ifndef INSTAR_BACKUP_ROWS_AT_STAKE_H
#define INSTAR_BACKUP_ROWS_AT_STAKE_H

#include "runtime/core/handle.h"

/* Does any table but the tracking table hold a row? Stops at the first. */
bool instar__rows_at_stake_any(instar *h);

/* Just before a step (from 0): count, tell, and refuse if the options say so. */
int instar__rows_at_stake_weigh(instar *h, uint32_t step);

/*
 * Before any step, and before a backup is made for nothing: refuse, if the options say
 * so, what can be told by the tables that are there now. `verdicts`: one a step.
 */
int instar__rows_at_stake_refuse(instar *h, const unsigned char *verdicts);

#endif
