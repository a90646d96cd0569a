/*
 * apply: run the steps that are due, inside the write transaction.
 *
 * In: a handle that holds the write lock and a decision made under it. Out: objects,
 * tracking rows and a stamp, validated and not yet committed; or the handle's error,
 * with the transaction left for the caller to roll back.
 */
#ifndef INSTAR_APPLY_H
#define INSTAR_APPLY_H

#include "decide.h"
#include "handle.h"

/* What one run does; counted for events and for the re-reading after a COMMIT. */
struct instar__run {
	struct instar__decision *decision;
	struct instar__entry *entries; /* the steps done so far */
	uint32_t done;
	uint32_t total;
	bool weigh; /* count orphans before the steps too */
	bool over_rows; /* the database held rows before the first step */
	int64_t saved_version; /* data_version when the backup was made */
	bool again; /* roll back and run once more, and weigh */
	int64_t began_us;
};

/* Run, record, validate, stamp. Returns the sticky code. */
int instar__apply(instar *h, struct instar__run *run);

#endif
