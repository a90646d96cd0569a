/*
 * losses: what a step took from the rows it met. See losses.h.
 *
 * The rows tell that something went; the statements' names tell who did it and whether
 * it was meant. A table is followed through renames, so that a rebuild is the table it
 * rebuilds.
 */
#include "losses.h"

#include <string.h>

#include "arena.h"
#include "blame.h"
#include "diag.h"
#include "lineage.h"
#include "synth_virtual.h"

/* What a finding is about. */
struct loss {
	struct losses *losses;
	const struct rows *before;
	const struct rows *after; /* NULL: the table is gone */
	const char *column;	  /* NULL: its rows */
	const char *evidence;
	bool bare; /* no user has rows in it */
};

static const struct statement *statements(const struct losses *losses)
{
	return losses->script->up;
}

static uint32_t statement_count(const struct losses *losses)
{
	return losses->script->up_count;
}

/* What to write instead. */
static const char *cure_of(enum rule_id rule)
{
	switch (rule) {
	case RULE_COPY_POSITION:
		return "name the columns on both sides: INSERT INTO t(a, b) SELECT a, b";
	case RULE_COPY_LEAVES_OUT:
		return "copy the column too, or say so: -- @destructive REASON";
	case RULE_RETYPED:
		return "write CAST where that is meant";
	default:
		return "keep them, or say so: -- @destructive REASON";
	}
}

static void note_stake(struct losses *losses, const char *table)
{
	struct stakes *stakes = losses->stakes;

	for (uint32_t i = 0; i < stakes->count; i++) {
		if (map_same(stakes->names[i], table))
			return;
	}
	stakes->names = arena_grow(
		losses->arena, stakes->names, stakes->count, sizeof(*stakes->names));
	stakes->names[stakes->count++] = table;
}

/* Report once a step; errors that @destructive acknowledges are notes. */
static struct diag *report(const struct loss *loss, enum rule_id rule,
	const struct statement *statement, const char *message)
{
	struct losses *losses = loss->losses;
	const char *key = arena_printf(losses->arena, "%u %s %s", rule,
		loss->before->table, loss->column ? loss->column : "");
	struct span span = blame_column(losses->script, statement, loss->column);
	struct diag *diag;

	if (losses->acknowledged && rules[rule].severity != SEVERITY_NOTE)
		note_stake(losses, loss->before->table);
	if (losses->down && rules[rule].severity != SEVERITY_ERROR &&
		rule != RULE_COLUMN_DROPPED)
		return NULL; /* said by name */
	if (losses->down)
		rule = RULE_DOWN_LOSES;

	if (map_get(losses->reported, key) != MAP_NONE)
		return NULL;
	map_put(losses->reported, key, 0);
	diag = diag_report(
		losses->diags, rule, losses->script->source, span, "%s", message);
	diag->evidence = loss->evidence;
	if (losses->acknowledged || loss->bare)
		diag->severity = SEVERITY_NOTE;
	else if (diag->severity != SEVERITY_NOTE)
		diag->help = cure_of(rule);
	return diag;
}

/* The picture of a table that may have taken over what went; NULL when it is gone. */
static const struct rows *heir(struct losses *losses, uint32_t i)
{
	if (!losses->after)
		losses->after = arena_array(
			losses->arena, losses->table_count, sizeof(*losses->after));
	if (!losses->after[i])
		losses->after[i] = rows_take(losses->scratch, losses->tables[i]);
	return losses->after[i];
}

/* Does another table hold all that went? Its name as "t.c", or NULL. */
static const char *kept_in(const struct loss *loss, uint32_t column)
{
	struct losses *losses = loss->losses;

	for (uint32_t i = 0; i < losses->table_count; i++) {
		const struct rows *other = heir(losses, i);
		bool itself = other && loss->after && !loss->column &&
			      map_same(other->table, loss->after->table);

		for (uint32_t j = 0; other && !itself && j < other->column_count; j++) {
			if (rows_kept(losses->arena, loss->before, column, other, j))
				return arena_printf(losses->arena, "%s.%s", other->table,
					other->columns[j]);
		}
	}
	return NULL;
}

/* All columns of a table that went, kept elsewhere: where, or NULL. */
static const char *table_kept_in(const struct loss *loss)
{
	const char *places = NULL;

	for (uint32_t i = 0; i < loss->before->column_count; i++) {
		const char *place = kept_in(loss, i);

		if (!place)
			return NULL;
		places = places ? arena_printf(
					  loss->losses->arena, "%s, %s", places, place)
				: place;
	}
	return places;
}

/* Does a statement of the step make something else of the column's values? */
static bool is_turned(const struct loss *loss, const char *column)
{
	const struct losses *losses = loss->losses;
	const char *table = loss->before->table;

	for (uint32_t i = 0; i < statement_count(losses); i++) {
		if (write_reads(losses->arena, losses->script, &statements(losses)[i],
			    table, lineage_moved(losses->script, table), column))
			return true;
	}
	return false;
}

