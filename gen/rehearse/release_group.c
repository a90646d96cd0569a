/*
 * release_group: steps that reach users together. See release_group.h.
 */
#include "gen/rehearse/release_group.h"

#include <string.h>

#include "gen/oracle/query.h"
#include "gen/read/release.h"

bool release_group_ends(const struct plan *plan, const struct migration *migration)
{
	const struct migration *next = release_next(plan, migration);

	if (!next)
		return false;
	return next->released != migration->released ||
	       (migration->release && next->release &&
		       strcmp(migration->release, next->release) != 0);
}

bool release_group_goes_on(const struct plan *plan, const struct migration *migration)
{
	const struct migration *next = release_next(plan, migration);

	return next && release_together(plan, migration, next);
}

bool release_group_passes(struct release_group *batch, const struct migration *migration)
{
	struct scratch *held = batch->held.kept;

	if (!held)
		return false;
	if (!scratch_run_all(held, migration->up->up, migration->up->up_count))
		return true;
	replay_drop(&batch->held);
	return false;
}

void release_group_leave(struct release_group *batch, const struct migration *migration)
{
	if (!release_group_goes_on(batch->plan, migration))
		replay_drop(&batch->held);
}

void release_group_keep(struct release_group *batch, const struct scratch *filled,
	const struct migration *migration)
{
	release_group_leave(batch, migration);
	if (release_group_goes_on(batch->plan, migration))
		replay_keep(&batch->held, filled);
}

struct scratch *release_group_rows(
	const struct release_group *batch, struct scratch *filled)
{
	return batch->held.kept ? batch->held.kept : filled;
}

bool release_group_is_bare(const struct release_group *batch, const char *table)
{
	return batch->held.kept &&
	       scratch_int(batch->held.kept, 1,
		       "SELECT EXISTS (SELECT 1 FROM main.\"%w\")", table) == 0;
}
