/*
 * synthesis: rows for the tables of a scratch database, so that a history meets some.
 *
 * In: what SQLite says about a table, and the history's own literals. Out: a few rows
 * that every constraint of the table accepts, its parents' first; or SQLite's words on
 * why there can be none. Rows that are there stay. It knows no clock and no chance: the
 * same history gets the same rows.
 */
#ifndef GEN_ROWS_SYNTHESIS_H
#define GEN_ROWS_SYNTHESIS_H

#include <stdint.h>

#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct arena;
struct synthesis;

enum population {
	POPULATION_PLAIN,      /* no NULLs, no duplicates, each child with its parent */
	POPULATION_ADVERSARIAL /* NULLs, duplicates, odd text wherever they are allowed */
};

/* How many rows a table is topped up to. */
#define SYNTH_ROWS 5

/* A table that could not be given a row. */
struct synthesis_failure {
	const char *table;
	const char *message; /* SQLite's */
	const struct shot_object *object;
};

/* The rows that were made, as statements that make them again. */
struct synthesis_log {
	struct names rows;
	uint32_t fill; /* how many there were when the present fill began */
};

/* The plan, which may be NULL, is read once: its literals and which columns hold JSON. */
struct synthesis *synthesis_new(
	struct arena *arena, enum population population, const struct plan *plan);

/*
 * Top up those of the named tables that are living tables of the snapshot, and whatever
 * parents they need. What the scratch database says it touched is as it was before.
 */
void synthesis_fill(struct synthesis *synth, struct scratch *scratch,
	const struct snapshot *snapshot, const struct names *tables);

/* The same for all tables of the snapshot. */
void synthesis_fill_all(struct synthesis *synth, struct scratch *scratch,
	const struct snapshot *snapshot);

/* From now on note every row that is made; the log lives as long as the synth. */
void synthesis_note(struct synthesis *synth, struct synthesis_log *log);

/* The failures that no later fill has fixed, each table once. */
const struct synthesis_failure *synthesis_failures(
	struct synthesis *synth, uint32_t *count);

#endif
