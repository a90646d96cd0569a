/*
 * with_backfill: does a step that fails on rows pass once a backfill is done? See
 * with_backfill.h.
 */
#include "gen/rehearse/with_backfill.h"

#include "gen/backfill/batch_proof.h"
#include "gen/base/arena.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/probe.h"

static bool is_among(const char *const *names, uint32_t count, const char *name)
{
	for (uint32_t i = 0; i < count; i++) {
		if (map_same(names[i], name))
			return true;
	}
	return false;
}

/* Does the step touch a table that the backfill writes? */
static bool meets(const struct backfill *backfill, const struct touched *touched)
{
	for (uint32_t i = 0; !backfill->index && i < backfill->section->count; i++) {
		const char *table = backfill->section->statements[i].name;

		if (is_among(touched->schema, touched->schema_count, table) ||
			is_among(touched->written, touched->written_count, table) ||
			is_among(touched->read, touched->read_count, table))
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

void mended_keep(struct mended *mended, const struct scratch *filled,
	const struct migration *migration, const struct touched *touched)
{
	bool claims = claims_rows(migration->up);
	uint32_t i = 0;

	while (i < mended->count && !claims &&
		!meets(&mended->backfills->items[i], touched))
		i++;
	if (i == mended->count)
		return;
	mended->before = scratch_open(mended->arena);
	placeholders_register(mended->arena, mended->plan, mended->before->db);
	scratch_copy(mended->before, filled);
}

void mended_drop(struct mended *mended)
{
	if (mended->before)
		scratch_close(mended->before);
	mended->before = NULL;
}

static bool passes(struct mended *mended, const struct backfill *backfill,
	const struct migration *migration, const struct snapshot *snapshot,
	const struct fact *fact)
{
	const struct script *up = migration->up;
	bool passed;

	scratch_savepoint(mended->before, "mended");
	passed = rebatch_finish(mended->backfills, backfill, mended->before) &&
		 !scratch_run_all(mended->before, up->up, up->up_count) &&
		 (!fact || probe_holds(mended->before, snapshot, fact));
	scratch_undo(mended->before, "mended");
	return passed;
}

const char *mended_by(struct mended *mended, const struct migration *migration,
	const struct snapshot *snapshot, const struct fact *fact)
{
	for (uint32_t i = 0; mended->before && i < mended->count; i++) {
		const struct backfill *backfill = &mended->backfills->items[i];

		if (!backfill->index &&
			passes(mended, backfill, migration, snapshot, fact))
			return backfill->key;
	}
	return NULL;
}
