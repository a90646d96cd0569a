/*
 * quiet_pass: has a whole pass of a backfill gone by without anybody else writing?
 *
 * Then no row behind its cursor can have become due again, and the look at its end, which
 * reads all of the table, finds nothing. Whatever is not known counts as a disturbance.
 */
#ifndef INSTAR_BACKFILL_QUIET_PASS_H
#define INSTAR_BACKFILL_QUIET_PASS_H

#include "runtime/core/handle.h"

/* All in the write transaction of a batch, but for the last. */
struct instar__undisturbed {
	bool holds;
	int64_t version; /* PRAGMA data_version: other connections' commits change it */
	int changes;	 /* of this connection, which the host may use meanwhile */
};

/* A pass begins at the first row. */
void instar__undisturbed_begin(instar *h, struct instar__undisturbed *pass);

/* A batch begins: has anybody written since the last? */
void instar__undisturbed_ask(instar *h, struct instar__undisturbed *pass);

/* Its statements have changed so many rows: did triggers or keys change more? */
void instar__undisturbed_count(
	instar *h, struct instar__undisturbed *pass, int64_t changed);

/* The batch has been committed; what it wrote was its own. */
void instar__undisturbed_end(instar *h, struct instar__undisturbed *pass);

#endif
