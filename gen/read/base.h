/*
 * base: what was there before the first step.
 *
 * In: base.sql of a directory. Out: it as a migration at position 0, which is no step: it
 * runs before them, nobody records it, and users' databases have had it all along.
 */
#ifndef GEN_READ_BASE_H
#define GEN_READ_BASE_H

#include "gen/read/directory.h"

struct arena;
struct diags;
struct migration;

/* Read it; false when the directory has none. What it cannot hold has been reported. */
bool base_read(struct arena *arena, struct diags *diags,
	const struct directory *directory, struct migration *base);

#endif
