/*
 * changed_tables: the tables that a step may have changed.
 *
 * In: a step, and what it touched. Out: names, each once. It looks at no row.
 */
#ifndef GEN_REHEARSE_CHANGED_TABLES_H
#define GEN_REHEARSE_CHANGED_TABLES_H

#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

/* What the step touched, and what its tables are renamed to. */
struct names changed_tables_of(const struct snapshot *snapshot,
	const struct migration *migration, const struct touched *touched);

#endif
