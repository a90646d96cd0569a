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

/* Tables that are read to write something else. */
struct sources {
	struct arena *arena;
	const char *target;
	struct names names;
};

static bool take_source(void *context, const struct tree_source *source)
{
	struct sources *sources = context;

	if (source->kind == SOURCE_TABLE &&
		!map_same(source->object.name.text, sources->target))
		names_add(sources->arena, &sources->names, source->object.name.text);
	return true;
}

/* Whether a row is there is asked and answered: it goes nowhere with that. */
static bool takes_values(void *context, const struct tree_expr *expr)
{
	(void)context;
	return expr->kind != EXPR_EXISTS && expr->kind != EXPR_IN;
}

/* Does the step leave the table where it is? Else a later one means another of that name.
 */
static bool leaves(const struct script *script, const char *table)
{
	return !parse_find(script, STATEMENT_DROP_TABLE, table) &&
	       !parse_find(script, STATEMENT_RENAME_TABLE, table);
}

/* The tables that the step takes rows or values from, and leaves. */
static struct names sources_of(struct arena *arena, const struct script *script)
{
	struct sources sources = { .arena = arena };
	struct names left = { NULL, 0 };
	const struct tree_visitor visitor = {
		.context = &sources, .source = take_source, .expr = takes_values
	};

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		sources.target = statement->name;
		if (statement->kind == STATEMENT_INSERT ||
			statement->kind == STATEMENT_UPDATE ||
			statement->kind == STATEMENT_CREATE_TABLE_AS)
			tree_walk_statement(&visitor, statement->tree);
	}
	for (uint32_t i = 0; i < sources.names.count; i++) {
		if (leaves(script, sources.names.items[i]))
			names_add(arena, &left, sources.names.items[i]);
	}
	return left;
}

/* The last step ahead that takes from the table what was copied; NULL: none does. */
static const struct migration *end_of_copy(
	const struct plan *plan, const struct migration *migration, const char *table)
{
	const struct migration *end = plan->migrations + plan->count, *last = NULL;

	for (int ahead = 1; ahead <= AHEAD && migration + ahead < end; ahead++) {
		const struct script *up = migration[ahead].up;

		if (migration[ahead].released)
			continue;
		if (parse_find(up, STATEMENT_DROP_TABLE, table))
			return migration + ahead;
		if (parse_find(up, STATEMENT_DROP_COLUMN, table) ||
			parse_find(up, STATEMENT_DELETE, table))
			last = migration + ahead;
	}
	return last;
}

/*
 * Note what the step copies from. The last step that belongs to this one, as far as it is
 * known here, or NULL.
 */
static const struct migration *add_copies(
	struct group_trial *group, struct arena *arena, const struct migration *migration)
{
	const struct plan *plan = group->plan;
	struct names sources = sources_of(arena, migration->up);
	bool together = release_group_goes_on(plan, migration);
	const struct migration *last = together ? migration + 1 : NULL;

	if (!together && (migration->released || release_has_past(plan)))
		return NULL;
	for (uint32_t i = 0; i < sources.count; i++) {
		struct group_copy copy = { sources.items[i],
			plan->migrations + plan->count };

		if (!together)
			copy.last = end_of_copy(plan, migration, copy.table);
		if (copy.last)
			*arena_add(arena, group->copies, group->copy_count) = copy;
		if (!together && copy.last && (!last || copy.last > last))
			last = copy.last;
	}
	return last;
}

/* The tables that earlier steps copied from, and that this one or a later one takes. */
static struct names copied_of(const struct group_trial *group, struct arena *arena,
	const struct migration *migration)
{
	struct names copied = { NULL, 0 };

	for (uint32_t i = 0; i < group->copy_count; i++) {
		if (group->copies[i].last >= migration)
			names_add(arena, &copied, group->copies[i].table);
	}
	return copied;
}

static void begin(struct group_trial *group, const struct scratch *rows,
	const struct migration *migration)
{
	trial_take(group->trial, rows);
	group->tables = (struct names){ NULL, 0 };
	group->remade = false;
	group->first = migration;
}

void group_trial_step(struct group_trial *group, struct losses *losses,
	const struct scratch *rows, const struct migration *migration)
{
	const struct migration *last;

	losses->group = group->last && !group->broken ? group->trial : NULL;
	losses->group_first = group->first;
	losses->group_tables = &group->tables;
	if (!group->last)
		group->copy_count = 0;
	losses->group_copied = copied_of(group, losses->arena, migration);
	if (group->broken)
		return;
	last = add_copies(group, losses->arena, migration);
	if (!group->last && last)
		begin(group, rows, migration);
	if (last && (!group->last || last > group->last))
		group->last = last;
	if (!group->last)
		return;
	losses->group_guessed = !release_together(group->plan, group->first, migration);
	names_add_all(losses->arena, &group->tables, &losses->tables);
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
		leave_out(losses, &losses->group_copied);
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
