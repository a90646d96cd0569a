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
#include "gen/lint/acknowledged.h"
#include "gen/oracle/lineage.h"
#include "gen/rehearse/changed_values.h"
#include "gen/rehearse/loss.h"
#include "gen/rehearse/replaces.h"
#include "gen/report/diag.h"
#include "gen/rows/virtual_tables.h"

/* Is that place, "t.c", in a table that a copy of the step filled from this one? */
static bool is_copied_to(const struct loss *loss, const char *place)
{
	const struct losses *losses = loss->losses;
	const char *moved = lineage_moved(losses->script, loss->before->table);

	for (uint32_t i = 0; place && i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];
		size_t size = write->copies ? strlen(write->table) : 0;

		if (write->copies &&
			(map_same(write->from, loss->before->table) ||
				(moved && map_same(write->from, moved))) &&
			sqlite3_strnicmp(place, write->table, (int)size) == 0 &&
			place[size] == '.')
			return true;
	}
	return false;
}

/*
 * The columns that went, and where the step copied the others; false when most of them
 * went.
 */
static bool is_kept_in_part(const struct loss *loss, const char **lost, const char **kept)
{
	struct arena *arena = loss->losses->arena;
	const struct table_rows *before = loss->before;
	uint32_t lost_count = 0;

	*lost = *kept = NULL;
	for (uint32_t i = 0; i < before->column_count; i++) {
		const char *place = loss_kept_in(loss, i);
		const char *name = before->columns[i];

		lost_count += !is_copied_to(loss, place);
		if (is_copied_to(loss, place))
			*kept = names_join(arena, *kept, ", ",
				arena_printf(arena, "%s is in %s", name, place));
		else if (!place)
			*lost = names_join(arena, *lost, ", ",
				arena_printf(arena, "%s.%s", before->table, name));
	}
	return *lost && 2 * lost_count <= before->column_count;
}

static void table_went(struct loss *loss)
{
	const char *table = loss->before->table;
	const struct statement *drop =
		parse_find(loss->losses->script, STATEMENT_DROP_TABLE, table);
	struct arena *arena = loss->losses->arena;
	const char *message, *lost, *kept;
	struct diag *diag;

	if (!loss->before->count)
		loss_stake(loss->losses, table); /* here it was empty */
	if (!loss->before->count || loss_table_kept_in(loss))
		return;
	loss->evidence = arena_printf(
		arena, "%s: %u rows before, no table after", table, loss->before->count);
	message = arena_printf(arena, "the rows of %s are kept nowhere else", table);
	if (is_kept_in_part(loss, &lost, &kept)) {
		message = arena_printf(
			arena, "the values of %s are kept nowhere else", lost);
		loss->evidence = arena_printf(arena, "%s; %s", loss->evidence, kept);
	}
	diag = loss_report(
		loss, RULE_TABLE_LOST, drop ? drop : loss->losses->script->up, message);
	if (loss_table_is_turned(loss))
		loss_soften(diag);
}

/* The statement that took rows, and the rule that says how. */
static const struct statement *rows_culprit(const struct loss *loss, enum rule_id *rule)
{
	const struct losses *losses = loss->losses;
	const char *table = loss->before->table;
	const struct statement *copy = NULL, *some = NULL, *drop;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];
		const struct statement *statement = &losses->script->up[i];

		if (!lineage_is(losses->script, write->table, table))
			continue;
		if (statement->kind == STATEMENT_DELETE && !statement->has_where) {
			*rule = RULE_DELETE_ALL;
			return statement;
		}
		if (statement->kind == STATEMENT_DELETE)
			some = statement;
		if (write->copies &&
			(write->filters || write->ignores || write->replaces))
			copy = statement;
	}
	drop = parse_find(losses->script, STATEMENT_DROP_TABLE, table);
	*rule = copy ? RULE_COPY_FILTERS : some ? RULE_DELETE_SOME : RULE_ROWS_LOST;
	if (copy || some)
		return copy ? copy : some;
	some = replaces_rows(losses, table);
	if (some) {
		*rule = RULE_REPLACE_TAKES;
		return some;
	}
	return drop ? drop : losses->script->up;
}

/* Rows that REPLACE took. Where fewer are left it put nothing in their place. */
static void weigh_replaced(
	struct diag *diag, const struct statement *statement, bool fewer)
{
	if (diag->severity == SEVERITY_NOTE)
		return;
	if (fewer)
		diag->severity = SEVERITY_ERROR;
	if (statement->kind == STATEMENT_UPDATE)
		diag->help = "fix the rows that are in the way first, or say "
			     "so: " ACKNOWLEDGED_LINE;
}

static void rows_went(struct loss *loss, uint32_t lost)
{
	static const char *const hows[] = { [RULE_DELETE_ALL] =
						    "DELETE without WHERE empties %s",
		[RULE_DELETE_SOME] = "DELETE takes %u of %u rows of %s",
		[RULE_COPY_FILTERS] = "the copy leaves out %u of %u rows of %s",
		[RULE_REPLACE_TAKES] = "REPLACE takes %u of %u rows of %s",
		[RULE_ROWS_LOST] = "%s is made anew without its rows" };
	struct arena *arena = loss->losses->arena;
	const struct table_rows *before = loss->before;
	const struct statement *culprit, *made;
	enum rule_id rule;
	const char *message;
	struct diag *diag;

	if (loss_table_kept_in(loss))
		return;
	culprit = rows_culprit(loss, &rule);
	made = parse_find(loss->losses->script, STATEMENT_DROP_TABLE, before->table);
	loss->evidence = arena_printf(arena, "%s: %u rows before, %u after",
		before->table, before->count, loss->after->count);
	if (rule == RULE_ROWS_LOST && !made)
		message = arena_printf(
			arena, "%s loses rows, and no statement names it", before->table);
	else if (rule == RULE_DELETE_ALL || rule == RULE_ROWS_LOST)
		message = arena_printf(arena, hows[rule], before->table);
	else
		message = arena_printf(
			arena, hows[rule], lost, before->count, before->table);
	diag = loss_report(loss, rule, culprit, message);
	if (rule == RULE_REPLACE_TAKES && diag)
		weigh_replaced(diag, culprit, loss->after->count < before->count);
}

