/*
 * losses: what a step took from the rows it met, and whether its author said so.
 *
 * In: pictures of the tables before a step, the populated database after it, and the
 * step's statements. Out: findings with counts and a row to look at. What a statement
 * changes by name is a note; what goes in silence is an error; @destructive makes it one.
 */
#ifndef GEN_REHEARSE_LOSSES_H
#define GEN_REHEARSE_LOSSES_H

#include "gen/base/map.h"
#include "gen/oracle/snapshot.h"
#include "gen/oracle/table_rows.h"
#include "gen/oracle/writes.h"
#include "gen/read/plan.h"

struct diags;

struct losses {
	struct arena *arena;
	struct diags *diags;
	struct scratch *scratch;     /* after the step */
	const struct script *script; /* its up statements are what ran */
	bool down; /* the down migration ran: only silent losses count, as INS0311 */
	bool later; /* a backfill ran: what it changes by name is what it is for */
	const struct table_rows *
		*known;		   /* with `down`: the tables before the up migration */
	struct write *writes;	   /* one for each statement */
	struct table_rows **before; /* tables that the step may have touched */
	uint32_t before_count;
	bool *bare; /* of each: no user has rows in it yet; NULL: users have */
	const struct snapshot *snapshot; /* after the step, with what is gone */
	struct names tables; /* that may have taken over what went */
	struct table_rows **after; /* their pictures, once one was asked for */
	struct map *reported; /* findings of this step, by either population */
};

/* The rows of a table before a step, with its columns as the step calls them later. */
const struct table_rows *losses_renamed(struct arena *arena, const struct script *script,
	const struct table_rows *before);

/* Compare, and report. */
void losses_find(struct losses *losses);

#endif
