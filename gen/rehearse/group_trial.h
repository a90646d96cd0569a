/*
 * group_trial: what is lost in steps that belong together, and not in one of them alone.
 *
 * In: the rows before the first of them, and the steps as they run. Out: a trial of all
 * since then. Steps belong together that reach users together; and where nobody knows
 * which do, a step that copies from a table and the later one that drops it, or a column
 * of it. Rows that came in between are the rehearsal's and do not count.
 */
#ifndef GEN_REHEARSE_GROUP_TRIAL_H
#define GEN_REHEARSE_GROUP_TRIAL_H

#include "gen/rehearse/losses.h"

/* A table that a step of the group copied from, and the last step that concerns it. */
struct group_copy {
	const char *table;
	const struct migration *last;
};

struct group_trial {
	const struct plan *plan;
	struct trial *trial;
	struct names tables;		      /* that its steps touched */
	const struct migration *first, *last; /* of its steps; no last: there is none */
	bool remade; /* the rows at hand are not those that it began with any more */
	struct group_copy *copies;
	uint32_t copy_count;
	bool broken; /* a step of it failed: rows were made anew behind its copies */
};

void group_trial_open(
	struct group_trial *group, struct arena *arena, const struct plan *plan);
void group_trial_close(struct group_trial *group);

/* A step is about to run on `rows`: begin or go on, and say so to its losses. */
void group_trial_step(struct group_trial *group, struct losses *losses,
	const struct scratch *rows, const struct migration *migration);

/* It failed on the rows at hand; `held`: users' rows, on which it did not, or NULL. */
void group_trial_failed(struct group_trial *group, const struct scratch *held);

/* The same, and `rows` are those of them with which it passes. */
void group_trial_thinned(struct group_trial *group, const struct scratch *rows,
	const struct migration *migration, const struct scratch *held);

/* Find the losses of the step, with those that it began with where rows were remade. */
void group_trial_find(
	const struct group_trial *group, struct losses *losses, struct scratch *held);

/* The step is over. */
void group_trial_leave(struct group_trial *group, const struct migration *migration);

#endif
