/*
 * replay: a populated database as it was, on which a step can be tried.
 *
 * In: a database before something happens to it. Out: whether the step would have passed
 * had the rows been others: whoever asks takes a copy and changes that first.
 */
#ifndef GEN_REHEARSE_REPLAY_H
#define GEN_REHEARSE_REPLAY_H

#include "gen/oracle/scratch.h"
#include "gen/read/plan.h"

struct fact;
struct snapshot;

struct replay {
	struct arena *arena;
	const struct plan *plan;
	struct scratch *kept; /* NULL: nothing is */
};

/* Keep what a database holds now; something that is kept already stays. */
void replay_keep(struct replay *replay, const struct scratch *filled);

/* A copy of what is kept, to be changed. */
struct scratch *replay_copy(const struct replay *replay);

/* Does the step pass on the copy, and is the fact, unless NULL, true then? Closes it. */
bool replay_passes(struct scratch *copy, const struct migration *migration,
	const struct snapshot *snapshot, const struct fact *fact);

/* Forget what was kept, if anything was. */
void replay_drop(struct replay *replay);

#endif