/* Is every column of the table that went kept, or made something else? */
static bool table_is_turned(const struct loss *loss)
{
	for (uint32_t i = 0; i < loss->before->column_count; i++) {
		if (!is_turned(loss, loss->before->columns[i]) && !kept_in(loss, i))
			return false;
	}
	return true;
}

/* Nothing of it is kept as it was, but the author had it in hand. */
static void soften(struct diag *diag)
{
	if (diag && diag->severity == SEVERITY_ERROR)
		diag->severity = SEVERITY_WARNING;
}

/* Does the copy read the table as it was? */
static bool reads_it(const struct losses *losses, const char *name, const char *table)
{
	const char *moved = lineage_moved(losses->script, table);

	return map_same(name, table) || (moved && map_same(name, moved));
}

static const struct statement *find_statement(
	const struct losses *losses, enum statement_kind kind, const char *table)
{
	for (uint32_t i = 0; i < statement_count(losses); i++) {
		if (statements(losses)[i].kind == kind &&
			map_same(statements(losses)[i].name, table))
			return &statements(losses)[i];
	}
	return NULL;
}

static void table_went(struct loss *loss)
{
	const char *table = loss->before->table;
	const struct statement *drop =
		find_statement(loss->losses, STATEMENT_DROP_TABLE, table);
	struct arena *arena = loss->losses->arena;
	struct diag *diag;

	if (loss->losses->acknowledged && !loss->before->count)
		note_stake(loss->losses, table); /* here it was empty */
	if (!loss->before->count || table_kept_in(loss))
		return;
	loss->evidence = arena_printf(
		arena, "%s: %u rows before, no table after", table, loss->before->count);
	diag = report(loss, RULE_TABLE_LOST, drop ? drop : statements(loss->losses),
		arena_printf(arena, "the rows of %s are kept nowhere else", table));
	if (table_is_turned(loss))
		soften(diag);
}

