/*
 * unseen_rows: what a step does to rows that the rehearsal could not make. See
 * unseen_rows.h.
 */
#include "gen/rehearse/unseen_rows.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/acknowledged.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/lineage.h"
#include "gen/rehearse/loss.h"
#include "gen/rehearse/release_group.h"
#include "gen/report/diag.h"
#include "gen/sql/tree_walk.h"

/* A table of before the step. */
struct unseen {
	struct losses *losses;
	const struct table_rows *plain, *adversarial; /* the second may be NULL */
	const struct schema_rules *rules;
	const struct migration *migration;
	const char *moved; /* its name once the step has moved it away, or NULL */
	const struct shot_object *after; /* what has its place, or NULL */
	bool reported, copied;		 /* a loss; all of it, as far as the text tells */
};

static bool holds(const struct table_rows *rows, uint32_t column)
{
	for (uint32_t i = 0; rows && i < rows->count; i++) {
		if (strcmp(table_rows_value(rows, i, column), "NULL") != 0)
			return true;
	}
	return false;
}

static bool has_rows(const struct unseen *table)
{
	return table->plain->count || (table->adversarial && table->adversarial->count);
}

/* Has the column no value in either population, and may it have one at a user's? */
static bool is_unseen(const struct unseen *table, uint32_t column)
{
	const char *name = table->plain->columns[column];
	uint32_t other = table->adversarial ? table_rows_column(table->adversarial, name)
					    : UINT32_MAX;

	return !holds(table->plain, column) &&
	       (other == UINT32_MAX || !holds(table->adversarial, other)) &&
	       schema_rules_users_have(
		       table->rules, table->migration, table->plain->table, name);
}

static struct diag *report(struct unseen *table, enum rule_id rule,
	const struct statement *statement, const char *column, const char *message)
{
	struct arena *arena = table->losses->arena;
	const char *name = table->plain->table;
	struct loss loss = { .losses = table->losses,
		.before = table->plain,
		.column = column,
		.evidence =
			has_rows(table)
				? arena_printf(arena,
					  "no value could be made for %s.%s here: "
					  "the text alone tells it",
					  name, column)
				: arena_printf(arena,
					  "no row could be made for %s here: the text "
					  "alone tells it",
					  name) };
	struct diag *diag = loss_report(&loss, rule, statement, message);

	table->reported = true;
	if (diag && diag->severity != SEVERITY_NOTE) {
		diag->severity = table->copied ? SEVERITY_WARNING : SEVERITY_ERROR;
		diag->help = arena_printf(arena,
			"give it rows: -- @sample INSERT INTO %s …; or say "
			"so: " ACKNOWLEDGED_LINE,
			name);
	}
	return diag;
}

static bool is_it(const struct unseen *table, const char *name)
{
	return map_same(name, table->plain->table) ||
	       (table->moved && map_same(name, table->moved));
}

/* Does the statement put what the table holds elsewhere? */
static bool takes_from(const struct unseen *table, const struct statement *statement)
{
	if (statement->kind != STATEMENT_INSERT &&
		statement->kind != STATEMENT_CREATE_TABLE_AS &&
		statement->kind != STATEMENT_UPDATE)
		return false;
	return tree_has_source(statement->tree, table->plain->table) ||
	       (table->moved && tree_has_source(statement->tree, table->moved));
}

/* Does a statement read the column, or all of them, to write something with it? */
static bool is_read(const struct unseen *table, const char *column)
{
	const struct losses *losses = table->losses;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct statement *statement = &losses->script->up[i];
		const struct write *write = &losses->writes[i];

		if (write_reads(statement, table->plain->table, table->moved, column) ||
			(takes_from(table, statement) &&
				(write->star ||
					statement->kind == STATEMENT_CREATE_TABLE_AS)))
			return true;
	}
	return false;
}

/* The copy from the table into what has its place, or NULL. */
static const struct write *copy_of(const struct unseen *table)
{
	const struct losses *losses = table->losses;

	for (uint32_t i = 0; table->after && i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (write->copies && takes_from(table, write->statement) &&
			lineage_becomes(losses->script, write->table, table->after->name))
			return write;
	}
	return NULL;
}

/* Does the copy take each row, and each column by its name? */
static bool takes_all(const struct unseen *table, const struct write *copy)
{
	const struct names *sources = &copy->sources;

	for (uint32_t i = 0; i < table->plain->column_count; i++) {
		if (!copy->star && map_place(sources->items, sources->count,
					   table->plain->columns[i]) == MAP_NONE)
			return false;
	}
	return copy->copies && is_it(table, copy->from) && !copy->filters &&
	       !copy->ignores && !copy->replaces;
}

/* How the copy fills a column that both tables have. */
static void judge_filling(
	struct unseen *table, const struct write *copy, const char *column)
{
	struct arena *arena = table->losses->arena;
	const char *name = table->plain->table, *source;
	uint32_t place = map_place(copy->columns.items, copy->columns.count, column);

