/*
 * requirements: what a step requires of the database before it is run. See
 * requirements.h.
 */
#include "gen/rehearse/requirements.h"

#include "gen/backfill/batch_proof.h"
#include "gen/base/arena.h"
#include "gen/oracle/facts.h"
#include "gen/oracle/probe.h"

void requirements_finish(struct requirements *requirements, struct scratch *scratch,
	const struct script *script)
{
	const struct claim *claim;
	struct claim_place at = { 0 };

	while ((claim = parse_next_claim(script, ANNOTATION_REQUIRES, &at)) != NULL) {
		const struct backfill *backfill =
			claim->kind == CLAIM_BACKFILL
				? backfill_find(requirements->backfills, claim->name)
				: NULL;

		if (!backfill)
			continue;
		names_add_all(requirements->arena, &requirements->written,
			&backfill->writes);
		batch_proof_finish(requirements->backfills, backfill, scratch);
	}
}

static bool holds(const struct requirements *requirements, struct scratch *scratch,
	const struct snapshot *snapshot, const struct claim *claim)
{
	uint32_t count;

	return probe_holds(
		scratch, snapshot, facts_of_claim(requirements->arena, claim, &count));
}

bool requirements_hold(const struct requirements *requirements, struct scratch *scratch,
	const struct snapshot *snapshot, const struct script *script)
{
	const struct claim *claim;
	struct claim_place at = { 0 };

	while ((claim = parse_next_claim(script, ANNOTATION_REQUIRES, &at)) != NULL) {
		if (claim->kind == CLAIM_ROWS &&
			!holds(requirements, scratch, snapshot, claim))
			return false;
	}
	return true;
}

bool requirements_done(const struct requirements *requirements, struct scratch *scratch,
	const struct snapshot *snapshot, const struct script *script)
{
	const struct claim *claim;
	struct claim_place at = { 0 };
	uint32_t held = 0;

	while ((claim = parse_next_claim(script, ANNOTATION_FINGERPRINT, &at)) != NULL) {
		if (claim->kind != CLAIM_ROWS ||
			!holds(requirements, scratch, snapshot, claim))
			return false;
		held++;
	}
	return held > 0;
}
