/*
 * loss: one thing that went, and what may be said of it. See loss.h.
 */
#include "gen/rehearse/loss.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/acknowledged.h"
#include "gen/lint/renames.h"
#include "gen/lint/sql_errors.h"
#include "gen/oracle/lineage.h"
#include "gen/report/diag.h"

/* What to write instead. */
static const char *cure_of(enum rule_id rule)
{
	switch (rule) {
	case RULE_DOWN_LOSES:
		return "let the down migration keep them; where it cannot, leave it out "
		       "(-- @irreversible REASON), or say so: " ACKNOWLEDGED_LINE;
	case RULE_COPY_POSITION:
		return "name the columns on both sides, in one order: INSERT INTO t(a, "
		       "b) "
		       "SELECT a, b";
	case RULE_COPY_LEAVES_OUT:
		return "copy the column too, or say so: " ACKNOWLEDGED_LINE;
	case RULE_REPLACE_TAKES:
		return "INSERT … ON CONFLICT (the key) DO UPDATE SET … keeps the row; or "
		       "say so: " ACKNOWLEDGED_LINE;
	case RULE_VALUES_MERGED:
		return "keep the old values in another column, or say in a condition "
		       "which "
		       "rows are meant";
	case RULE_RETYPED:
		return "write CAST where that is meant";
	default:
		return "keep them, or say so: " ACKNOWLEDGED_LINE;
	}
}

void loss_stake(struct losses *losses, const char *table)
{
	acknowledged_stake(losses->script, table);
}

static const char *key_of(const struct loss *loss, enum rule_id rule, const char *column)
{
	return arena_printf(loss->losses->arena, "%u %s %s", rule, loss->before->table,
		column ? column : "");
}

bool loss_is_told(const struct loss *loss, enum rule_id rule)
{
	return map_get(loss->losses->reported, key_of(loss, rule, loss->column)) !=
	       MAP_NONE;
}

/* Is the column's loss that of rows, by a statement that takes rows? */
static bool is_with_row(const struct loss *loss, enum rule_id rule)
{
	return loss->column && (rule == RULE_DELETE_SOME || rule == RULE_COPY_FILTERS ||
				       rule == RULE_REPLACE_TAKES);
}

/* Is it told already that the statement takes rows of the table? */
static bool went_with_rows(const struct loss *loss, enum rule_id rule)
{
	return is_with_row(loss, rule) &&
	       map_get(loss->losses->reported, key_of(loss, rule, NULL)) != MAP_NONE;
}

/* What its author has to name, or only may; true when it is named. */
static bool is_acknowledged(const struct loss *loss, enum rule_id rule)
{
	const struct script *script = loss->losses->script;
	const char *table = loss->before->table;
	bool whole = !loss->after || !loss->after->count || rule == RULE_DELETE_ALL ||
		     is_with_row(loss, rule);
	bool need_not = rules[rule].severity == SEVERITY_NOTE || rule == RULE_RETYPED ||
			rule == RULE_VALUES_MERGED;

	return need_not ? acknowledged_change(script, table, loss->column, whole)
			: acknowledged_loss(script, table, loss->column, whole);
}

/* A string in the place of the column of that name: what its author did not mean. */
static const char *string_help(const struct loss *loss, const struct statement *statement)
{
	const struct losses *losses = loss->losses;
	const struct script *script = losses->script;
	const char *string = NULL;

	if (statement >= script->up && statement < script->up + script->up_count &&
		loss->column)
		string = write_string(
			&losses->writes[statement - script->up], loss->column);
	if (!string || table_rows_column(loss->before, string) == UINT32_MAX)
		return NULL;
	return arena_printf(losses->arena,
		"'%s' is a string; the column is %s, without these quotes", string,
		string);
}

/* A rename written as drop and add, in front of the other cure. */
static const char *rename_help(
	const struct loss *loss, enum rule_id rule, const char *help)
{
	struct arena *arena = loss->losses->arena;
	const struct table_rows *before = loss->before;
	const char *rename = NULL;

	if (rule == RULE_COLUMN_DROPPED && loss->column) {
		uint32_t i = table_rows_column(before, loss->column);

		if (i != UINT32_MAX)
			rename = renames_column(arena, loss->losses->script,
				before->table, loss->column, before->types[i]);
	} else if (rule == RULE_TABLE_LOST) {
		const struct names columns = { before->columns, before->column_count };

		rename = renames_table(
			arena, loss->losses->script, before->table, &columns);
	}
	if (!rename || !help)
		return rename ? rename : help;
	return arena_printf(arena, "%s else %s", rename, help);
}

