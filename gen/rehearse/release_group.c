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

/* How many steps a table is built over, at most. */
enum { AHEAD = 12 };

/* Is the table dropped, or moved away, before the statement, which a step ahead has? */
static bool goes(
	const struct migration *migration, const char *table, const struct statement *end)
{
	for (;; migration++) {
		for (uint32_t i = 0; i < migration->up->up_count; i++) {
			const struct statement *statement = &migration->up->up[i];

			if (statement == end)
				return false;
			if ((statement->kind == STATEMENT_DROP_TABLE ||
				    statement->kind == STATEMENT_RENAME_TABLE) &&
				map_same(statement->name, table))
				return true;
		}
	}
}

/* Was the table made not long ago? */
static bool is_young(
	const struct plan *plan, const struct migration *migration, const char *table)
{
	for (int i = 0; i < AHEAD && migration >= plan->migrations; i++, migration--) {
		if (parse_find(migration->up, STATEMENT_CREATE_TABLE, table))
			return true;
	}
	return false;
}

/* Does a step ahead give the table the name of one that goes in the meantime? */
static bool is_built(
	const struct plan *plan, const struct migration *migration, const char *table)
{
	const struct migration *next = migration;

	for (int i = 0; i < AHEAD && (next = release_next(plan, next)); i++) {
		const struct statement *rename =
			parse_find(next->up, STATEMENT_RENAME_TABLE, table);

		if (rename && goes(migration, rename->new_name, rename))
			return true;
		if (rename || parse_find(next->up, STATEMENT_DROP_TABLE, table))
			return false;
	}
	return false;
}

/* As far as is known where nothing is released. */
static bool builds(
	const struct plan *plan, const struct migration *migration, const char *table)
{
	return !release_has_past(plan) && is_young(plan, migration, table) &&
	       is_built(plan, migration, table);
}

bool release_group_was_built(
	const struct plan *plan, const struct migration *migration, const char *table)
{
	return migration > plan->migrations && builds(plan, migration - 1, table);
}

struct names release_group_ready(struct arena *arena, const struct plan *plan,
	const struct migration *migration, const struct names *tables)
{
	struct names ready = { 0 };

	for (uint32_t i = 0; i < tables->count; i++) {
		const char *table = tables->items[i];

		if (!builds(plan, migration, table))
			names_add(arena, &ready, table);
	}
	return ready;
}

bool release_group_is_bare(const struct release_group *batch, const char *table)
{
	return batch->held.kept &&
	       scratch_int(batch->held.kept, 1,
		       "SELECT EXISTS (SELECT 1 FROM main.\"%w\")", table) == 0;
}
