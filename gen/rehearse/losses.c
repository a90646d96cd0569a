/*
 * losses: what a step took from the rows it met. See losses.h.
 *
 * The rows tell that something went; the statements' names tell who did it and whether
 * it was meant. A table is followed through renames, so that a rebuild is the table it
 * rebuilds.
 */
#include "gen/rehearse/losses.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/lineage.h"
#include "gen/rehearse/column_losses.h"
#include "gen/rehearse/comparison.h"
#include "gen/rehearse/loss.h"
#include "gen/rehearse/replaces.h"
#include "gen/rehearse/row_losses.h"
#include "gen/report/diag.h"
#include "gen/rows/virtual_tables.h"

bool losses_may(const struct script *script, const struct touched *touched)
{
	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];
		const struct tree_insert *insert;

		switch (statement->kind) {
		case STATEMENT_DROP_TABLE:
		case STATEMENT_DROP_COLUMN:
		case STATEMENT_UPDATE:
		case STATEMENT_DELETE:
		case STATEMENT_OTHER:
			return true;
		case STATEMENT_INSERT:
			insert = statement->tree ? statement->tree->insert : NULL;
			if (touched->trigger || !insert ||
				insert->conflict == CONFLICT_REPLACE ||
				insert->upserts.count)
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

const struct column_uses *losses_uses(struct losses *losses)
{
	if (losses->uses)
		return losses->uses;
	losses->uses = arena_alloc(losses->arena, sizeof(*losses->uses));
	losses->uses->arena = losses->arena;
	if (!losses->group) /* else the step is a part of it */
		column_uses_read(
			losses->uses, losses->script->up, losses->script->up_count);
	for (uint32_t i = 0; losses->group && i < losses->group->part_count; i++)
		column_uses_read(losses->uses, losses->group->parts[i].statements,
			losses->group->parts[i].count);
	return losses->uses;
}

const struct table_rows *losses_picture(struct losses *losses, const char *table)
{
	uint32_t i = map_place(losses->tables.items, losses->tables.count, table);

	if (i == MAP_NONE)
		return NULL;
	if (!losses->after)
		losses->after = arena_array(
			losses->arena, losses->tables.count, sizeof(*losses->after));
	if (!losses->after[i])
		losses->after[i] =
			table_rows_take(losses->scratch, losses->tables.items[i]);
	return losses->after[i];
}

/* Does SQLite give the table's rows their numbers, and nothing hold these? */
static bool is_numbered(struct losses *losses, uint32_t i)
{
	const struct write *write = &losses->writes[i];
	const struct table_rows *rows;
	const char *key;

	if (write->statement->kind != STATEMENT_INSERT || !write->columns.count)
		return false;
	rows = losses_picture(losses, lineage_final(losses->script, i, write->table));
	if (rows && rows->virtual && rows->rowid)
		return !names_have(&write->columns, rows->rowid);
	if (!rows || rows->serial == UINT32_MAX)
		return false;
	key = rows->columns[rows->serial];
	return !names_have(&write->columns, key) &&
	       !references_to(losses->references, losses->scratch, rows->table, key)
			.count;
}

/* What is changed in trials, or looked at after them. */
static struct names used_names(struct losses *losses, struct trial *trial)
{
	struct arena *arena = losses->arena;
	struct names used = { 0 };

	names_add_all(arena, &used, &losses->tables);
	if (losses->group_tables)
		names_add_all(arena, &used, losses->group_tables);
	for (uint32_t i = 0; i < losses->before_count; i++) {
		struct names near = references_near(
			losses->references, trial->scratch, losses->before[i]->table);

		names_add_all(arena, &used, &near);
	}
	return used;
}

bool losses_ready(struct losses *losses, struct trial *trial)
{
	struct names numbered = { 0 }, tables = { 0 }, used = { 0 };
	const struct names *all;

	if (trial->tried)
		return trial->ready;
	if (trial_is_large(trial))
		used = used_names(losses, trial);
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		if (is_numbered(losses, i))
			names_add(losses->arena, &numbered,
				lineage_final(
					losses->script, i, losses->writes[i].table));
	}
	all = trial == losses->group ? losses->group_tables : &losses->tables;
	for (uint32_t i = 0; i < all->count; i++) {
		const char *table = all->items[i];

		if (!virtual_is_index(losses->arena, losses->snapshot, table))
			names_add(losses->arena, &tables, table);
	}
	return trial_ready(trial, &tables, &numbered, &used);
}

