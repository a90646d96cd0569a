/*
 * loss: one thing that went, and what may be said of it. See loss.h.
 */
#include "gen/rehearse/loss.h"

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
		return "keep the old values in another column, or say in a condition which "
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

static const char *key_of(const struct loss *loss, enum rule_id rule)
{
	return arena_printf(loss->losses->arena, "%u %s %s", rule, loss->before->table,
		loss->column ? loss->column : "");
}

bool loss_is_told(const struct loss *loss, enum rule_id rule)
{
	return map_get(loss->losses->reported, key_of(loss, rule)) != MAP_NONE;
}

/* What its author has to name, or only may; true when it is named. */
static bool is_acknowledged(const struct loss *loss, enum rule_id rule)
{
	const struct script *script = loss->losses->script;
	const char *table = loss->before->table;
	bool with_row =
		loss->column && (rule == RULE_DELETE_SOME || rule == RULE_COPY_FILTERS ||
					rule == RULE_REPLACE_TAKES);
	bool whole = !loss->after || !loss->after->count || rule == RULE_DELETE_ALL ||
		     with_row;
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

/* Report once a step; what @destructive names is a note. */
struct diag *loss_report(const struct loss *loss, enum rule_id rule,
	const struct statement *statement, const char *message)
{
	struct losses *losses = loss->losses;
	const char *key = key_of(loss, rule);
	struct span span = sql_errors_column(losses->script, statement, loss->column);
	struct diag *diag;
	bool named;

	if (losses->down && rules[rule].severity != SEVERITY_ERROR)
		return NULL; /* said by name */
	if (losses->later && rules[rule].severity == SEVERITY_NOTE)
		return NULL;
	named = is_acknowledged(loss, rule);
	if (losses->down)
		rule = RULE_DOWN_LOSES;

	if (!map_add(losses->reported, key))
		return NULL;
	diag = diag_report(
		losses->diags, rule, losses->script->source, span, "%s", message);
	diag->evidence = loss->evidence;
	if (named || loss->bare)
		diag->severity = SEVERITY_NOTE;
	else if (diag->severity != SEVERITY_NOTE)
		diag->help = cure_of(rule);
	if (!losses->down)
		diag->help = rename_help(loss, rule, diag->help);
	if (string_help(loss, statement))
		diag->help = string_help(loss, statement);
	return diag;
}
