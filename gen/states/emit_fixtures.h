/*
 * emit_fixtures: databases in many states as C text.
 *
 * In: fixtures. Out: one C file in memory, byte for byte the same for the same fixtures.
 * It makes no decision: states made them.
 */
#ifndef GEN_STATES_EMIT_FIXTURES_H
#define GEN_STATES_EMIT_FIXTURES_H

#include <stddef.h>

#include "instar_fixtures.h"

struct arena;
struct program;

/* The table is called NAME_fixtures, after the set. `*size` gets the length in bytes. */
const char *emit_fixtures(struct arena *arena, const struct program *program,
	const instar_fixtures *fixtures, size_t *size);

/* What is owed to each, as lines of words parted by tabs. */
const char *emit_manifest(struct arena *arena, const instar_set *set,
	const instar_fixtures *fixtures, size_t *size);

#endif
