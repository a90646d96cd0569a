/*
 * sequences: do tables with AUTOINCREMENT go on counting where they were?
 *
 * In: a populated database before and after a step that drops tables. Out: a warning with
 * the tables that start lower than before, so that ids of deleted rows are given again.
 */
#ifndef GEN_REHEARSE_SEQUENCES_H
#define GEN_REHEARSE_SEQUENCES_H

#include "gen/oracle/scratch.h"
#include "gen/sql/parse.h"

struct diags;

/* The highest id ever given, of each table that keeps it. */
struct sequence {
	const char *table;
	int64_t highest;
	int64_t last; /* the highest that a row has now */
};

struct sequences {
	struct sequence *items;
	uint32_t count;
};

/*
 * Take them before the step, and act as if a row with a still higher id had been there
 * and was deleted: only then does it matter. None when the step drops no table.
 */
struct sequences sequences_take(struct scratch *scratch, const struct script *script);

/* Compare after the step; of a table that @destructive names it is a note. */
void sequences_compare(const struct sequences *before, struct diags *diags,
	struct scratch *scratch, const struct script *script);

#endif
