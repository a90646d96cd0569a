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

/* Tables that the step has made for it: what is in them, the rehearsal put there. */
static void empty_new_tables(struct scratch *scratch, const struct backfill *backfill)
{
	for (uint32_t i = 0; i < backfill->section->count; i++) {
		const struct statement *statement = &backfill->section->statements[i];

		if (statement->kind != STATEMENT_INSERT ||
			!parse_find(backfill->script, STATEMENT_CREATE_TABLE,
				statement->name))
			continue;
		scratch_triggers(scratch, false);
		scratch_run(scratch, arena_printf(scratch->arena,
					     "DELETE FROM main.\"%w\"",
					     statement->name));
		scratch_triggers(scratch, true);
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
	empty_new_tables(context->trial->scratch, backfill);
	scratch_savepoint(scratch, "losses");
	empty_new_tables(scratch, backfill);
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
	full_text_meet(context->full_text, scratch, &backfill->writes);
	scratch_forget(scratch);
	if (!scratch_run_all(scratch, script.up, script.up_count)) {
		names_add_all(context->arena, &losses.tables, &scratch->touched.written);
		acknowledged_ran(&script, &scratch->touched, false);
		losses_find(&losses);
		full_text_met(context->full_text,
			context->plain ? POPULATION_PLAIN : POPULATION_ADVERSARIAL,
			scratch, &script);
	}
	scratch_undo(scratch, "losses");
	scratch->touched = touched;
}
