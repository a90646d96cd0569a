/*
 * column_losses: findings for values that are lost, or are not what they were. See
 * column_losses.h.
 */
#include "gen/rehearse/column_losses.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/schema_rules.h"
#include "gen/oracle/lineage.h"
#include "gen/rehearse/changed_values.h"
#include "gen/rehearse/filling.h"
#include "gen/rehearse/row_losses.h"
#include "gen/report/diag.h"

/* How many values the column had. */
static uint32_t count_values(const struct table_rows *rows, uint32_t column)
{
	uint32_t values = 0;

	for (uint32_t i = 0; i < rows->count; i++)
		values += strcmp(table_rows_value(rows, i, column), "NULL") != 0;
	return values;
}

/* "users.phone: 5 values before, no column after", or how many of them and one row. */
static const char *evidence_of(const struct comparison *comparison, uint32_t column,
	uint32_t lost, uint32_t first)
{
	struct arena *arena = comparison->losses->arena;
	const struct loss *loss = &comparison->loss;
	const char *place =
		arena_printf(arena, "%s.%s", loss->before->table, loss->column);
	uint32_t values = count_values(loss->before, column);

	if (loss->after && comparison->others[column] == UINT32_MAX && lost == values)
		return arena_printf(
			arena, "%s: %u values before, no column after", place, values);
	return arena_printf(arena,
		"%u of %u values of %s, for example %!.60s; its row: %s", lost, values,
		place, table_rows_value(loss->before, first, column),
		comparison_row_words(comparison, first));
}

/* The DROP COLUMN that took it, or NULL. */
static const struct statement *drop_of(const struct loss *loss)
{
	const struct script *script = loss->losses->script;
	const char *now = lineage_column(script, loss->before->table, loss->column);

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_DROP_COLUMN &&
			(map_same(statement->column, loss->column) ||
				map_same(statement->column, now)) &&
			lineage_is(script, statement->name, loss->before->table))
			return statement;
	}
	return NULL;
}

/* A copy into what takes the table's place that does not fill the column, or from
 * something else. */
static const struct statement *copy_of(
	const struct comparison *comparison, uint32_t column, enum rule_id *rule)
{
	const struct loss *loss = &comparison->loss;
	const struct losses *losses = loss->losses;
	const char *now = loss->after->columns[comparison->others[column]];

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];
		enum filling filling;

		if (!write->copies || !filling_reads(loss, write) ||
			map_same(write->table, write->from) ||
			!lineage_is(losses->script, write->table, loss->before->table))
			continue;
		filling = filling_kind(loss, write, now);
		*rule = filling == NOT_FILLED ? RULE_COPY_LEAVES_OUT : RULE_COPY_FILLS;
		if (filling == NOT_FILLED || filling == FILLED_FROM_OTHER)
			return write->statement;
	}
	return NULL;
}

/* The statement that took the column, and the rule that says how. */
static const struct statement *column_culprit(
	const struct comparison *comparison, uint32_t column, enum rule_id *rule)
{
	const struct loss *loss = &comparison->loss;
	const struct script *script = loss->losses->script;
	const struct statement *drop;

	if (!loss->after) {
		drop = parse_find(script, STATEMENT_DROP_TABLE, loss->before->table);
		*rule = RULE_TABLE_LOST;
		return drop ? drop : script->up;
	}
	if (comparison->others[column] != UINT32_MAX) {
		drop = copy_of(comparison, column, rule);
		return drop ? drop : row_losses_culprit(comparison, rule);
	}
	drop = drop_of(loss);
	*rule = drop ? RULE_COLUMN_DROPPED : RULE_COLUMN_LOST;
	return drop ? drop : lineage_maker(script, loss->before->table);
}

/* Added by the step before, and dropped: one step takes back what the other did. */
static bool is_taken_back(const struct loss *loss, enum rule_id rule)
{
	return rule == RULE_COLUMN_DROPPED && loss->losses->rules &&
	       schema_rules_is_young(
		       loss->losses->rules, loss->before->table, loss->column, 2);
}

static void column_went(
	struct comparison *comparison, uint32_t column, uint32_t lost, uint32_t first)
{
	struct loss *loss = &comparison->loss;
	bool bare = loss->bare;
	struct arena *arena = comparison->losses->arena;
	enum rule_id rule;
	const struct statement *culprit = column_culprit(comparison, column, &rule);
	const char *several = "the values of %s are kept nowhere else";
	const char *message =
		arena_printf(arena, "the values of %s.%s are kept nowhere else",
			loss->before->table, loss->column);

	if (loss->after && comparison->others[column] == UINT32_MAX &&
		changed_values_setter(loss)) {
		rule = RULE_VALUES_MERGED; /* the author had them in hand */
		culprit = changed_values_setter(loss);
	}
	if (rule == RULE_COPY_LEAVES_OUT) {
		several = "the copy leaves out %s";
		message = arena_printf(arena, "the copy leaves out %s.%s",
			loss->before->table, loss->column);
	}
	if (rule == RULE_COLUMN_LOST) {
		several = "the new table leaves out the columns %s";
		message = arena_printf(arena, "the new %s leaves out the column %s",
			loss->before->table, loss->column);
	}
	loss->evidence = evidence_of(comparison, column, lost, first);
	loss->bare |= is_taken_back(loss, rule);
	loss_report_column(loss, rule, culprit, message, several);
	loss->bare = bare;
}

