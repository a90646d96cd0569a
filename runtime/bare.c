/*
 * bare: a step outside a transaction. See bare.h.
 */
#include "bare.h"

#include "commit.h"
#include "error.h"

/* No row is added that counts, so no number of them can tell that it was committed. */
static const int64_t no_count = -2;

static void start(instar *h, struct instar__run *run, uint32_t step)
{
	struct instar__entry entry = { .step = step, .how = INSTAR__STARTED };

	instar__apply_begin(h, run);
	h->at_step = step;
	instar__apply_require(h, step);
	h->at_step = INSTAR_NONE;
	if (h->error.code)
		return;
	instar__track_record(h, run->decision->track.exists, &entry, 1);
	instar__commit(h, no_count);
	h->migrated = false; /* not yet */
	if (!h->error.code && !h->kept)
		h->kept = "";
}

static void run_statement(instar *h, uint32_t statement)
{
	h->at_statement = statement;
	do {
		instar__attempt(h);
		instar__sql_exec(
			&h->sql, instar__text(h, h->set->statements[statement].sql));
	} while (instar__again(h));
	instar__fail_sql(h);
	h->at_statement = INSTAR_NONE;
}

static void run_statements(instar *h, uint32_t step)
{
	const struct instar_range *up = &h->set->steps[step].up;

	if (h->error.code)
		return;
	h->at_step = step;
	for (uint32_t i = up->first; i < up->first + up->count && !h->error.code; i++)
		run_statement(h, i);
	h->at_step = INSTAR_NONE;
	if (h->error.code)
		sqlite3_snprintf(sizeof(h->error.action), h->error.action,
			"mend what it says, then start again: %s then runs from its "
			"first statement",
			instar__text(h, h->set->steps[step].id));
}

int instar__bare_run(instar *h, struct instar__run *run)
{
	uint32_t step = run->segment.first;

	if (instar__apply_tell(h, run, step, INSTAR_EVENT_STEP_BEGIN, 0))
		return h->error.code;
	run->step_began_us = instar__clock(h);
	start(h, run, step);
	run_statements(h, step);
	return h->error.code;
}

int instar__bare_end(instar *h, struct instar__run *run)
{
	uint32_t step = run->segment.first;

	if (h->error.code || run->decision->verdicts[step] != INSTAR_RUN)
		return h->error.code;
	run->segment = instar__segment_of(h->set, run->decision);
	if (!instar__apply_room(h, run))
		return h->error.code;
	instar__apply_done(h, run, step, run->step_began_us);
	return instar__apply_end(h, run);
}
