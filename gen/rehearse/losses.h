/*
 * losses: what a step took from the rows it met, and whether its author said so.
 *
 * In: pictures of the tables before a step, the populated database after it, the step's
 * statements, and a trial of them. Out: findings with counts and a row to look at. What a
 * statement changes by name is a note; what is kept nowhere is an error; @destructive
 * makes it a note.
 *
 * Any statements will do, on any populated database. Who has some:
 *
 *	trial_take(trial, scratch);	the rows as they are now
 *	losses.before = …;		table_rows_take() of each table in losses.tables
 *	run the statements
 *	trial_add(trial, script->up, script->up_count, false);
 *	losses.trial = trial; losses.scratch = scratch; …
 *	losses_find(&losses);
 */
#ifndef GEN_REHEARSE_LOSSES_H
#define GEN_REHEARSE_LOSSES_H

#include "gen/base/map.h"
#include "gen/oracle/snapshot.h"
#include "gen/oracle/table_rows.h"
#include "gen/oracle/writes.h"
#include "gen/read/plan.h"
#include "gen/rehearse/column_uses.h"
#include "gen/rehearse/references.h"
#include "gen/rehearse/trial.h"

struct diags;
struct schema_rules;
struct single_row_tables;

struct losses {
	struct arena *arena;
	struct diags *diags;
	struct scratch *scratch;     /* after the step */
	const struct script *script; /* its up statements are what ran */
	bool plain;		     /* its rows had no NULLs and no duplicates */
	bool down;  /* the down migration ran: only silent losses count, as INS0311 */
	bool later; /* a backfill ran: what it changes by name is what it is for */
	const struct table_rows *
		*known;		    /* with `down`: the tables before the up migration */
	struct write *writes;	    /* one for each statement */
	struct table_rows **before; /* tables that the step may have touched */
	uint32_t before_count;
	bool *bare; /* of each: no user has rows in it yet; NULL: users have */
	const struct snapshot *snapshot; /* after the step, with what is gone */
	struct names tables; /* that may have been written, or are called so afterwards */
	struct trial *trial; /* with the rows before; NULL: nothing can be lost */
	struct trial *group; /* the same from where its release group begins, or NULL */
	const struct migration *group_first; /* of its steps */
	const struct names *group_tables;    /* `tables` of all its steps */
	bool group_guessed; /* nothing says that its steps reach users in one run */
	struct names group_copied; /* tables that its earlier steps copied from */
	const struct references *references;
	const char *premise;	   /* what is special about the rows, or NULL */
	struct column_uses *uses;  /* once they were asked for */
	struct table_rows **after; /* pictures of `tables`, once one was asked for */
	struct map *reported;	   /* findings of this step, by either population */
	const struct single_row_tables *lone; /* or NULL */
	const struct schema_rules *rules;     /* or NULL */
};

/* The rows of a table before a step, with its columns as the step calls them later. */
const struct table_rows *losses_renamed(struct arena *arena, const struct script *script,
	const struct table_rows *before);

/* May these statements take anything from rows? If not, there need be no trial. */
bool losses_may(const struct script *script, const struct touched *touched);

/* What the step asks of columns, with what the steps before it in its group ask. */
const struct column_uses *losses_uses(struct losses *losses);

/* Does the step run on the trial's rows as they are? Tried once. */
bool losses_ready(struct losses *losses, struct trial *trial);

/* The picture of a table after the step, which is one of `tables`; NULL: none. */
const struct table_rows *losses_picture(struct losses *losses, const char *table);

/* Compare, and report. */
void losses_find(struct losses *losses);

#endif
