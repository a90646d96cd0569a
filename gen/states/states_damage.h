/*
 * states_damage: what is missing, too much, or in the way.
 *
 * In: a scratch database that is at a step. Out: fixtures whose schema is not the one
 * of the step. Where later steps touch what is damaged, they may fix it or fall over
 * it, so that nothing certain is owed: such things are left alone if there are others.
 */
#ifndef GEN_STATES_STATES_DAMAGE_H
#define GEN_STATES_STATES_DAMAGE_H

#include "gen/states/states_maker.h"

void damage_add(struct maker *maker, uint32_t k);

/* Another table has the name of one that step k + 1 makes. */
void damage_obstruct(struct maker *maker, uint32_t k);

/* How much of a step that ran in part can be seen. */
enum damage_half { DAMAGE_HALF_NONE, DAMAGE_HALF_PART, DAMAGE_HALF_ALL };

/* The scratch database holds the first statements of that step. */
enum damage_half damage_half_seen(struct maker *maker, uint32_t step);

#endif
