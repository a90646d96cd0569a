/*
 * apply: run the steps of a segment, inside the write transaction.
 *
 * In: a handle that holds the write lock and a decision made under it. Out: objects,
 * tracking rows and a stamp, validated and not yet committed; or the handle's error,
 * with the transaction left for the caller to roll back.
 */
#ifndef INSTAR_MIGRATE_APPLY_H
#define INSTAR_MIGRATE_APPLY_H

#include "runtime/core/handle.h"
#include "runtime/decide/decide.h"

/*
 * A segment: the steps that run together, from the first one that is due to the next one
 * that cannot share a transaction with others. A set without such steps is one segment.
 */
enum instar__manner {
	INSTAR__TOGETHER, /* in one transaction, foreign keys off */
	INSTAR__ENFORCED, /* one step in a transaction, foreign keys on */
	INSTAR__BARE	  /* one step outside a transaction */
};

struct instar__segment {
	enum instar__manner manner;
	uint32_t first, end; /* steps, from 0; `end` is not in it */
	uint32_t position;   /* at which the schema is validated before the commit */
	bool last;	     /* nothing is due after it */
};

struct instar__segment instar__segment_of(
	const instar_set *set, const struct instar__decision *decision);

/* What one run does; counted for events and for the re-reading after a COMMIT. */
struct instar__run {
	struct instar__decision *decision;
	struct instar__segment segment; /* what runs up to the next commit */
	struct instar__entry *entries;	/* the steps done in this segment */
	uint32_t before;		/* steps done in the segments before it */
	uint32_t done;			/* in all */
	uint32_t total;
	uint32_t lowest; /* step that this run has begun, from 0; at first: no step */
	bool weigh; /* count orphans before the steps too */
	bool over_rows; /* the database held rows before the first step */
	int64_t saved_version; /* data_version when the backup was made */
	bool again; /* roll back and run once more, with that count */
	int64_t began_us;
	int64_t step_began_us; /* of a step outside a transaction */
};

/* Run the statements of a step, up or down, in a savepoint. Errors are the handle's. */
void instar__run_statements(instar *h, const struct instar_range *range);

/* Run the segment, record, validate, stamp. Returns the sticky code. */
int instar__apply(instar *h, struct instar__run *run);

/* The parts of it, for steps that need them one by one; each returns the sticky code. */

/* Make what was there before the first step, where that is due. */
void instar__apply_base(instar *h, const struct instar__run *run);

/* What is looked at before any step. */
int instar__apply_begin(instar *h, struct instar__run *run);

/* Take over what another tool has recorded, inside the transaction. */
void instar__apply_adopt(instar *h, const struct instar__run *run);

/* The preconditions of a step; a backfill that it asks for may be done here. */
int instar__apply_require(instar *h, const struct instar__run *run, uint32_t step);

int instar__apply_tell(instar *h, const struct instar__run *run, uint32_t step,
	enum instar_event_kind kind, int64_t duration_us);

/* Room for the segment's entries; false without memory. */
bool instar__apply_room(instar *h, struct instar__run *run);

/* The step has run: note and tell it. */
int instar__apply_done(
	instar *h, struct instar__run *run, uint32_t step, int64_t began_us);

/* Record, validate, and stamp when nothing is due after the segment. */
int instar__apply_end(instar *h, struct instar__run *run);

#endif
