/*
 * retire: a new database without the steps that were retired.
 *
 * In: a plan and the step that stays first. Out: statements that make what the steps
 * before it make on an empty database: the schema as SQLite holds it, and the rows that
 * these steps inserted themselves. What cannot be written so is reported.
 */
#ifndef GEN_PROVE_RETIRE_H
#define GEN_PROVE_RETIRE_H

#include "gen/read/plan.h"

struct arena;
struct diags;

struct baseline {
	uint32_t retired;	 /* steps 1 to this one have no SQL in the table */
	const char **statements; /* in the order they have to run */
	uint32_t count;
};

/*
 * Retire the steps before `id`. The steps are run twice, at two times of day, so that
 * what differs from run to run is seen. Call it only when they all run.
 */
struct baseline retire_make(struct arena *arena, struct diags *diags,
	const struct plan *plan, const char *id);

#endif
