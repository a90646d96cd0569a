/*
 * expiry: what later steps do to a backfill.
 *
 * In: the backfills so far and the scratch database after a step. Out: each has the
 * tables that its batches may write by now, and the step that ends it, if this is the
 * one. What is ended without the step requiring it is reported. It runs no batch.
 */
#ifndef GEN_BACKFILL_EXPIRY_H
#define GEN_BACKFILL_EXPIRY_H

#include "gen/backfill/backfill.h"

/* After a step that ran; its own backfills are in the list. */
void expiry_judge(struct backfills *backfills, const struct migration *migration,
	struct scratch *scratch, const struct snapshot *snapshot);

#endif
