/*
 * prove: run the history and write down what each step does.
 *
 * In: a plan. Out: for each step the checks that hold from it on, how long each lives,
 * and the guard of each statement. SQLite is the oracle: every statement runs on a
 * scratch database in memory, and a check is only proved when the runtime's own code
 * found it false before the step and true after it.
 */
#ifndef GEN_PROVE_PROVE_H
#define GEN_PROVE_PROVE_H

#include <stdint.h>

#include "gen/lint/needs.h"
#include "gen/oracle/facts.h"
#include "gen/prove/retire.h"
#include "gen/read/plan.h"
#include "instar_set.h"

struct arena;
struct backfill;
struct coverage;
struct diags;

struct proof_step {
	const struct migration *migration;
	struct instar_range facts;    /* into proof.facts */
	struct instar_range requires; /* into proof.facts */
	struct names stakes;	      /* see acknowledged_stakes() */
	struct names down_stakes;     /* of the down migration */
	struct names renames;	      /* see instar_set.h */
	const uint32_t *guards;	      /* for each up statement: a fact, or INSTAR_NONE */
	struct names writes;	      /* tables of before whose rows may change or go */
	struct names down_writes;     /* of after, by the down migration */
	struct names down_seeds;      /* see instar_set.h */
	const bool *dropped;	      /* for each up statement: true when it is not run */
	const char *breaking; /* why an older program cannot go on, or NULL: it can */
	uint32_t table_count, index_count, view_count, trigger_count; /* after the step */
};

struct proof {
	const struct plan *plan;
	struct proof_step *steps; /* plan->count */
	struct proof_step base;	  /* of base.sql; empty without one */
	struct fact *facts;
	uint32_t fact_count;
	uint32_t sqlite_version;  /* lowest that can run the set */
	const struct backfill *backfills; /* in the order of the steps */
	uint32_t backfill_count;
	struct names needs;	  /* of the connection */
	const struct coverage *coverage; /* of the statements by the rows */
	struct baseline baseline; /* of retired steps; empty unless some were */
};

/* Prove the plan. Never NULL; with an error in diags it may be incomplete. */
struct proof *prove_plan(
	struct arena *arena, struct diags *diags, const struct plan *plan);

#endif