/* Values that are kept, while nothing tells of which rows they were. */
static void column_torn(struct comparison *comparison, uint32_t column)
{
	struct loss *loss = &comparison->loss;
	struct arena *arena = comparison->losses->arena;
	enum rule_id rule;
	const struct statement *culprit = column_culprit(comparison, column, &rule);

	loss->evidence = arena_printf(arena,
		"two rows may exchange their %s, and what is left is the same",
		loss->column);
	loss_report_column(loss, rule, culprit,
		arena_printf(arena,
			"which rows had which %s.%s is kept nowhere else: its values "
			"stay without the rest of their rows",
			loss->before->table, loss->column),
		"which rows had which %s is kept nowhere else: their values stay "
		"without the rest of their rows");
}

/* The partners of rows that are not lost. */
static const uint32_t *kept_matches(const struct comparison *comparison)
{
	const struct table_rows *before = comparison->loss.before;
	uint32_t *match =
		arena_array(comparison->losses->arena, before->count + 1, sizeof(*match));

	for (uint32_t i = 0; i < before->count; i++)
		match[i] =
			comparison->fates.row_lost[i] ? UINT32_MAX : comparison->match[i];
	return match;
}

/* A text or a BLOB in a column of numbers: no program of the table's author put it there.
 */
static bool is_out_of_place(const struct table_rows *rows, uint32_t row, uint32_t column)
{
	static const char *const numeric[] = { "%int%", "%real%", "%floa%", "%doub%",
		"%num%", "%dec%" };
	const char *literal = table_rows_value(rows, row, column);

	if (literal[0] != '\'' && literal[0] != 'X')
		return false;
	for (size_t i = 0; i < sizeof(numeric) / sizeof(*numeric); i++) {
		if (sqlite3_strlike(numeric[i], rows->types[column], 0) == 0)
			return true;
	}
	return false;
}

/* Values of rows that are there still, and that are kept nowhere. */
static void count_lost(struct comparison *comparison, struct changed_values *changed)
{
	const struct table_rows *before = comparison->loss.before;

	for (uint32_t i = 0; i < before->count; i++) {
		if (changed->match[i] == UINT32_MAX || comparison->fates.row_lost[i] ||
			!*fates_cell(
				before, comparison->fates.cell_lost, i, changed->column))
			continue;
		changed->lost_there++;
		changed->lost_proper += !is_out_of_place(before, i, changed->column);
	}
}

/* The column is there before and after: false when nothing of it is to be told. */
static bool compare_column(struct comparison *comparison, uint32_t column,
	const uint32_t *match, uint32_t lost)
{
	struct loss *loss = &comparison->loss;
	uint32_t other = comparison->others[column];
	struct changed_values changed = { .column = column,
		.other = other,
		.match = match,
		.lost = lost,
		.renumbered =
			column == loss->before->serial ? comparison->renumbered : 0 };

	changed.difference =
		table_rows_compare(loss->before, column, loss->after, other, match);
	count_lost(comparison, &changed);
	if (changed.difference.changed || changed.lost_there)
		changed_values_report(loss, &changed);
	return changed.lost_there > 0;
}

static void judge_column(
	struct comparison *comparison, uint32_t column, const uint32_t *match)
{
	struct loss *loss = &comparison->loss;
	uint32_t first = 0;
	uint32_t lost = comparison_lost_cells(comparison, column, &first);

	loss->column = loss->before->columns[column];
	if (loss->after && comparison->others[column] != UINT32_MAX &&
		compare_column(comparison, column, match, lost))
		return;
	if (lost)
		column_went(comparison, column, lost, first);
	else if (comparison->fates.torn[column])
		column_torn(comparison, column);
}

void column_losses_report(struct comparison *comparison)
{
	const struct table_rows *before = comparison->loss.before;
	const uint32_t *match;

	if (comparison->lost == before->count)
		return; /* nothing is left to compare */
	match = kept_matches(comparison);
	for (uint32_t i = 0; i < before->column_count; i++) {
		if (!comparison->known || table_rows_column(comparison->known,
						  before->columns[i]) != UINT32_MAX)
			judge_column(comparison, i, match);
	}
	comparison->loss.column = NULL;
}

void column_losses_crossed(struct comparison *comparison)
{
	struct losses *losses = comparison->losses;
	struct loss *loss = &comparison->loss;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];
		const struct table_rows *to;

		if (!write->copies || !filling_reads(loss, write) ||
			(comparison->gone < loss->before->count &&
				lineage_is(losses->script, write->table,
					loss->before->table)))
			continue;
		to = losses_picture(
			losses, lineage_final(losses->script, i, write->table));
		loss->column = to ? filling_crossed(loss, write, to) : NULL;
		if (!loss->column)
			continue;
		loss->evidence = arena_printf(losses->arena,
			"both %s and %s have the columns, in another order",
			loss->before->table, to->table);
		loss_report(loss, RULE_COPY_POSITION, write->statement,
			arena_printf(losses->arena,
				"the copy puts %s.%s into another column of %s",
				loss->before->table, loss->column, to->table));
	}
	loss->column = NULL;
}
