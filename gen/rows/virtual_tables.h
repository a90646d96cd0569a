/*
 * virtual_tables: what virtual tables want of a row.
 *
 * In: a virtual table's definition. Out: changes to its recipe, or an index over another
 * table's rows rebuilt. It knows FTS and R*Tree; any other module is treated as a table.
 */
#ifndef GEN_ROWS_VIRTUAL_TABLES_H
#define GEN_ROWS_VIRTUAL_TABLES_H

#include "gen/rows/row.h"

/* Fit the recipe: R*Tree's coordinates are numbers in pairs. */
void virtual_fit(struct recipe *recipe);

/* What an argument `option=…` of the table's module names, or NULL. */
const char *virtual_option(
	struct arena *arena, const struct shot_object *table, const char *option);

/* The table whose rows an FTS table indexes; "": none; NULL: it keeps its own. */
const char *virtual_content(struct arena *arena, const struct shot_object *table);

/* Index the rows of the other table. */
bool virtual_rebuild(struct synthesis *synth, struct plot *plot);

/*
 * The table whose trigger writes rows of this virtual one, as triggers feed a search
 * index, or NULL. Rows of its own would be none that an app has.
 */
const char *virtual_feeder(const struct snapshot *snapshot, const char *name);

/* Do triggers on the table write rows of a virtual one? */
bool virtual_is_fed_by(const struct snapshot *snapshot, const char *name);

/* Index anew what the FTS tables over this one have as their content. */
void virtual_rebuild_over(struct synthesis *synth, const char *name);

/* Is it, or was it ever, an index of what another table holds? */
bool virtual_is_index(
	struct arena *arena, const struct snapshot *snapshot, const char *name);

#endif
