/*
 * states_filled: backfills of a step that are done, or have begun.
 *
 * In: a scratch database that is at a step with backfills. Out: fixtures, made by the
 * authors' statements and the batches that were compiled, never by the runtime.
 */
#ifndef GEN_STATES_STATES_FILLED_H
#define GEN_STATES_STATES_FILLED_H

#include "gen/states/states_maker.h"

void filled_add(struct maker *maker, uint32_t k);

#endif
