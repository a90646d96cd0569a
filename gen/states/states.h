/*
 * states: the databases that the users of a set may have.
 *
 * In: a plan that was proved, and its set. Out: fixtures: for each step databases with
 * rows, whole and damaged, as the SQL that makes them, and what migrating owes to each.
 * What is owed follows from the state by rule; nothing is migrated here.
 */
#ifndef GEN_STATES_STATES_H
#define GEN_STATES_STATES_H

#include <stdbool.h>

#include "instar_fixtures.h"

struct arena;
struct plan;
struct proof;

/*
 * `all`: every object is dropped in turn at every step, not at the last one only. NULL
 * when the history cannot be run again; `*problem` then says why.
 */
const instar_fixtures *states_make(struct arena *arena, const struct plan *plan,
	const struct proof *proof, const instar_set *set, bool all, const char **problem);

#endif
