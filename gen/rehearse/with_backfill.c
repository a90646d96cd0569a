/*
 * with_backfill: does a step that fails on rows pass once a backfill is done? See
 * with_backfill.h.
 */
#include "gen/rehearse/with_backfill.h"

#include "gen/backfill/batch_proof.h"

/* Does the step touch a table that the backfill writes? */
static bool meets(const struct backfill *backfill, const struct touched *touched)
{
	for (uint32_t i = 0; !backfill->index && i < backfill->section->count; i++) {
		const char *table = backfill->section->statements[i].name;

		if (scratch_touched(touched, table))
			return true;
	}
	return false;
}

static bool claims_rows(const struct script *script)
{
	const struct claim *claim;
	struct claim_place at = { 0 };

	while ((claim = parse_next_claim(script, ANNOTATION_FINGERPRINT, &at)) != NULL) {
		if (claim->kind == CLAIM_ROWS)
			return true;
	}
	return false;
}

bool mended_meets(struct with_backfill *mended, const struct migration *migration,
	const struct touched *touched)
{
	mended->met = mended->count && claims_rows(migration->up);
	for (uint32_t i = 0; i < mended->count && !mended->met; i++)
		mended->met = meets(&mended->backfills->items[i], touched);
	return mended->met;
}

const char *with_backfill_passes(const struct with_backfill *mended,
	const struct replay *before, const struct migration *migration,
	const struct snapshot *snapshot, const struct fact *fact)
{
	for (uint32_t i = 0; before->kept && mended->met && i < mended->count; i++) {
		const struct backfill *backfill = &mended->backfills->items[i];
		struct scratch *copy;

		if (backfill->index)
			continue;
		copy = replay_copy(before);
		if (batch_proof_finish(mended->backfills, backfill, copy)) {
			if (replay_passes(copy, migration, snapshot, fact))
				return backfill->key;
		} else {
			scratch_close(copy);
		}
	}
	return NULL;
}
