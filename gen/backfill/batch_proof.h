/*
 * batch_proof: is a backfill in batches what its author wrote?
 *
 * In: a backfill and a populated scratch database. Out: findings, with evidence: it ends,
 * so that a second run changes nothing, it touches only its batch, it does what the
 * single statement does, no batch reads a whole table. The database is left as it was.
 */
#ifndef GEN_BACKFILL_BATCH_PROOF_H
#define GEN_BACKFILL_BATCH_PROOF_H

#include "gen/backfill/backfill.h"

/* `plain`: what fails here fails for everybody. True when there was nothing to report. */
bool batch_proof_run(struct diags *diags, const struct backfill *backfill,
	struct scratch *scratch, bool plain);

/* Do all of it, in one go; what it comes after is done before. */
bool batch_proof_finish(const struct backfills *backfills,
	const struct backfill *backfill, struct scratch *scratch);

#endif