/* What is in an index is in the table that it indexes. */
static bool is_index(struct losses *losses, const struct table_rows *before)
{
	return before->virtual &&
	       virtual_is_index(losses->arena, losses->snapshot, before->table);
}

/* Did an earlier step of the group make it? */
static bool is_of_group(const struct losses *losses, const char *table)
{
	const struct trial *group = losses->group;

	for (uint32_t i = 0; group && i + 1 < group->part_count; i++) {
		for (uint32_t j = 0; j < group->parts[i].count; j++) {
			const struct statement *statement =
				&group->parts[i].statements[j];

			if ((statement->kind == STATEMENT_CREATE_TABLE ||
				    statement->kind == STATEMENT_CREATE_TABLE_AS) &&
				map_same(statement->name, table))
				return true;
		}
	}
	return false;
}

/* What the table is called now, or what took its place: a rebuild may take several steps.
 */
static const char *name_after(const struct losses *losses, const char *table)
{
	const char *name = lineage_table(losses->script, table);

	for (uint32_t i = 0; !name && i < losses->script->up_count; i++) {
		const struct statement *statement = &losses->script->up[i];

		if (statement->kind == STATEMENT_RENAME_TABLE &&
			map_same(statement->new_name, table) &&
			is_of_group(losses, statement->name))
			return table;
	}
	return name;
}

static void compare_table(struct losses *losses, uint32_t number)
{
	const struct table_rows *before = losses->before[number];
	const char *name = name_after(losses, before->table);
	struct comparison comparison = { .losses = losses,
		.loss = { .losses = losses,
			.before = before,
			.bare = losses->bare && losses->bare[number] },
		.known = losses->known ? losses->known[number] : NULL };

	comparison.loss.after = name ? table_rows_take(losses->scratch, name) : NULL;
	if (is_index(losses, before)) {
		row_losses_index(&comparison);
		return;
	}
	comparison_judge(&comparison);
	row_losses_report(&comparison);
	column_losses_report(&comparison);
	column_losses_crossed(&comparison);
}

const struct table_rows *losses_renamed(
	struct arena *arena, const struct script *script, const struct table_rows *before)
{
	struct table_rows *renamed = arena_alloc(arena, sizeof(*renamed));

	*renamed = *before;
	renamed->columns =
		arena_array(arena, before->column_count + 1, sizeof(*renamed->columns));
	for (uint32_t i = 0; i < before->column_count; i++)
		renamed->columns[i] =
			lineage_column(script, before->table, before->columns[i]);
	return renamed;
}

static uint32_t count_untried(const struct losses *losses)
{
	return (losses->trial ? losses->trial->untried : 0) +
	       (losses->group ? losses->group->untried : 0);
}

/* What nobody has looked at is told, once a step. */
static void tell_untried(struct losses *losses, const char *tables)
{
	const struct script *script = losses->script;

	if (!map_add(losses->reported, "untried"))
		return;
	diag_report(losses->diags, RULE_UNTRIED, script->source, script->up->span,
		"not all values of %s could be tried", tables)
		->help = "part the step in two, each of which takes from fewer tables or "
			 "columns";
}

void losses_find(struct losses *losses)
{
	const char *tables = NULL;

	for (uint32_t i = 0; i < losses->before_count; i++) {
		uint32_t untried = count_untried(losses);

		compare_table(losses, i);
		if (count_untried(losses) > untried)
			tables = names_join(losses->arena, tables, ", ",
				losses->before[i]->table);
	}
	if (tables && !losses->down)
		tell_untried(losses, tables);
	if (!losses->down)
		replaces_judge(losses);
}
