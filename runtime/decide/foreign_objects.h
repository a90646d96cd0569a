/*
 * foreign_objects: what is in the database, would run with the steps, and was never
 * proved.
 *
 * In: a decision made under the lock. Out: the handle's error, when a trigger or an index
 * that the set does not know stands on a table that is about to be written. It drops
 * nothing.
 */
#ifndef INSTAR_DECIDE_FOREIGN_OBJECTS_H
#define INSTAR_DECIDE_FOREIGN_OBJECTS_H

#include "runtime/core/handle.h"
#include "runtime/decide/decide.h"

/* Before the first statement of a run. Returns the sticky code. */
int instar__strangers_refuse(instar *h, const struct instar__decision *decision);

/*
 * The same before a batch, under its lock: may it run? `*cookies` is what the schema was
 * when it was found to be free of strangers, 0 at first: it is only read again when
 * somebody has changed it. False after an error of the handle, or one in h->sql.
 */
bool instar__strangers_pass(
	instar *h, const struct instar_backfill *backfill, uint64_t *cookies);

#endif
