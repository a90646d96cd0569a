/*
 * down_migrations: does the down migration undo the up migration?
 *
 * In: a scratch database on which a step has run, and the snapshot from before it. Out:
 * findings where the down script fails or leaves another schema. The database is as it
 * was when it returns.
 */
#ifndef GEN_PROVE_DOWN_MIGRATIONS_H
#define GEN_PROVE_DOWN_MIGRATIONS_H

#include "gen/oracle/facts.h"
#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct diags;

/*
 * Prove it, up once more included; `changes` are those of the step. True when there is a
 * down migration and nothing was found. `down` is what the down migration alone touched.
 */
bool down_migrations_prove(struct diags *diags, const struct migration *migration,
	struct scratch *scratch, struct snapshot *snapshot, const struct facts *facts,
	const struct changes *changes, struct touched *down);

/*
 * How many rows of each of the tables the down migration takes on a database without
 * rows: what its step has put there. Numbers as texts; none when there are no such rows.
 */
struct names down_migrations_seeds(const struct migration *migration,
	struct scratch *scratch, const struct names *tables);

/* Tell of steps without a down migration, where more than half of the steps have one. */
void down_migrations_missing(struct diags *diags, const struct plan *plan);

#endif