/* Of several columns, one to look at and as many more as can be taken in. */
#define SHOWN_EVIDENCE 3

/* What is found: a rule, where, and what is said of it. */
struct found {
	enum rule_id rule;
	const struct statement *statement;
	const char *message;
	const char *several; /* what is said of several columns; NULL: it is about none */
	enum severity severity;
};

/* How a finding that more columns can join is remembered. */
static const char *joint_key(const struct loss *loss, const struct found *found)
{
	bool anywhere = found->rule == RULE_COLUMN_DROPPED;

	return arena_printf(loss->losses->arena, "%u %u %u %s %s", found->rule,
		found->severity, anywhere ? 0 : found->statement->span.start,
		loss->before->table, found->several);
}

static uint32_t lines_in(const char *text)
{
	uint32_t lines = 1;

	while ((text = strchr(text, '\n'))) {
		text++;
		lines++;
	}
	return lines;
}

/* One more column of the same table, from the same statement, in the same way. */
static void join(const struct loss *loss, const struct found *found, struct diag *diag)
{
	struct arena *arena = loss->losses->arena;

	diag->columns = arena_printf(
		arena, "%s, %s.%s", diag->columns, loss->before->table, loss->column);
	diag->message = arena_printf(arena, found->several, diag->columns);
	if (diag->evidence && loss->evidence && lines_in(diag->evidence) < SHOWN_EVIDENCE)
		diag->evidence =
			arena_printf(arena, "%s\n%s", diag->evidence, loss->evidence);
}

/* A finding of its own, which more columns can join. */
static struct diag *add(const struct loss *loss, const struct found *found)
{
	struct losses *losses = loss->losses;
	struct span span =
		sql_errors_column(losses->script, found->statement, loss->column);
	uint32_t place = losses->diags->count;
	struct diag *diag = diag_report(losses->diags, found->rule,
		losses->script->source, span, "%s", found->message);

	diag->severity = found->severity;
	diag->evidence = loss->evidence;
	if (found->several && losses->diags->count > place) {
		diag->columns = arena_printf(
			losses->arena, "%s.%s", loss->before->table, loss->column);
		map_put(losses->reported, joint_key(loss, found), place);
	}
	return diag;
}

static struct diag *add_or_join(const struct loss *loss, const struct found *found)
{
	uint32_t place = found->several
				 ? map_get(loss->losses->reported, joint_key(loss, found))
				 : MAP_NONE;

	if (place == MAP_NONE)
		return add(loss, found);
	join(loss, found, &loss->losses->diags->items[place]);
	return &loss->losses->diags->items[place];
}

/* Report once a step; what @destructive names is a note. */
static struct diag *report(const struct loss *loss, struct found *found)
{
	struct losses *losses = loss->losses;
	enum rule_id rule = found->rule;
	struct diag *diag;
	bool named;

	if (losses->down && rules[rule].severity != SEVERITY_ERROR)
		return NULL; /* said by name */
	if (losses->later && rules[rule].severity == SEVERITY_NOTE)
		return NULL;
	named = is_acknowledged(loss, rule);
	if (went_with_rows(loss, rule) || !map_add(losses->reported, key_of(loss, rule, loss->column)))
		return NULL;
	if (losses->down)
		found->rule = RULE_DOWN_LOSES;
	found->severity =
		named || loss->bare ? SEVERITY_NOTE : rules[found->rule].severity;
	diag = add_or_join(loss, found);
	if (diag->severity != SEVERITY_NOTE)
		diag->help = cure_of(found->rule);
	if (!losses->down)
		diag->help = rename_help(loss, rule, diag->help);
	if (string_help(loss, found->statement))
		diag->help = string_help(loss, found->statement);
	return diag;
}

struct diag *loss_report(const struct loss *loss, enum rule_id rule,
	const struct statement *statement, const char *message)
{
	struct found found = { .rule = rule, .statement = statement, .message = message };

	return report(loss, &found);
}

struct diag *loss_report_column(const struct loss *loss, enum rule_id rule,
	const struct statement *statement, const char *message, const char *several)
{
	struct found found = { .rule = rule,
		.statement = statement,
		.message = message,
		.several = several };

	return report(loss, &found);
}
