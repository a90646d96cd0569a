/*
 * added_column: what to write for an ADD COLUMN that SQLite refuses where there are rows.
 *
 * In: the statement, and SQLite's message. Out: the lines that do what was meant.
 */
#ifndef GEN_LINT_ADDED_COLUMN_H
#define GEN_LINT_ADDED_COLUMN_H

#include "gen/sql/parse.h"

struct arena;

/* NULL: another statement, or another message. */
const char *added_column_cure(struct arena *arena, const struct script *script,
	const struct statement *statement, const char *message);

#endif
