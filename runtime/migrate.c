/*
 * migrate: bring the database to the set. See instar_migrate() in instar.h.
 *
 * Gate, look, lock, decide again, apply, commit, put the settings back. Nothing that was
 * decided without the lock counts under it.
 */
#include "apply.h"
#include "commit.h"
#include "error.h"
#include "host.h"
#include "look.h"

#include <string.h>

static void tell_verdicts(instar *h, const struct instar__decision *decision)
{
	char reason[256];

	if (!h->options.on_event)
		return;
	for (uint32_t i = 0; i < h->set->step_count && !h->error.code; i++) {
		instar__decision_reason(h, decision, i, reason, sizeof(reason));
		instar__tell(
			h, &(struct instar_event){
				   .kind = INSTAR_EVENT_VERDICT,
				   .verdict = (enum instar_verdict)decision->verdicts[i],
				   .id = instar__text(h, h->set->steps[i].id),
				   .text = reason,
				   .position = i + 1,
				   .total = decision->pending,
			   });
	}
}

/*
 * Decide again, unless nobody has committed since the look: between look and lock
 * another process may have done the work.
 */
static void decide_under_lock(instar *h, struct instar__look *look)
{
	if (h->error.code || instar__look_holds(h, look))
		return;
	instar__decision_free(&look->decision);
	instar__decide(h, &look->decision);
	instar__fail_sql(h);
}

static void apply_under_lock(instar *h, struct instar__run *run)
{
	struct instar__decision *decision = run->decision;

	if (h->error.code)
		return;
	if (!run->weigh)
		tell_verdicts(h, decision);
	instar__decision_refuse(h, decision);
	run->total = decision->pending;
	if (h->error.code || !run->total)
		return;
	instar__apply(h, run);
	if (!run->again)
		instar__commit(h, (int64_t)decision->track.rows + run->total);
}

static void tell_end(instar *h, const struct instar__run *run, bool locked)
{
	struct instar_event event = { .done = run->done, .total = run->total };

	if (!locked || (!h->error.code && !run->total))
		return;
	event.kind = h->error.code ? INSTAR_EVENT_ROLLED_BACK : INSTAR_EVENT_COMMITTED;
	event.text = h->error.message;
	event.duration_us = instar__clock(h) - run->began_us;
	if (event.duration_us < 0)
		event.duration_us = 0;
	instar__tell(h, &event);
}

static void run_steps(instar *h, struct instar__look *look)
{
	struct instar__run run = { .decision = &look->decision,
		.began_us = instar__clock(h) };
	bool locked;

	instar__settings_take(h);
	do {
		run.again = false;
		instar__lock(h);
		locked = h->writing;
		decide_under_lock(h, look);
		apply_under_lock(h, &run);
		instar__roll_back(h); /* after an error, and when nothing was to do */
	} while (run.again && !h->error.code);
	instar__settings_restore(h);
	tell_end(h, &run, locked);
	sqlite3_free(run.entries);
}

static bool refuse_readonly(instar *h, uint32_t pending)
{
	if (sqlite3_db_readonly(h->db, "main") != 1)
		return false;
	instar__fail(h, INSTAR_E_READONLY,
		"make the file writable, or open it for writing",
		"read-only; %u step%s pending", pending, pending == 1 ? "" : "s");
	return true;
}

/* The database is newer, and the options accept it: nothing is due, nothing written. */
static void accept_newer(instar *h, const struct instar__newer *newer)
{
	char words[360];

	instar__newer_words(newer, words, sizeof(words) - 40);
	sqlite3_snprintf(40, words + strlen(words), "; newer, and only added to");
	instar__warn(h, words);
}

/* What the look has shown, and what follows from it. */
static void follow(instar *h, struct instar__look *look)
{
	const struct instar__decision *decision = &look->decision;
	bool stale = !instar__stamp_is_right(h, look->stamp);

	if (decision->problem != INSTAR_NONE || !decision->pending)
		tell_verdicts(h, decision);
	instar__decision_refuse(h, decision);
	instar__fail_sql(h);
	instar__look_close(h);
	if (h->error.code)
		return;
	if (decision->track.newer.count) {
		accept_newer(h, &decision->track.newer);
	} else if (decision->pending) {
		if (!refuse_readonly(h, decision->pending) && !instar__host_refuse(h))
			run_steps(h, look);
	} else if (stale) {
		instar__stamp_refresh(h, look->stamp);
	}
}

int instar_migrate(instar *h)
{
	struct instar__look look;

	if (h && h->migrated && !h->error.code)
		return INSTAR_OK;
	if (instar__begin_call(h))
		return h ? h->error.code : INSTAR_E_NOMEM;
	if (!instar__look(h, &look, !h->options.validate) && !look.by_stamp)
		follow(h, &look);
	instar__look_end(h, &look);
	h->migrated = !h->error.code;
	return h->error.code;
}
