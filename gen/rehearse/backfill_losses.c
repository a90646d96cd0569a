/*
 * backfill_losses: what a backfill takes from the rows it meets. See backfill_losses.h.
 */
#include "gen/rehearse/backfill_losses.h"

#include "gen/base/arena.h"
#include "gen/lint/acknowledged.h"
#include "gen/rehearse/losses.h"

/* Its statements as a step of their own. */
static struct script script_of(const struct backfill *backfill)
{
	struct script script = *backfill->script;

	script.up = (struct statement *)backfill->section->statements;
	script.up_count = backfill->section->count;
	return script;
}

static void take_before(struct losses *losses, const struct names *written)
{
	losses->before =
		arena_array(losses->arena, written->count + 1, sizeof(*losses->before));
	for (uint32_t i = 0; i < written->count; i++) {
		struct table_rows *rows =
			table_rows_take(losses->scratch, written->items[i]);

		if (rows)
			losses->before[losses->before_count++] = rows;
	}
}

void backfill_losses_find(
	const struct backfill_losses *context, struct backfill *backfill)
{
	struct scratch *scratch = context->scratch;
	struct touched touched = scratch->touched;
	struct script script;
	struct losses losses;

	if (backfill->index)
		return;
	script = script_of(backfill);
	trial_take(context->trial, scratch);
	trial_add(context->trial, script.up, script.up_count, false);
	losses = (struct losses){ .arena = context->arena,
		.diags = context->diags,
		.scratch = scratch,
		.script = &script,
		.plain = context->plain,
		.later = true,
		.trial = context->trial,
		.references = context->references,
		.writes = writes_of(context->arena, &script),
		.snapshot = context->snapshot,
		.tables = backfill->writes,
		.reported = context->reported };

	acknowledged_meet(script.destructive, scratch);
	take_before(&losses, &backfill->writes);
	scratch_savepoint(scratch, "losses");
	scratch_forget(scratch);
	if (!scratch_run_all(scratch, script.up, script.up_count)) {
		names_add_all(context->arena, &losses.tables, &scratch->touched.written);
		acknowledged_ran(&script, &scratch->touched, false);
		losses_find(&losses);
	}
	scratch_undo(scratch, "losses");
	scratch->touched = touched;
}
