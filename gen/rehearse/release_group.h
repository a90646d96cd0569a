/*
 * release_group: steps that reach users together.
 *
 * In: which steps are released, and the releases they name. Out: whether a step would
 * still fail without the rows that the rehearsal added inside its batch: no user has
 * such rows, because nothing runs between two steps of one batch but the steps.
 */
#ifndef GEN_REHEARSE_RELEASE_GROUP_H
#define GEN_REHEARSE_RELEASE_GROUP_H

#include "gen/rehearse/replay.h"

/* One populated database as users have it inside a batch. */
struct release_group {
	const struct plan *plan;
	struct replay held; /* if anything was added that users would not have */
};

/* Does a batch end with this step, before the end of all, as far as is known? */
bool release_group_ends(const struct plan *plan, const struct migration *migration);

/* Does the step after this one reach users together with it? */
bool release_group_goes_on(const struct plan *plan, const struct migration *migration);

/* Run a step on the rows that users have; true: it does not fail on those. */
bool release_group_passes(struct release_group *batch, const struct migration *migration);

/* A step has run on `filled`, which is about to be given more rows. */
void release_group_keep(struct release_group *batch, const struct scratch *filled,
	const struct migration *migration);

/* The same for a step that failed there. */
void release_group_leave(struct release_group *batch, const struct migration *migration);

/* The rows that users have: `filled` without what was added inside the batch. */
struct scratch *release_group_rows(
	const struct release_group *batch, struct scratch *filled);

/*
 * The tables of these that users may put rows into after the step. Without a lock it is
 * not known which steps reach them together; but a table that a step not far ahead puts
 * in another's place is being built, and no program knows it yet.
 */
struct names release_group_ready(struct arena *arena, const struct plan *plan,
	const struct migration *migration, const struct names *tables);

/* Was it being built so before the step? */
bool release_group_was_built(
	const struct plan *plan, const struct migration *migration, const char *table);

/* Has the table rows only since the batch began? */
bool release_group_is_bare(const struct release_group *batch, const char *table);

#endif
