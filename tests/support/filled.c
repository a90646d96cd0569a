/*
 * filled: a database built to a step, with rows in every table. See filled.h.
 */
#include "filled.h"

#include "suite.h"

#include "gen/base/arena.h"
#include "database.h"
#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"
#include "gen/rows/synthesis.h"

void filled_build(const char *path, const instar_set *set, uint32_t k)
{
	struct arena *arena = arena_new();
	struct scratch scratch = { .arena = arena, .ticks = UINT32_MAX };
	struct snapshot *snapshot = snapshot_new(arena);

	database_build(path, set, k);
	scratch.db = database_open(path);
	database_run(scratch.db, "PRAGMA synchronous = OFF");
	scratch.touched.renamed = true; /* read everything */
	snapshot_apply(snapshot, snapshot_compare(snapshot, &scratch));
	synthesis_fill_all(
		synthesis_new(arena, POPULATION_ADVERSARIAL, NULL), &scratch, snapshot);
	snapshot_free(snapshot);
	sqlite3_close(scratch.db);
	arena_free(arena);
}
