/*
 * claims: what the author of a step says of it, put to the test.
 *
 * In: the checks of its @requires or @fingerprint, and the scratch database before and
 * after the step. Out: drafts of facts, and findings for claims that are false, that tell
 * nothing, or that leave something out.
 */
#ifndef GEN_PROVE_CLAIMS_H
#define GEN_PROVE_CLAIMS_H

#include "gen/backfill/backfill.h"
#include "gen/oracle/facts.h"

/* A fact that a claim of the author's says, or part of one. */
struct claimed {
	struct fact fact;
	struct span span;
	bool before; /* did it hold before the step ran? */
};

/* The claims of one kind of annotation, with where they are. */
struct claims {
	struct arena *arena;
	struct diags *diags;
	struct scratch *scratch;
	const struct snapshot *snapshot;
	struct facts *drafts; /* where those that count go */
	const struct backfills *backfills;
	const struct script *script;
	struct claimed *items;
	uint32_t count;
};

/* Find the claims of that kind in the script; the fields before `items` are set. */
void claims_read(struct claims *claims, enum annotation_kind kind);

/* Before the step, of @requires: each must hold on a fresh database. */
void claims_required(struct claims *claims);

/* Before the step, of @fingerprint: what is true already. */
void claims_note(struct claims *claims);

/* After the step: take them into the drafts, and see whether they cover what it made. */
void claims_take(const struct claims *claims);

/* After the step: each draft must hold, to the runtime's own check. */
void claims_prove(const struct claims *claims);

#endif
