/*
 * loss: one thing that went, and what may be said of it. See loss.h.
 */
#include "gen/rehearse/loss.h"

#include "gen/base/arena.h"
#include "gen/lint/sql_errors.h"
#include "gen/oracle/lineage.h"
#include "gen/report/diag.h"

/* What to write instead. */
static const char *cure_of(enum rule_id rule)
{
	switch (rule) {
	case RULE_DOWN_LOSES:
		return "let the down migration keep them; where it cannot, leave it out: "
		       "-- @irreversible REASON";
	case RULE_COPY_POSITION:
		return "name the columns on both sides, in one order: INSERT INTO t(a, "
		       "b) "
		       "SELECT a, b";
	case RULE_COPY_LEAVES_OUT:
		return "copy the column too, or say so: -- @destructive REASON";
	case RULE_REPLACE_TAKES:
		return "INSERT … ON CONFLICT (the key) DO UPDATE SET … keeps the row; or "
		       "say so: -- @destructive REASON";
	case RULE_RETYPED:
		return "write CAST where that is meant";
	default:
		return "keep them, or say so: -- @destructive REASON";
	}
}

void loss_stake(struct losses *losses, const char *table)
{
	names_add(losses->arena, losses->stakes, table);
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

/* Report once a step; errors that @destructive acknowledges are notes. */
struct diag *loss_report(const struct loss *loss, enum rule_id rule,
	const struct statement *statement, const char *message)
{
	struct losses *losses = loss->losses;
	const char *key = key_of(loss, rule);
	struct span span = sql_errors_column(losses->script, statement, loss->column);
	struct diag *diag;

	if (losses->acknowledged && rules[rule].severity != SEVERITY_NOTE)
		loss_stake(losses, loss->before->table);
	if (losses->down && rules[rule].severity != SEVERITY_ERROR &&
		rule != RULE_COLUMN_DROPPED)
		return NULL; /* said by name */
	if (losses->down)
		rule = RULE_DOWN_LOSES;

	if (!map_add(losses->reported, key))
		return NULL;
	diag = diag_report(
		losses->diags, rule, losses->script->source, span, "%s", message);
	diag->evidence = loss->evidence;
	if (losses->acknowledged || loss->bare)
		diag->severity = SEVERITY_NOTE;
	else if (diag->severity != SEVERITY_NOTE)
		diag->help = cure_of(rule);
	return diag;
}