/* The statement that took rows, and the rule that says how. */
static const struct statement *rows_culprit(const struct loss *loss, enum rule_id *rule)
{
	const struct losses *losses = loss->losses;
	const char *table = loss->before->table;
	const struct statement *copy = NULL, *some = NULL, *drop;

	for (uint32_t i = 0; i < statement_count(losses); i++) {
		const struct write *write = &losses->writes[i];
		const struct statement *statement = &statements(losses)[i];

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
	drop = find_statement(losses, STATEMENT_DROP_TABLE, table);
	*rule = copy ? RULE_COPY_FILTERS : some ? RULE_DELETE_SOME : RULE_ROWS_LOST;
	if (copy || some)
		return copy ? copy : some;
	return drop ? drop : statements(losses);
}

static void rows_went(struct loss *loss, uint32_t lost)
{
	static const char *const hows[] = { [RULE_DELETE_ALL] =
						    "DELETE without WHERE empties %s",
		[RULE_DELETE_SOME] = "DELETE takes %u of %u rows of %s",
		[RULE_COPY_FILTERS] = "the copy leaves out %u of %u rows of %s",
		[RULE_ROWS_LOST] = "%s is made anew without its rows" };
	struct arena *arena = loss->losses->arena;
	const struct rows *before = loss->before;
	const struct statement *culprit, *made;
	enum rule_id rule;
	const char *message;

	if (table_kept_in(loss))
		return;
	culprit = rows_culprit(loss, &rule);
	made = find_statement(loss->losses, STATEMENT_DROP_TABLE, before->table);
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
	report(loss, rule, culprit, message);
}

/* A copy into what the table becomes that makes other values of the column's. */
static const struct statement *used_by(const struct loss *loss)
{
	const struct losses *losses = loss->losses;

	for (uint32_t i = 0; i < statement_count(losses); i++) {
		const struct write *write = &losses->writes[i];

		if (write->copies &&
			lineage_becomes(
				losses->script, write->table, loss->before->table) &&
			write_uses(losses->arena, losses->script, write, loss->column))
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
		values += strcmp(rows_value(loss->before, i, column), "NULL") != 0;
	if (!values || kept_in(loss, column))
		return;
	loss->evidence = arena_printf(losses->arena,
		"%s.%s: %u values before, no column after", table, loss->column, values);
	for (uint32_t i = 0; i < statement_count(losses); i++) {
		const struct statement *statement = &statements(losses)[i];

		if (statement->kind != STATEMENT_DROP_COLUMN ||
			(!map_same(statement->column, loss->column) &&
				!map_same(statement->column, now)))
			continue;
		report(loss, RULE_COLUMN_DROPPED, statement,
			arena_printf(losses->arena,
				"the values of %s.%s are kept nowhere else", table,
				loss->column));
		return;
	}
	if (used_by(loss)) {
		report(loss, RULE_VALUES_SET, used_by(loss),
			arena_printf(losses->arena,
				"the copy makes other values of those of %s.%s", table,
				loss->column));
		return;
	}
	diag = report(loss, RULE_COLUMN_LOST, lineage_maker(losses->script, table),
		arena_printf(losses->arena, "the new %s leaves out the column %s", table,
			loss->column));
	if (is_turned(loss, loss->column))
		soften(diag);
}

/* How a copy fills a column of the table it copies to. */
enum filling { FILLED_SAME, FILLED_BY_NAME, FILLED_BY_POSITION, NOT_FILLED };

/* The place of a column in a copy's list, or in the table when there is no list. */
static uint32_t place_of(const struct loss *loss, const struct write *write)
{
	uint32_t count = write->column_count;

	for (uint32_t i = 0; i < count; i++) {
		if (map_same(write->columns[i], loss->column))
			return i;
	}
	return count ? UINT32_MAX : rows_column(loss->after, loss->column);
}

static enum filling filling_of(const struct loss *loss, const struct write *write)
{
	uint32_t place = place_of(loss, write);

	if (place == UINT32_MAX)
		return NOT_FILLED;
	if (write->star && !write->source_count && place < loss->before->column_count &&
		map_same(loss->before->columns[place], loss->column) &&
		reads_it(loss->losses, write->from, loss->before->table))
		return FILLED_SAME;
	if (write->star || place >= write->source_count)
		return FILLED_BY_POSITION;
	if (!write->sources[place])
		return FILLED_BY_NAME; /* an expression */
	if (map_same(write->sources[place], loss->column))
		return FILLED_SAME;
	return write->column_count ? FILLED_BY_NAME : FILLED_BY_POSITION;
}

static void report_change(struct loss *loss, const struct statement *statement,
	enum rule_id rule, const char *how)
{
	report(loss, rule, statement,
		arena_printf(
			loss->losses->arena, how, loss->before->table, loss->column));
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
	if (retyped)
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
	for (uint32_t i = 0; i < statement_count(losses); i++) {
		const struct statement *statement = &statements(losses)[i];

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

	for (uint32_t i = 0; i < statement_count(losses); i++) {
		const struct write *write = &losses->writes[i];

		if (lineage_is(losses->script, write->table, loss->before->table) &&
			sets(loss, write))
			return write;
	}
	return NULL;
}

static void values_changed(struct loss *loss, bool retyped)
{
	struct losses *losses = loss->losses;
	const struct write *named = named_by(loss);

	if (named) {
		report_change(
			loss, named->statement, RULE_VALUES_SET, "%s.%s is set by name");
		return;
	}
	for (uint32_t i = 0; i < statement_count(losses); i++) {
		const struct write *write = &losses->writes[i];

		if (write->copies &&
			lineage_is(losses->script, write->table, loss->before->table) &&
			copy_explains(loss, write, retyped))
			return;
	}
	report_change(loss, lineage_maker(losses->script, loss->before->table),
		losses->scratch->touched.trigger ? RULE_VALUES_SET : RULE_VALUES_LOST,
		"the values of %s.%s are not what they were");
}

static void compare_column(struct loss *loss, uint32_t column, const uint32_t *match)
{
	struct losses *losses = loss->losses;
	const struct rows *before = loss->before;
	const char *now = lineage_column(losses->script, before->table, loss->column);
	uint32_t other = rows_column(loss->after, now);
	struct rows_difference difference;

	if (other == UINT32_MAX) {
		column_went(loss, column, now);
		return;
	}
	difference = rows_compare(before, column, loss->after, other, match);
	if (!difference.changed)
		return;
	loss->evidence = arena_printf(losses->arena,
		"%s.%s: %u of %u values changed; the first was %s and is %s",
		before->table, loss->column, difference.changed, before->count,
		rows_value(before, difference.first, column),
		rows_value(loss->after, difference.partner, other));
	values_changed(loss, difference.retyped == difference.changed);
}

/* Does a DELETE say which rows go, and nothing give others new keys? */
static bool deletes(const struct losses *losses, const char *table)
{
	bool found = false;

	for (uint32_t i = 0; i < statement_count(losses); i++) {
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
	const struct rows *before = losses->before[number];
	/* only columns that it has count; NULL: all do */
	const struct rows *known = losses->known ? losses->known[number] : NULL;
	struct loss loss = { .losses = losses,
		.before = before,
		.bare = losses->bare && losses->bare[number] };
	const char *name = lineage_table(losses->script, before->table);
	const uint32_t *match;
	uint32_t lost = 0;
	bool deleted;

	loss.after = name ? rows_take(losses->scratch, name) : NULL;
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
	match = rows_match(losses->arena, before, loss.after, !deleted);
	for (uint32_t i = 0; i < before->count; i++)
		lost += match[i] == UINT32_MAX;
	if (lost && (deleted || loss.after->count < before->count)) {
		rows_went(&loss, lost);
		if (lost == before->count)
			return; /* nothing is left to compare */
	}
	for (uint32_t i = 0; i < before->column_count; i++) {
		loss.column = before->columns[i];
		if (!known || rows_column(known, loss.column) != UINT32_MAX)
			compare_column(&loss, i, match);
	}
}

void losses_find(struct losses *losses)
{
	for (uint32_t i = 0; i < losses->before_count; i++)
		compare_table(losses, i);
}
