/*
 * commit: the end of a run, and the truth about it.
 *
 * In: an open write transaction. Out: OK only when all of it is in the file. A COMMIT
 * that fails in an unclear way is never told as "not migrated" before the file was read
 * again.
 */
#ifndef INSTAR_MIGRATE_COMMIT_H
#define INSTAR_MIGRATE_COMMIT_H

#include "runtime/core/handle.h"
#include "runtime/migrate/apply.h"

/*
 * Commit, waiting for readers as long as patience lasts. `rows` is how many tracking
 * rows the set has afterwards. On failure the transaction is rolled back. `last`: there
 * is nothing more to do in this call, which then cannot be cancelled any more.
 */
int instar__commit(instar *h, int64_t rows, bool last);

/*
 * The same for a run that another number tells from the state before it: `ask` reads it,
 * and it is `wanted` once the run is in the file. Never negative.
 */
typedef int64_t instar__commit_number(struct instar__sql *sql, const instar *h);
int instar__commit_as(
	instar *h, instar__commit_number *ask, int64_t wanted, bool last);

/* Tell that it was committed, or, after an error, that it was rolled back. */
void instar__tell_end(instar *h, uint32_t done, uint32_t total, int64_t began_us);

#endif