/* A copy into what the table becomes that makes other values of the column's. */
static const struct statement *used_by(const struct loss *loss)
{
	const struct losses *losses = loss->losses;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (write->copies &&
			lineage_becomes(
				losses->script, write->table, loss->before->table) &&
			write_uses(write, loss->column))
			return write->statement;
	}
	return NULL;
}

static void column_went(struct loss *loss, uint32_t column, const char *now)
{
	struct losses *losses = loss->losses;
	const char *table = loss->before->table;
	struct diag *diag;
	uint32_t values = 0;

	for (uint32_t i = 0; i < loss->before->count; i++)
		values += strcmp(table_rows_value(loss->before, i, column), "NULL") != 0;
	if (!values || loss_kept_in(loss, column))
		return;
	loss->evidence = arena_printf(losses->arena,
		"%s.%s: %u values before, no column after", table, loss->column, values);
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct statement *statement = &losses->script->up[i];

		if (statement->kind != STATEMENT_DROP_COLUMN ||
			(!map_same(statement->column, loss->column) &&
				!map_same(statement->column, now)))
			continue;
		loss_report(loss, RULE_COLUMN_DROPPED, statement,
			arena_printf(losses->arena,
				"the values of %s.%s are kept nowhere else", table,
				loss->column));
		return;
	}
	if (used_by(loss)) {
		loss_report(loss, RULE_VALUES_SET, used_by(loss),
			arena_printf(losses->arena,
				"the copy makes other values of those of %s.%s", table,
				loss->column));
		return;
	}
	diag = loss_report(loss, RULE_COLUMN_LOST, lineage_maker(losses->script, table),
		arena_printf(losses->arena, "the new %s leaves out the column %s", table,
			loss->column));
	if (loss_is_turned(loss, loss->column))
		loss_soften(diag);
}

static void compare_column(struct loss *loss, uint32_t column, const uint32_t *match)
{
	struct losses *losses = loss->losses;
	const struct table_rows *before = loss->before;
	const char *now = lineage_column(losses->script, before->table, loss->column);
	uint32_t other = table_rows_column(loss->after, now);
	struct table_rows_difference difference;

	if (other == UINT32_MAX) {
		column_went(loss, column, now);
		return;
	}
	difference = table_rows_compare(before, column, loss->after, other, match);
	if (!difference.changed)
		return;
	loss->evidence = arena_printf(losses->arena,
		"%s.%s: %u of %u values changed; the first was %s and is %s",
		before->table, loss->column, difference.changed, before->count,
		table_rows_value(before, difference.first, column),
		table_rows_value(loss->after, difference.partner, other));
	changed_values_report(loss, difference.retyped == difference.changed);
}

/* Does a DELETE say which rows go, and nothing give others new keys? */
static bool deletes(const struct losses *losses, const char *table)
{
	bool found = false;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (!lineage_is(losses->script, write->table, table))
			continue;
		if (write->copies || write->statement->kind == STATEMENT_UPDATE)
			return false;
		found |= write->statement->kind == STATEMENT_DELETE;
	}
	return found;
}

static void compare_table(struct losses *losses, uint32_t number)
{
	const struct table_rows *before = losses->before[number];
	/* only columns that it has count; NULL: all do */
	const struct table_rows *known = losses->known ? losses->known[number] : NULL;
	struct loss loss = { .losses = losses,
		.before = before,
		.bare = losses->bare && losses->bare[number] };
	const char *name = lineage_table(losses->script, before->table);
	const uint32_t *match;
	uint32_t lost = 0;
	bool deleted;

	loss.after = name ? table_rows_take(losses->scratch, name) : NULL;
	if (before->virtual &&
		virtual_is_index(losses->arena, losses->snapshot, before->table)) {
		if (loss.after && !loss.after->count)
			rows_went(&loss, before->count);
		return; /* what is in it is in the table that it indexes */
	}
	if (!loss.after) {
		table_went(&loss);
		return;
	}
	deleted = deletes(losses, before->table);
	match = table_rows_match(losses->arena, before, loss.after, !deleted);
	for (uint32_t i = 0; i < before->count; i++)
		lost += match[i] == UINT32_MAX;
	if (lost && (deleted || loss.after->count < before->count ||
			    replaces_rows(losses, before->table))) {
		rows_went(&loss, lost);
		if (lost == before->count)
			return; /* nothing is left to compare */
	}
	for (uint32_t i = 0; i < before->column_count; i++) {
		loss.column = before->columns[i];
		if (!known || table_rows_column(known, loss.column) != UINT32_MAX)
			compare_column(&loss, i, match);
	}
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

void losses_find(struct losses *losses)
{
	for (uint32_t i = 0; i < losses->before_count; i++)
		compare_table(losses, i);
	if (!losses->down)
		replaces_judge(losses);
}
