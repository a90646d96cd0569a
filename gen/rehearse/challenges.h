/*
 * challenges: a step tried with rows that the schema before it allows and it may refuse.
 *
 * In: the plain rows that a step meets, and the step. Out: findings with the very row for
 * which it fails, though it passes without: somebody may have such a row. Each row is
 * made on a copy and tried alone, so that none hides another; all together are tried
 * first, because most steps pass, and a step that fixes its rows passes by itself.
 */
#ifndef GEN_REHEARSE_CHALLENGES_H
#define GEN_REHEARSE_CHALLENGES_H

#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"
#include "gen/rehearse/row_failures.h"

struct release_group;
struct requirements;
struct synthesis;
struct with_backfill;

/* A row, or two, for which the step in hand failed. */
struct challenged {
	const struct statement *statement;
	struct failure failure;
	const char *row;      /* in words */
	const char *backfill; /* it passes once this one is done; or NULL */
};

struct challenges {
	struct arena *arena;
	const struct plan *plan;
	struct synthesis *synth; /* made when it is needed: rows here are no others' */
	struct names changed;	 /* tables that the steps of this release have changed */
	const struct release_group *batch; /* of the plain rows */
	const struct names *lone;	   /* single-row tables that the step touches */
	struct scratch *copy;		   /* of the rows that the step in hand meets */
	struct challenged *items;	   /* of the step in hand */
	uint32_t count;
	bool digits;			    /* the step in hand makes numbers of text */
	const struct with_backfill *mended; /* as it is for the step in hand */
	struct requirements *required;
};

/* Try the step on a copy of the rows; `after` is the schema once it has run. */
void challenges_try(struct challenges *challenges, struct scratch *rows,
	const struct migration *migration, const struct snapshot *after);

/*
 * Put rows into `rows` that do not stop the step, but may be lost or changed by it: where
 * it gives up rows when keys meet (OR IGNORE, OR REPLACE, ON CONFLICT), and digits that
 * it makes a number of. What becomes of them is then seen.
 */
void challenges_put(struct challenges *challenges, struct scratch *rows,
	const struct migration *migration, const struct snapshot *after);

/* Report what the last step tried failed for. */
void challenges_report(
	const struct challenges *challenges, const struct row_failure *refusal);

/* A step has run that touched these tables. */
void challenges_note(struct challenges *challenges, const struct migration *migration,
	const struct touched *touched);

#endif
