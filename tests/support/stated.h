/*
 * stated: a set and the databases that its users may have.
 *
 * In: a directory, or a history from a few strings. Out: the set in memory, and its
 * fixtures as the generator makes them.
 */
#ifndef TESTS_STATED_H
#define TESTS_STATED_H

#include <stdbool.h>

#include "gen/base/arena.h"
#include "history.h"
#include "instar_fixtures.h"

/* All of it lives until arena_free(). */
struct stated {
	struct arena *arena;
	const instar_set *set;
	const instar_fixtures *states;
	struct program *program;
};

/* The first `count` steps of a directory below SOURCE_ROOT; 0: all of them. */
struct stated stated_directory(const char *directory, uint32_t count, bool all);

/* The same of a history in memory, whose files end with a NULL name. */
struct stated stated_history(const struct history_file *files, bool all);

/* Its number; fails the test when there is none of that name. */
uint32_t stated_find(const struct stated *stated, const char *name);

/*
 * One line a fixture: "003_half: drift or conflict", and with CURRENT, unless the next
 * step is due: "003_half: current, 5 is next"; then what was done to it, as
 * " [DROP INDEX i]". Those of tools are left out.
 */
const char *stated_text(const struct stated *stated);

#endif
