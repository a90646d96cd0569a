/*
 * changed_tables: those that a step may have changed, each once.
 *
 * In: what a step touched, and its statements. Out: names. What is in the tables is
 * others' business.
 */
#ifndef GEN_REHEARSE_CHANGED_TABLES_H
#define GEN_REHEARSE_CHANGED_TABLES_H

#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"

struct tables {
	const char **names;
	uint32_t count;
};

/* What the step touched, and what its tables are renamed to. */
struct tables tables_of(const struct snapshot *snapshot, const struct script *script,
	const struct touched *touched);

/* All that there are: foreign keys reach into tables that no statement touches. */
void tables_add_all(struct tables *tables, const struct snapshot *snapshot);

#endif
