/*
 * collisions: what a step takes where two rows have one key.
 *
 * In: the plain rows before a step that ignores or replaces rows whose key is taken. Out:
 * the losses of the step on these rows once their keys collide: what is copied meets rows
 * that are there, rows of another copy, and other rows of its own.
 */
#ifndef GEN_REHEARSE_COLLISIONS_H
#define GEN_REHEARSE_COLLISIONS_H

#include "gen/rehearse/losses.h"

/* After losses_find(): the trial of `losses` still has the rows before the step. */
void collisions_find(const struct losses *losses, const struct plan *plan, bool enforced);

/*
 * Where the step failed because rows that an INSERT puts into a table met those that are
 * there: the losses without these.
 */
void collisions_avoid(const struct losses *losses, const struct plan *plan, bool enforced,
	const struct statement *failed);

#endif
