/*
 * with_backfill: does a step that fails on rows pass once a backfill is done?
 *
 * In: a populated database before a step, and the backfills of the steps before it. Out:
 * the key of the backfill without which the step does not pass: it was run, and then the
 * step was, on a copy.
 */
#ifndef GEN_REHEARSE_WITH_BACKFILL_H
#define GEN_REHEARSE_WITH_BACKFILL_H

#include "gen/backfill/backfill.h"
#include "gen/rehearse/replay.h"

struct with_backfill {
	const struct backfills *backfills;
	uint32_t count; /* of them: those of steps before the one in hand */
	bool met;	/* the answer of `mended_meets` for the step in hand */
};

/*
 * Does a backfill write what the step touches, or may one change what the step claims of
 * rows?
 */
bool mended_meets(struct with_backfill *mended, const struct migration *migration,
	const struct touched *touched);

/* The step failed; or, with a fact, that was not true after it. The key, or NULL. */
const char *with_backfill_passes(const struct with_backfill *mended,
	const struct replay *before, const struct migration *migration,
	const struct snapshot *snapshot, const struct fact *fact);

#endif
