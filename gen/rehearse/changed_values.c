/*
 * changed_values: which statement gave a column other values, and whether by name. See
 * changed_values.h.
 */
#include "gen/rehearse/changed_values.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/lineage.h"
#include "gen/rehearse/replaces.h"

/* Does the copy read the table as it was? */
static bool reads_it(const struct losses *losses, const char *name, const char *table)
{
	const char *moved = lineage_moved(losses->script, table);

	return map_same(name, table) || (moved && map_same(name, moved));
}

/* How a copy fills a column of the table it copies to. */
enum filling { FILLED_SAME, FILLED_BY_NAME, FILLED_BY_POSITION, NOT_FILLED };

/* The place of a column in a copy's list, or in the table when there is no list. */
static uint32_t place_of(const struct loss *loss, const struct write *write)
{
	if (!write->columns.count)
		return table_rows_column(loss->after, loss->column);
	return map_place(write->columns.items, write->columns.count, loss->column);
}

static uint32_t listed_at(const struct write *write, const char *column)
{
	uint32_t i = map_place(write->columns.items, write->columns.count, column);

	return i < write->sources.count ? i : UINT32_MAX;
}

/*
 * INSERT INTO t(a, b) SELECT b, a: both lists name the same columns in another order, so
 * that their values change places. What -- @rebuild names is no list to be mixed up.
 */
static bool is_mixed_up(const struct loss *loss, const struct write *write)
{
	const char *column = loss->column;

	if (!reads_it(loss->losses, write->from, loss->before->table) ||
		strncmp(write->table, PARSE_WORKING, strlen(PARSE_WORKING)) == 0)
		return false;
	for (uint32_t i = 0; i < write->columns.count; i++) {
		uint32_t place = listed_at(write, column);

		column = place == UINT32_MAX ? NULL : write->sources.items[place];
		if (!column || map_same(column, loss->column))
			return column != NULL;
	}
	return false;
}

static enum filling filling_of(const struct loss *loss, const struct write *write)
{
	uint32_t place = place_of(loss, write);

	if (place == UINT32_MAX)
		return NOT_FILLED;
	if (write->star && !write->sources.count && place < loss->before->column_count &&
		map_same(loss->before->columns[place], loss->column) &&
		reads_it(loss->losses, write->from, loss->before->table))
		return FILLED_SAME;
	if (write->star || place >= write->sources.count)
		return FILLED_BY_POSITION;
	if (!write->sources.items[place])
		return FILLED_BY_NAME; /* an expression */
	if (map_same(write->sources.items[place], loss->column))
		return FILLED_SAME;
	return write->columns.count && !is_mixed_up(loss, write) ? FILLED_BY_NAME
								 : FILLED_BY_POSITION;
}

static void report_change(struct loss *loss, const struct statement *statement,
	enum rule_id rule, const char *how)
{
	loss_report(loss, rule, statement,
		arena_printf(
			loss->losses->arena, how, loss->before->table, loss->column));
}

/* DATE, TIMESTAMP …: numeric to SQLite, but to its author a text that stays one. */
static bool is_moment(const struct loss *loss)
{
	const struct shot_object *table =
		snapshot_find(loss->losses->snapshot, false, loss->after->table);
	const struct shot_column *column =
		table ? snapshot_column(table, loss->column) : NULL;

	return column && (sqlite3_strlike("%date%", column->type, 0) == 0 ||
				 sqlite3_strlike("%time%", column->type, 0) == 0);
}

/* A copy into the table; true when it explains the change. */
static bool copy_explains(struct loss *loss, const struct write *write, bool retyped)
{
	switch (filling_of(loss, write)) {
	case FILLED_BY_NAME:
		report_change(loss, write->statement, RULE_VALUES_SET,
			"the copy fills %s.%s from something else");
		return true;
	case FILLED_BY_POSITION:
		report_change(loss, write->statement, RULE_COPY_POSITION,
			"the copy fills %s.%s by position, from another column");
		return true;
	case NOT_FILLED:
		report_change(loss, write->statement, RULE_COPY_LEAVES_OUT,
			"the copy leaves out %s.%s");
		return true;
	case FILLED_SAME:
		break;
	}
	if (retyped && !is_moment(loss))
		report_change(loss, write->statement, RULE_RETYPED,
			"the values of %s.%s are stored as another type");
	return retyped;
}

/* Does it set the column, or one that is renamed to it later in the step? */
static bool sets(const struct loss *loss, const struct write *write)
{
	const struct losses *losses = loss->losses;

	if (write_names(write, loss->column))
		return true;
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct statement *statement = &losses->script->up[i];

		if (statement->kind == STATEMENT_RENAME_COLUMN &&
			map_same(statement->new_name, loss->column) &&
			write_names(write, statement->column))
			return true;
	}
	return false;
}

/* A statement that names the column as one it sets. */
static const struct write *named_by(const struct loss *loss)
{
	const struct losses *losses = loss->losses;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (lineage_is(losses->script, write->table, loss->before->table) &&
			sets(loss, write))
			return write;
	}
	return NULL;
}

void changed_values_report(struct loss *loss, bool retyped)
{
	struct losses *losses = loss->losses;
	const struct write *named = named_by(loss);
	const struct statement *replace;

	if (named) {
		report_change(
			loss, named->statement, RULE_VALUES_SET, "%s.%s is set by name");
		return;
	}
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (write->copies &&
			lineage_is(losses->script, write->table, loss->before->table) &&
			copy_explains(loss, write, retyped))
			return;
	}
	replace = replaces_rows(losses, loss->before->table);
	if (replace) {
		report_change(loss, replace, RULE_VALUES_LOST,
			"REPLACE takes the values of %s.%s with the row");
		return;
	}
	report_change(loss, lineage_maker(losses->script, loss->before->table),
		losses->scratch->touched.trigger ? RULE_VALUES_SET : RULE_VALUES_LOST,
		"the values of %s.%s are not what they were");
}
