/*
 * states_past: a history run once more, with rows, and written down as SQL.
 *
 * In: a plan. Out: for each step its statements, the rows that were added after it, what
 * the schema is then, and what it touched. It knows nothing of states.
 */
#ifndef GEN_STATES_STATES_PAST_H
#define GEN_STATES_STATES_PAST_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/map.h"
#include "gen/base/names.h"

struct arena;
struct plan;
struct proof;
struct scratch;

struct past_step {
	struct names before; /* backfills that the step requires, in one go */
	struct names made;   /* the statements of the step */
	struct names rows;   /* statements that add rows once it has run */
	uint64_t signature;  /* of the schema after it */
	const char *table;   /* the first one with a name that none had; or NULL */
	bool insists;	     /* it has a precondition about rows */
};

struct past {
	struct arena *arena;
	struct past_step *steps; /* count + 1: steps[0] is base.sql's, or empty */
	uint32_t count;
	struct map schema;   /* by table: the last step that touched its definition */
	struct map any;	     /* by table: the last step that touched it at all */
	const char *problem; /* NULL: it ran */
};

struct past *past_run(
	struct arena *arena, const struct plan *plan, const struct proof *proof);

/* A digest of the schema as it is. */
uint64_t past_signature(struct scratch *scratch);

#endif
