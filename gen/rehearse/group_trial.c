/*
 * group_trial: what is lost in steps that belong together. See group_trial.h.
 */
#include "gen/rehearse/group_trial.h"

#include "gen/base/arena.h"
#include "gen/read/release.h"
#include "gen/rehearse/release_group.h"
#include "gen/sql/tree_walk.h"

/* So many steps ahead a rebuild may end that is spread over several. */
enum { AHEAD = 12 };

void group_trial_open(
	struct group_trial *group, struct arena *arena, const struct plan *plan)
{
	*group = (struct group_trial){ .plan = plan };
	group->trial = trial_new(arena, plan);
}

void group_trial_close(struct group_trial *group)
{
	trial_free(group->trial);
}

/* Tables that are read to write something, and columns of which fill others. */
struct sources {
	struct arena *arena;
	struct names names;
};

static bool take_source(void *context, const struct tree_source *source)
{
	struct sources *sources = context;

	if (source->kind == SOURCE_TABLE)
		names_add(sources->arena, &sources->names, source->object.name.text);
	return true;
}

/* The tables that the step takes rows or values from. */
static struct names sources_of(struct arena *arena, const struct script *script)
{
	struct sources sources = { .arena = arena };
	const struct tree_visitor visitor = { .context = &sources,
		.source = take_source };

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_INSERT ||
			statement->kind == STATEMENT_UPDATE ||
			statement->kind == STATEMENT_CREATE_TABLE_AS)
			tree_walk_statement(&visitor, statement->tree);
	}
	return sources.names;
}

static bool drops(const struct script *script, const struct names *tables)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if ((statement->kind == STATEMENT_DROP_TABLE ||
			    statement->kind == STATEMENT_DROP_COLUMN ||
			    statement->kind == STATEMENT_DELETE) &&
			names_have(tables, statement->name))
			return true;
	}
	return false;
}

/* The last step ahead that drops what this one copies from; NULL: none does. */
static const struct migration *end_of_copy(const struct plan *plan,
	const struct migration *migration, const struct names *sources)
{
	const struct migration *end = plan->migrations + plan->count, *last = NULL;

	for (int ahead = 1; sources->count && ahead <= AHEAD && migration + ahead < end;
		ahead++) {
		if (!migration[ahead].released && drops(migration[ahead].up, sources))
			last = migration + ahead;
	}
	return last;
}

/* The last step that belongs to this one, as far as it is known here. */
static const struct migration *end_of(const struct plan *plan,
	const struct migration *migration, const struct names *sources)
{
	if (release_group_goes_on(plan, migration))
		return migration + 1;
	if (migration->released || release_has_past(plan))
		return NULL;
	return end_of_copy(plan, migration, sources);
}

void group_trial_step(struct group_trial *group, struct losses *losses,
	const struct scratch *rows, const struct migration *migration)
{
	struct names sources = sources_of(losses->arena, migration->up);
	const struct migration *last = end_of(group->plan, migration, &sources);

	losses->group = group->last && !group->broken ? group->trial : NULL;
	losses->group_tables = &group->tables;
	if (group->broken)
		return;
	if (!group->last && last) {
		trial_take(group->trial, rows);
		group->tables = group->copied = (struct names){ 0 };
		group->remade = false;
		group->first = migration;
	}
	if (last && (!group->last || last > group->last))
		group->last = last;
	if (!group->last)
		return;
	losses->group_guessed = !release_together(group->plan, group->first, migration);
	losses->group_copied = group->copied;
	names_add_all(losses->arena, &group->tables, &losses->tables);
	names_add_all(losses->arena, &group->copied, &sources);
	trial_add(group->trial, migration->up->up, migration->up->up_count,
		migration->enforced);
}

void group_trial_failed(struct group_trial *group, const struct scratch *held)
{
	group->remade = held != NULL;
	group->broken = !held && group->last;
}

void group_trial_thinned(struct group_trial *group, const struct scratch *rows,
	const struct migration *migration, const struct scratch *held)
{
	if (!group->last || (held && group->trial->part_count != 1)) {
		group_trial_failed(group, held);
		return;
	}
	/* what was copied by the steps before this one is not known any more */
	trial_take(group->trial, rows);
	trial_add(group->trial, migration->up->up, migration->up->up_count,
		migration->enforced);
}

/* Rows of these tables were not there when the group copied them: they tell nothing. */
static void leave_out(struct losses *losses, const struct names *tables)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < losses->before_count; i++) {
		if (names_have(tables, losses->before[i]->table))
			continue;
		if (losses->bare)
			losses->bare[kept] = losses->bare[i];
		losses->before[kept++] = losses->before[i];
	}
	losses->before_count = kept;
}

void group_trial_find(
	const struct group_trial *group, struct losses *losses, struct scratch *held)
{
	struct losses whole = *losses;

	if (group->broken)
		leave_out(losses, &group->copied);
	if (!group->remade || !losses->group || !held) {
		losses_find(losses);
		return;
	}
	whole.scratch = held;
	whole.trial = group->trial;
	whole.group = NULL;
	whole.bare = NULL;
	whole.tables = group->tables;
	whole.before = arena_array(
		losses->arena, losses->tables.count + 1, sizeof(*whole.before));
	whole.before_count = 0;
	for (uint32_t i = 0; i < losses->tables.count; i++) {
		struct table_rows *rows =
			table_rows_take(group->trial->scratch, losses->tables.items[i]);

		if (rows)
			whole.before[whole.before_count++] = rows;
	}
	losses_find(&whole);
}

void group_trial_leave(struct group_trial *group, const struct migration *migration)
{
	if (group->last != migration)
		return;
	group->last = NULL;
	group->broken = false;
}
