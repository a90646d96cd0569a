/*
 * strangers: what is in the database, would run with the steps, and was never proved.
 *
 * In: a decision made under the lock. Out: the handle's error, when a trigger or an index
 * that the set does not know stands on a table that is about to be written. It drops
 * nothing.
 */
#ifndef INSTAR_STRANGERS_H
#define INSTAR_STRANGERS_H

#include "decide.h"
#include "handle.h"

/* Before the first statement of a run. Returns the sticky code. */
int instar__strangers_refuse(instar *h, const struct instar__decision *decision);

#endif
