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

struct fact;

struct mended {
	struct arena *arena;
	const struct plan *plan;
	const struct backfills *backfills;
	uint32_t count;		/* of them: those of steps before the one in hand */
	struct scratch *before; /* the populated database before the step, or NULL */
};

/*
 * A step is about to run on `filled`: keep it, if a backfill writes what the step meets,
 * or may change what it claims of rows.
 */
void mended_keep(struct mended *mended, const struct scratch *filled,
	const struct migration *migration, const struct touched *touched);

/* The step failed; or, with a fact, that was not true after it. The key, or NULL. */
const char *mended_by(struct mended *mended, const struct migration *migration,
	const struct snapshot *snapshot, const struct fact *fact);

/* Forget the database that was kept. */
void mended_drop(struct mended *mended);

#endif
