/*
 * requirements: what a step requires of the database before it is run.
 *
 * In: a step's @requires and @fingerprint, and a populated database. Out: that database
 * as the runtime would give it to the step, with the backfills done that it requires; and
 * whether the runtime would run the step there at all.
 */
#ifndef GEN_REHEARSE_REQUIREMENTS_H
#define GEN_REHEARSE_REQUIREMENTS_H

#include "gen/oracle/snapshot.h"
#include "gen/sql/parse.h"

struct backfills;

struct requirements {
	struct arena *arena;
	const struct backfills *backfills;
	struct names written; /* tables that required backfills have changed */
};

/* Finish the backfills that the step requires. */
void requirements_finish(struct requirements *requirements, struct scratch *scratch,
	const struct script *script);

/* Is what it requires of rows true? Where it is not, the runtime runs nothing. */
bool requirements_hold(const struct requirements *requirements, struct scratch *scratch,
	const struct snapshot *snapshot, const struct script *script);

/* Do the rows say already that the step has run? Then it is recorded, and not run. */
bool requirements_done(const struct requirements *requirements, struct scratch *scratch,
	const struct snapshot *snapshot, const struct script *script);

#endif
