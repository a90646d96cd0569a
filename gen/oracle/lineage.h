/*
 * lineage: which table a table becomes in the course of a step.
 *
 * In: a step's statements. Out: names after it, through renames: in a rebuild the new
 * table becomes the old one. It reads names only.
 */
#ifndef GEN_ORACLE_LINEAGE_H
#define GEN_ORACLE_LINEAGE_H

#include <stdbool.h>

#include "gen/sql/parse.h"

/*
 * The name after the step of what was called `table` before it: its own, when the step
 * makes a table that ends up with that name; else what it is called after all renames,
 * or NULL when it was dropped.
 */
const char *lineage_table(const struct script *script, const char *table);

/* The same for a column of it. */
const char *lineage_column(
	const struct script *script, const char *table, const char *column);

/* What a table that statement `from` calls or makes `name` is called in the end. */
const char *lineage_final(const struct script *script, uint32_t from, const char *name);

/* Does a table that is called `name` in the step end up as `table`? */
bool lineage_becomes(const struct script *script, const char *name, const char *table);

/* Is what a statement calls `name` the table that was `table` before the step? */
bool lineage_is(const struct script *script, const char *name, const char *table);

/* What the table is called once the step has moved it away, or NULL. */
const char *lineage_moved(const struct script *script, const char *table);

/* The statement that makes what `table` is after the step, or the step's first. */
const struct statement *lineage_maker(const struct script *script, const char *table);

#endif
