/*
 * guards: which fact tells that a statement has had its effect.
 *
 * In: a step's statements and facts. Out: for each statement the fact that a repair can
 * ask before it runs the statement again. A statement whose effect no single fact tells
 * has none.
 */
#ifndef GEN_PROVE_GUARDS_H
#define GEN_PROVE_GUARDS_H

#include <stdint.h>

#include "gen/prove/prove.h"
#include "gen/sql/parse.h"

struct arena;

/* One number for each up statement: a fact of `range`, or INSTAR_NONE. */
const uint32_t *guards_of(struct arena *arena, const struct script *script,
	const struct fact *facts, struct instar_range range);

#endif
