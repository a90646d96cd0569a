/*
 * foreign_keys_on: a step that runs with foreign keys on, both ways. See
 * foreign_keys_on.h.
 *
 * DROP TABLE under enforcement deletes all rows first, so that every ON DELETE of the
 * children happens; what the table is rebuilt into comes too late for them.
 */
#include "gen/rehearse/foreign_keys_on.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/acknowledged.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/snapshot.h"
#include "gen/report/diag.h"

const struct statement *foreign_keys_on_run(
	struct scratch *scratch, const struct script *script, bool on)
{
	const struct statement *failed;
	struct failure failure;

	if (!on)
		return scratch_run_all(scratch, script->up, script->up_count);
	scratch_enforce(scratch);
	failed = scratch_run_all(scratch, script->up, script->up_count);
	failure = scratch->failure;
	if (!scratch_enforce_end(scratch) && !failed && script->up_count)
		return &script->up[script->up_count - 1];
	if (failed)
		scratch->failure = failure;
	return failed;
}

/* The picture of what a table of before is after the step. */
static struct table_rows *picture(const struct losses *losses, uint32_t i)
{
	const char *name = lineage_table(losses->script, losses->before[i]->table);

	return name ? table_rows_take(losses->scratch, name) : NULL;
}

struct table_rows **foreign_keys_on_without(struct losses *losses)
{
	struct table_rows **without =
		arena_array(losses->arena, losses->before_count + 1, sizeof(*without));
	struct scratch *scratch = losses->scratch;

	scratch_savepoint(scratch, "without");
	if (!scratch_run_all(scratch, losses->script->up, losses->script->up_count)) {
		for (uint32_t i = 0; i < losses->before_count; i++)
			without[i] = picture(losses, i);
	}
	scratch_undo(scratch, "without");
	return without;
}

/* The statement that dropped the table's parent; else the first that drops any. */
static const struct statement *drop_of(
	const struct losses *losses, const struct snapshot *snapshot, const char *child)
{
	const struct shot_object *table = snapshot_find(snapshot, false, child);
	const struct statement *first = NULL;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct statement *statement = &losses->script->up[i];

		if (statement->kind != STATEMENT_DROP_TABLE)
			continue;
		if (snapshot_refers(table, statement->name))
			return statement;
		first = first ? first : statement;
	}
	return first;
}

/* What one table lost to enforcement. */
struct taken {
	const char *evidence; /* NULL: nothing */
	const char *verb;
	bool named; /* all of it, by @destructive */
};

static struct taken rows_taken(const struct losses *losses,
	const struct table_rows *before, const struct table_rows *off,
	const struct table_rows *on)
{
	if (on->count >= off->count)
		return (struct taken){ 0 };
	return (struct taken){ .verb = on->count ? "takes rows from" : "empties",
		.named = acknowledged_loss(
			losses->script, before->table, NULL, !on->count),
		.evidence = arena_printf(losses->arena,
			"%s: %u row%s before, %u after; with enforcement off %u after",
			before->table, before->count, before->count == 1 ? "" : "s",
			on->count, off->count) };
}

static struct taken values_taken(const struct losses *losses,
	const struct table_rows *before, const struct table_rows *off,
	const struct table_rows *on)
{
	const uint32_t *match = table_rows_match(losses->arena, off, on, true);
	struct taken taken = { .verb = "changes values of", .named = true };

	for (uint32_t i = 0; i < off->column_count; i++) {
		uint32_t other = table_rows_column(on, off->columns[i]);
		struct table_rows_difference difference = { 0 };

		if (other != UINT32_MAX)
			difference = table_rows_compare(off, i, on, other, match);
		if (!difference.changed)
			continue;
		taken.named &= acknowledged_loss(
			losses->script, before->table, off->columns[i], false);
		if (!taken.evidence)
			taken.evidence = arena_printf(losses->arena,
				"%s.%s: %u of %u values changed; the first is %s, with "
				"enforcement off %s",
				before->table, off->columns[i], difference.changed,
				off->count,
				table_rows_value(on, difference.partner, other),
				table_rows_value(off, difference.first, i));
	}
	return taken;
}

static void report(struct losses *losses, const struct statement *drop, const char *child,
	const struct taken *taken)
{
	const char *key = arena_printf(losses->arena, "enforced %s", child);
	struct diag *diag;

	if (!map_add(losses->reported, key))
		return;
	diag = diag_report(losses->diags, RULE_ENFORCED_LOSS, losses->script->source,
		drop->name_span, "DROP TABLE with foreign keys on %s %s", taken->verb,
		child);
	diag->evidence = taken->evidence;
	if (taken->named)
		diag->severity = SEVERITY_NOTE;
	else
		diag->help = "leave out @foreign_keys on: instar then runs the step with "
			     "foreign keys off and checks them all before it commits; or "
			     "say so: " ACKNOWLEDGED_LINE;
}

/* True when the table's loss was reported. */
static bool compare(struct losses *losses, const struct snapshot *snapshot, uint32_t i,
	const struct table_rows *off)
{
	const struct table_rows *before = losses->before[i], *on;
	const struct statement *drop = drop_of(losses, snapshot, before->table);
	struct taken taken;

	on = off && drop ? picture(losses, i) : NULL;
	if (!on)
		return false;
	taken = rows_taken(losses, before, off, on);
	if (!taken.evidence)
		taken = values_taken(losses, before, off, on);
	if (taken.evidence)
		report(losses, drop, before->table, &taken);
	return taken.evidence != NULL;
}

void foreign_keys_on_compare(struct losses *losses, struct table_rows **without,
	const struct snapshot *snapshot)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < losses->before_count; i++) {
		if (!compare(losses, snapshot, i, without[i]))
			losses->before[kept++] = losses->before[i];
	}
	losses->before_count = kept;
}
