/*
 * renames: a rename written as drop and add.
 *
 * In: a step, and a column or a table that goes. Out: the RENAME that would keep it,
 * where the step makes one that looks the same.
 */
#ifndef GEN_LINT_RENAMES_H
#define GEN_LINT_RENAMES_H

#include "gen/base/names.h"
#include "gen/sql/parse.h"

struct arena;

/* "if mail is its new name: ALTER TABLE …", or NULL. `type` is as declared. */
const char *renames_column(struct arena *arena, const struct script *script,
	const char *table, const char *column, const char *type);

/* The same for a table with these columns. */
const char *renames_table(struct arena *arena, const struct script *script,
	const char *table, const struct names *columns);

#endif
