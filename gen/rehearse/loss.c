/*
 * loss: one thing that went, and what may be said of it. See loss.h.
 */
#include "gen/rehearse/loss.h"

#include "gen/base/arena.h"
#include "gen/lint/acknowledged.h"
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

/* What its author has to name, or only may; true when it is named. */
static bool is_acknowledged(const struct loss *loss, enum rule_id rule)
{
	const struct script *script = loss->losses->script;
	const char *table = loss->before->table;
	bool whole = !loss->after || !loss->after->count || rule == RULE_ROWS_LOST ||
		     rule == RULE_DELETE_ALL;
	bool need_not = rules[rule].severity == SEVERITY_NOTE || rule == RULE_RETYPED;

	return need_not ? acknowledged_change(script, table, loss->column, whole)
			: acknowledged_loss(script, table, loss->column, whole);
}

/* Report once a step; what @destructive names is a note. */
struct diag *loss_report(const struct loss *loss, enum rule_id rule,
	const struct statement *statement, const char *message)
{
	struct losses *losses = loss->losses;
	const char *key = arena_printf(losses->arena, "%u %s %s", rule,
		loss->before->table, loss->column ? loss->column : "");
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
	return diag;
}

/* The picture of a table that may have taken over what went; NULL when it is gone. */
static const struct table_rows *heir(struct losses *losses, uint32_t i)
{
	if (!losses->after)
		losses->after = arena_array(
			losses->arena, losses->tables.count, sizeof(*losses->after));
	if (!losses->after[i])
		losses->after[i] =
			table_rows_take(losses->scratch, losses->tables.items[i]);
	return losses->after[i];
}

/* Does another table hold all that went? Its name as "t.c", or NULL. */
const char *loss_kept_in(const struct loss *loss, uint32_t column)
{
	struct losses *losses = loss->losses;

	for (uint32_t i = 0; i < losses->tables.count; i++) {
		const struct table_rows *other = heir(losses, i);
		bool itself = other && loss->after && !loss->column &&
			      map_same(other->table, loss->after->table);

		for (uint32_t j = 0; other && !itself && j < other->column_count; j++) {
			if (table_rows_kept(
				    losses->arena, loss->before, column, other, j))
				return arena_printf(losses->arena, "%s.%s", other->table,
					other->columns[j]);
		}
	}
	return NULL;
}

/* All columns of a table that went, kept elsewhere: where, or NULL. */
const char *loss_table_kept_in(const struct loss *loss)
{
	const char *places = NULL;

	for (uint32_t i = 0; i < loss->before->column_count; i++) {
		const char *place = loss_kept_in(loss, i);

		if (!place)
			return NULL;
		places = names_join(loss->losses->arena, places, ", ", place);
	}
	return places;
}

/* Does a statement of the step make something else of the column's values? */
bool loss_is_turned(const struct loss *loss, const char *column)
{
	const struct losses *losses = loss->losses;
	const char *table = loss->before->table;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		if (write_reads(&losses->script->up[i], table,
			    lineage_moved(losses->script, table), column))
			return true;
	}
	return false;
}

/* Is every column of the table that went kept, or made something else? */
bool loss_table_is_turned(const struct loss *loss)
{
	for (uint32_t i = 0; i < loss->before->column_count; i++) {
		if (!loss_is_turned(loss, loss->before->columns[i]) &&
			!loss_kept_in(loss, i))
			return false;
	}
	return true;
}

/* Nothing of it is kept as it was, but the author had it in hand. */
void loss_soften(struct diag *diag)
{
	if (diag && diag->severity == SEVERITY_ERROR)
		diag->severity = SEVERITY_WARNING;
}
