/*
 * parents: do the foreign keys of the finished schema lead somewhere?
 *
 * In: a scratch database at the end of its history. Out: findings for keys whose parent
 * is missing or not unique, and for rows of the history itself that lack their parent.
 * Only the end counts: a parent may come later than its child.
 */
#ifndef GEN_LINT_PARENTS_H
#define GEN_LINT_PARENTS_H

#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct diags;

/*
 * Parents named in `failed` were to be made by a step that failed: nothing is said. True
 * when rows of the history itself dangle.
 */
bool parents_check(struct diags *diags, const struct plan *plan,
	const struct snapshot *snapshot, struct scratch *scratch,
	const struct map *failed);

#endif
