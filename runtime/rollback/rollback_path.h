/*
 * rollback_path: the steps that a rollback to an earlier step undoes.
 *
 * In: a decision, and the target. Out: which steps are undone, in order, and what is lost
 * with them; or, before anything is touched, why it cannot be. It runs nothing.
 */
#ifndef INSTAR_ROLLBACK_ROLLBACK_PATH_H
#define INSTAR_ROLLBACK_ROLLBACK_PATH_H

#include "runtime/core/handle.h"
#include "runtime/decide/decide.h"

/* What hangs on a path is the handle's, until instar__held_free(). */
struct instar__rollback_path {
	const char *id; /* of the step that stays, or "" */
	uint32_t to;	/* its position */
	uint32_t from;	/* the highest step of this program that is recorded */
	struct instar__stored_down *carried; /* steps above these, the newest first */
	uint32_t carried_count;
	struct instar_at_stake *stakes; /* tables and columns that hold something */
	uint32_t stake_count;
};

/*
 * Find the path, inside a transaction. `to` as for instar_rollback(). Returns the sticky
 * code; errors of SQLite are in h->sql.
 */
int instar__rollback_path_find(instar *h, struct instar__decision *decision,
	const char *to, struct instar__rollback_path *way);

/*
 * What the steps above `to`, up to `from`, made that holds something now, inside a
 * transaction. Errors are in h->sql.
 */
void instar__rows_lost_find(instar *h, struct instar__rollback_path *way);

/* Tell the rows at stake, and refuse when the options say so. Returns the sticky code. */
int instar__rows_lost_tell(
	instar *h, const struct instar_at_stake *stakes, uint32_t count);

/*
 * What a down migration takes from tables that stay can only be counted while it runs:
 * their rows before a step, from 0, is undone, which hang on the handle; and afterwards,
 * told and refused as above, how many are missing.
 */
int64_t *instar__rows_lost_count(instar *h, uint32_t step);
int instar__rows_lost_compare(instar *h, const struct instar__rollback_path *way,
	uint32_t step, const int64_t *rows);

#endif
