/*
 * no_transaction: a step outside a transaction. See no_transaction.h.
 */
#include "runtime/migrate/no_transaction.h"

#include "runtime/core/error.h"
#include "runtime/migrate/commit.h"
#include "runtime/records/backfill_state.h"

/* No row is added that counts, so no number of them can tell that it was committed. */
static const int64_t no_count = -2;

static void start(instar *h, struct instar__run *run, uint32_t step)
{
	struct instar__entry entry = { .step = step, .how = INSTAR__STARTED };

	instar__apply_begin(h, run);
	instar__apply_base(h, run);
	h->at_step = step;
	if (step < run->lowest)
		run->lowest = step;
	instar__apply_require(h, run, step);
	instar__state_forget(h, step);
	h->at_step = INSTAR_NONE;
	if (h->error.code)
		return;
	instar__apply_adopt(h, run);
	instar__track_record(h, run->decision->track.exists, &entry, 1);
	instar__commit(h, no_count, false);
	if (!h->error.code && !h->kept)
		h->kept = "";
}

static void run_alone(instar *h, const char *sql)
{
	do {
		instar__attempt(h);
		instar__sql_exec(&h->sql, sql);
	} while (instar__again(h));
	instar__fail_sql(h);
}

/*
 * Another process may have run the step too, and later ones that undo what this would
 * make. So what changes the schema does so under the lock, while the step is not ended.
 * False when it is.
 */
static bool run_locked(instar *h, uint32_t step, const char *sql)
{
	bool open;

	instar__lock(h);
	open = !h->error.code && instar__track_has_started(h, step);
	if (open)
		instar__sql_exec(&h->sql, sql);
	instar__fail_sql(h);
	if (open)
		instar__commit(h, no_count, false);
	instar__roll_back(h);
	return open;
}

static bool changes_schema(const char *sql)
{
	return sqlite3_strnicmp(sql, "CREATE", 6) == 0 ||
	       sqlite3_strnicmp(sql, "DROP", 4) == 0;
}

static void run_statements(instar *h, uint32_t step)
{
	const struct instar_range *up = &h->set->steps[step].up;
	bool open = true;

	h->at_step = step;
	for (uint32_t i = up->first; open && i < up->first + up->count && !h->error.code;
		i++) {
		const char *sql = instar__text(h, h->set->statements[i].sql);

		h->at_statement = i;
		if (changes_schema(sql))
			open = run_locked(h, step, sql);
		else
			run_alone(h, sql);
	}
	h->at_step = h->at_statement = INSTAR_NONE;
	if (h->error.code)
		sqlite3_snprintf(sizeof(h->error.action), h->error.action,
			"fix what it says, then start again: %s then runs from its "
			"first statement",
			instar__text(h, h->set->steps[step].id));
}

int instar__no_transaction_run(instar *h, struct instar__run *run)
{
	uint32_t step = run->segment.first;

	if (instar__apply_tell(h, run, step, INSTAR_EVENT_STEP_BEGIN, 0))
		return h->error.code;
	run->step_began_us = instar__clock(h);
	start(h, run, step);
	if (!h->error.code)
		run_statements(h, step);
	return h->error.code;
}

int instar__no_transaction_end(instar *h, struct instar__run *run)
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
