/*
 * defaults: what a column gets that nobody gives a value.
 *
 * In: the tables and columns that a step makes. Out: findings about a DEFAULT that fails
 * when it is needed: SQLite looks at it only when a row comes that relies on it.
 */
#ifndef GEN_LINT_DEFAULTS_H
#define GEN_LINT_DEFAULTS_H

#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"

struct diags;

/* Once the step has run. What it touched stays as it was. */
void defaults_check(struct arena *arena, struct diags *diags,
	const struct snapshot *snapshot, struct scratch *scratch,
	const struct script *script);

#endif
