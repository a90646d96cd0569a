/*
 * compiled: a directory of migrations as a set, proved and lowered in memory.
 *
 * In: a directory. Out: the set that `instar migrate --dir` would run. A directory with
 * an error fails the test, which then shows the findings.
 */
#ifndef TESTS_COMPILED_H
#define TESTS_COMPILED_H

#include "instar_set.h"

struct arena;

/* Lives as long as the arena. Its name is the directory's last component. */
const instar_set *compiled_set(struct arena *arena, const char *directory);

/* The same with the steps before that position retired. */
const instar_set *compiled_retired(
	struct arena *arena, const char *directory, uint32_t position);

#endif