	if (copy->star || !copy->columns.count)
		return; /* by position: another rule's */
	if (place == MAP_NONE) {
		report(table, RULE_COPY_LEAVES_OUT, copy->statement, column,
			arena_printf(arena, "the copy leaves out %s.%s", name, column));
		return;
	}
	source = place < copy->sources.count ? copy->sources.items[place] : NULL;
	if ((source && map_same(source, column)) || write_uses(copy, column))
		return;
	report(table, RULE_COPY_LEAVES_OUT, copy->statement, column,
		arena_printf(
			arena, "the copy fills %s.%s from something else", name, column));
}

/* Each column by itself: of a table without rows all, else those without values. */
static void judge_columns(struct unseen *table)
{
	struct losses *losses = table->losses;
	struct arena *arena = losses->arena;
	const char *name = table->plain->table;
	const struct write *copy = copy_of(table);

	for (uint32_t i = 0; i < table->plain->column_count; i++) {
		const char *column = table->plain->columns[i];
		const char *now = lineage_column(losses->script, name, column);

		if (!is_unseen(table, i))
			continue;
		if (table->after && snapshot_column(table->after, now)) {
			if (copy)
				judge_filling(table, copy, now);
		} else if (!is_read(table, column)) {
			report(table, table->after ? RULE_COLUMN_LOST : RULE_TABLE_LOST,
				lineage_maker(losses->script, name), column,
				arena_printf(arena,
					"the values of %s.%s are kept nowhere else", name,
					column));
		}
	}
}

static void judge_dropped_column(struct unseen *table, const struct statement *drop)
{
	const char *name = table->plain->table;

	for (uint32_t i = 0; i < table->plain->column_count; i++) {
		const char *column = table->plain->columns[i];

		if (map_same(lineage_column(table->losses->script, name, column),
			    drop->column) &&
			is_unseen(table, i) && !is_read(table, column))
			report(table, RULE_COLUMN_DROPPED, drop, column,
				arena_printf(table->losses->arena,
					"the values of %s.%s are kept nowhere else", name,
					column));
	}
}

/* The table is dropped, or made anew, without a row having been seen. */
static void judge_dropped(struct unseen *table, const struct statement *drop)
{
	struct arena *arena = table->losses->arena;
	const struct script *script = table->losses->script;
	const char *name = table->plain->table;
	bool copied = false, all = false;

	for (uint32_t i = 0; i < script->up_count; i++) {
		copied |= takes_from(table, &script->up[i]);
		all |= takes_all(table, &table->losses->writes[i]);
	}
	if (!copied && table->after)
		report(table, RULE_ROWS_LOST, drop, NULL,
			arena_printf(arena, "%s is made anew without its rows", name));
	else if (!copied)
		report(table, RULE_TABLE_LOST, drop, NULL,
			arena_printf(
				arena, "the rows of %s are kept nowhere else", name));
	else
		judge_columns(table);
	if (table->reported)
		return;
	table->copied = all;
	report(table, RULE_NO_ROWS, drop, NULL,
		arena_printf(
			arena, "what this does to the rows of %s was not seen", name));
}

static void judge_delete(struct unseen *table, const struct statement *statement)
{
	struct arena *arena = table->losses->arena;
	const char *name = table->plain->table;

	if (statement->has_where)
		report(table, RULE_DELETE_SOME, statement, NULL,
			arena_printf(arena, "DELETE takes rows of %s", name));
	else
		report(table, RULE_DELETE_ALL, statement, NULL,
			arena_printf(arena, "DELETE without WHERE empties %s", name));
}

static void judge(struct unseen *table)
{
	const struct script *script = table->losses->script;
	const char *name = table->plain->table;
	bool rows = has_rows(table), dropped = false;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->dropped || !lineage_is(script, statement->name, name))
			continue;
		if (statement->kind == STATEMENT_DROP_COLUMN)
			judge_dropped_column(table, statement);
		else if (statement->kind == STATEMENT_DROP_TABLE &&
			 is_it(table, statement->name)) {
			dropped = true;
			if (!rows)
				judge_dropped(table, statement);
		} else if (statement->kind == STATEMENT_DELETE && !rows)
			judge_delete(table, statement);
	}
	if (rows && dropped && table->after)
		judge_columns(table);
}

static const struct table_rows *find(const struct losses *losses, const char *table)
{
	for (uint32_t i = 0; i < losses->before_count; i++) {
		if (map_same(losses->before[i]->table, table))
			return losses->before[i];
	}
	return NULL;
}

void unseen_rows_judge(struct losses *plain, const struct losses *adversarial,
	const struct schema_rules *rules, const struct migration *migration,
	const struct names *emptied)
{
	for (uint32_t i = 0; i < plain->before_count; i++) {
		const struct table_rows *rows = plain->before[i];
		const char *name = lineage_table(plain->script, rows->table);
		struct unseen table = { .losses = plain,
			.plain = rows,
			.adversarial = find(adversarial, rows->table),
			.rules = rules,
			.migration = migration,
			.moved = lineage_moved(plain->script, rows->table) };

		table.after = name ? snapshot_find(plain->snapshot, false, name) : NULL;
		if (!rows->virtual && !names_have(emptied, rows->table) &&
			schema_rules_users_have(rules, migration, rows->table, NULL) &&
			!release_group_was_built(rules->plan, migration, rows->table))
			judge(&table);
	}
}
