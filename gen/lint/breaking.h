/*
 * breaking: can an older program still use the database after a step?
 *
 * In: the schema before a step, what the step changed in it, and what it wrote. Out: no
 * reason, when it only adds what an older reader or writer need not know; or the first
 * reason why it does not. It never looks at the text of the statements.
 */
#ifndef GEN_LINT_BREAKING_H
#define GEN_LINT_BREAKING_H

#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct arena;

/*
 * NULL: additive. Otherwise what breaks, in words: "changes table users". `before` is the
 * snapshot before the changes are applied.
 */
const char *breaking_reason(struct arena *arena, const struct migration *migration,
	const struct snapshot *before, const struct changes *changes,
	const struct touched *touched);

#endif
