/*
 * no_transaction: a step outside a transaction (@transaction none).
 *
 * In: a handle that holds the write lock, and a segment of one such step. Out: that it
 * began, committed; its statements run, each by itself; and no lock any more. A crash at
 * any point leaves a step that has only started: the next start runs it again.
 */
#ifndef INSTAR_MIGRATE_NO_TRANSACTION_H
#define INSTAR_MIGRATE_NO_TRANSACTION_H

#include "runtime/migrate/apply.h"

/* Returns the sticky code. */
int instar__no_transaction_run(instar *h, struct instar__run *run);

/*
 * The lock is held again, and what was decided under it is in the run: record the step,
 * validate, stamp. Nothing, when another process has recorded it meanwhile.
 */
int instar__no_transaction_end(instar *h, struct instar__run *run);

#endif
