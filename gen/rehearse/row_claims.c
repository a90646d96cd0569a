/*
 * row_claims: what the author says of rows in a fingerprint, on the rows that a step met.
 * See row_claims.h.
 */
#include "gen/rehearse/row_claims.h"

#include "gen/lint/nondeterminism.h"
#include "gen/oracle/facts.h"
#include "gen/oracle/probe.h"

/* What differs from call to call is another finding's. */
static bool is_unsteady(
	struct scratch *scratch, const struct snapshot *snapshot, const struct fact *fact)
{
	scratch_forget(scratch);
	probe_holds(scratch, snapshot, fact);
	return scratch->touched.function ||
	       nondeterminism_text(scratch->arena, fact->detail);
}

static void judge(const struct row_claims *claims, const struct migration *migration,
	const struct claim *claim)
{
	struct row_failure refusal = claims->refusal;
	const struct snapshot *snapshot = refusal.snapshot;
	uint32_t count;
	const struct fact *fact = facts_of_claim(refusal.arena, claim, &count);

	if (claim->kind != CLAIM_ROWS || is_unsteady(claims->scratch, snapshot, fact) ||
		probe_holds(claims->scratch, snapshot, fact))
		return;
	refusal.mercy.lone = single_row_culprit(
		claims->lone, claims->before, migration, snapshot, fact);
	refusal.mercy.batch = claims->held && probe_holds(claims->held, snapshot, fact);
	refusal.backfill = with_backfill_passes(
		claims->mended, claims->before, migration, snapshot, fact);
	row_failure_claim(&refusal, claim->span, probe_words(refusal.arena, fact));
}

void row_claims_judge(const struct row_claims *claims, const struct migration *migration)
{
	const struct claim *claim;
	struct claim_place at = { 0 };

	if (parse_find(migration->up, STATEMENT_CALL, NULL))
		return;
	while ((claim = parse_next_claim(migration->up, ANNOTATION_FINGERPRINT, &at)) !=
		NULL)
		judge(claims, migration, claim);
}
