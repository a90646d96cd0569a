/*
 * backfill_losses: what a backfill takes from the rows it meets.
 *
 * In: a compiled backfill and a populated scratch database as it is after its step. Out:
 * the findings that a step with these statements would get, at them. It runs the
 * statements as they are written: that batches do the same is batch_proof's.
 */
#ifndef GEN_REHEARSE_BACKFILL_LOSSES_H
#define GEN_REHEARSE_BACKFILL_LOSSES_H

#include "gen/backfill/backfill.h"
#include "gen/base/map.h"
#include "gen/rehearse/full_text.h"
#include "gen/rehearse/references.h"
#include "gen/rehearse/trial.h"

struct backfill_losses {
	struct arena *arena;
	struct diags *diags;
	struct scratch *scratch;	 /* left as it was */
	const struct snapshot *snapshot; /* after the step */
	struct trial *trial;
	const struct references *references;
	bool plain; /* no NULLs and no duplicates are in the rows */
	struct full_text *full_text;
	struct map *reported; /* findings of this backfill, by either population */
};

/* Compare what its statements leave with what was there. Not for a deferred index. */
void backfill_losses_find(
	const struct backfill_losses *context, struct backfill *backfill);

#endif
