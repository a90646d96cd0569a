/*
 * migrate: bring the database to the set. See instar_migrate() in instar.h.
 *
 * Gate, inspect, lock, decide again, apply, commit, put the settings back. Nothing that
 * was decided without the lock counts under it. Steps that cannot share a transaction cut
 * the run into segments, each with a lock and a commit of its own.
 */
#include "runtime/backup/retention.h"
#include "runtime/backup/rows_at_stake.h"
#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/decide/difference.h"
#include "runtime/decide/inspection.h"
#include "runtime/migrate/apply.h"
#include "runtime/migrate/call.h"
#include "runtime/migrate/commit.h"
#include "runtime/migrate/host_requirements.h"
#include "runtime/migrate/no_transaction.h"
#include "runtime/records/pending_backfills.h"
#include "runtime/sqlite/damage.h"
#include "runtime/sqlite/filesystem.h"

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
 * Decide again, unless nobody has committed since the inspection: before the lock
 * another process may have done the work.
 */
static void decide_under_lock(instar *h, struct instar__inspection *look)
{
	if (h->error.code || instar__inspection_holds(h, look))
		return;
	instar__decision_free(&look->decision);
	instar__decide(h, &look->decision);
	instar__fail_sql(h);
}

static bool runs_a_step(const instar *h, const struct instar__decision *decision)
{
	return decision->verdicts &&
	       memchr(decision->verdicts, INSTAR_RUN, h->set->step_count);
}

/* Has a step that will run anything at stake? */
static bool stakes_a_table(const instar *h, const struct instar__decision *decision)
{
	for (uint32_t i = 0; i < h->set->step_count; i++) {
		if (decision->verdicts[i] == INSTAR_RUN && h->set->steps[i].stake_count)
			return true;
	}
	return false;
}

/*
 * What there is to lose is looked at and saved before the first statement, once. In a
 * database without rows nothing can be lost but what the steps themselves put there.
 */
static void save(instar *h, struct instar__run *run, bool locked)
{
	bool due = instar__backup_due(h, locked);

	if (h->error.code || run->weigh || run->before ||
		!runs_a_step(h, run->decision) ||
		(!due && !(locked && stakes_a_table(h, run->decision))))
		return;
	run->over_rows = instar__rows_at_stake_any(h);
	h->was_empty = !run->over_rows;
	if (locked && run->over_rows)
		instar__rows_at_stake_refuse(h, run->decision->verdicts);
	if (due && run->over_rows && !h->error.code)
		instar__backup_before(h);
}

/*
 * Under the lock once more: what others committed since the backup was made would not be
 * in it, so then there is a second one.
 */
static void save_again(instar *h, struct instar__run *run)
{
	int64_t version;

	if (h->error.code || (run->weigh && !h->backup))
		return;
	version = instar__sql_int(&h->sql, "PRAGMA main.data_version", -1);
	instar__fail_sql(h);
	if (run->weigh && version != run->saved_version)
		instar__backup_before(h);
	run->saved_version = version;
}

/* Nothing that was decided before counts under the next lock. */
static void forget(struct instar__inspection *look)
{
	look->data_version = -1;
}

/* The step's statements have run without the lock: take it again, and record. */
static void end_bare(instar *h, struct instar__inspection *look, struct instar__run *run)
{
	forget(look);
	instar__lock(h);
	decide_under_lock(h, look);
	instar__decision_refuse(h, run->decision);
	instar__no_transaction_end(h, run);
}

static void apply_under_lock(
	instar *h, struct instar__inspection *look, struct instar__run *run)
{
	struct instar__decision *decision = run->decision;
	enum instar__manner manner = run->segment.manner;

	if (h->error.code)
		return;
	run->segment = instar__segment_of(h->set, decision);
	run->again = run->segment.manner != manner;
	if (run->again)
		return; /* another process has been here: begin once more, in that way */
	if (!run->weigh && !run->before)
		tell_verdicts(h, decision);
	instar__decision_refuse(h, decision);
	instar__call_refuse(h, decision->verdicts);
	run->total = run->before + decision->pending;
	if (h->error.code || !decision->pending)
		return;
	save(h, run, true);
	save_again(h, run);
	if (h->error.code)
		return;
	if (manner == INSTAR__BARE) {
		if (!instar__no_transaction_run(h, run))
			end_bare(h, look, run);
	} else {
		instar__apply(h, run);
	}
	if (!run->again && run->done > run->before)
		instar__commit(h,
			(int64_t)decision->track.rows + (run->done - run->before),
			run->segment.last);
}

/* With more to come, what is committed is what stays, and the host may still cancel. */
static void keep(instar *h, const struct instar__run *run)
{
	uint32_t count = run->done - run->before;

	if (count && !h->error.code && !run->segment.last)
		h->kept = instar__text(h, h->set->steps[run->entries[count - 1].step].id);
}

/* From a lock to a commit. */
static void run_segment(
	instar *h, struct instar__inspection *look, struct instar__run *run)
{
	bool locked;

	run->weigh = false;
	do {
		run->again = false;
		run->done = run->before;
		instar__settings_enforce(h, run->segment.manner == INSTAR__ENFORCED);
		instar__lock(h);
		locked = h->writing;
		decide_under_lock(h, look);
		apply_under_lock(h, look, run);
		instar__roll_back(h); /* after an error, and when nothing was to do */
	} while (run->again && !h->error.code);
	keep(h, run);
	if (locked && (h->error.code || run->done > run->before))
		instar__tell_end(h, run->done, run->total, run->began_us);
}

/* A segment is in the file: what comes next? */
static void go_on(instar *h, struct instar__inspection *look, struct instar__run *run)
{
	struct instar__decision *decision = run->decision;
	uint32_t count = run->done - run->before;

	for (uint32_t i = 0; i < count; i++)
		decision->verdicts[run->entries[i].step] = INSTAR_SKIP;
	run->before = run->done;
	run->segment = instar__segment_of(h->set, decision);
	forget(look);
}

static void run_steps(instar *h, struct instar__inspection *look)
{
	struct instar__run run = { .decision = &look->decision,
		.lowest = h->set->step_count,
		.began_us = instar__clock(h) };

	run.segment = instar__segment_of(h->set, run.decision);
	instar__settings_take(h);
	save(h, &run, false);
	run_segment(h, look, &run);
	while (!h->error.code && !run.segment.last) {
		go_on(h, look, &run);
		run_segment(h, look, &run);
	}
	instar__settings_restore(h);
	instar__backup_settle(h);
	if (run.done)
		instar__pending_tell(h);
	sqlite3_free(run.entries);
}

/* --- Can a migration rely on the file it is about to write? */

static void warn_of_links(instar *h, const char *path)
{
	struct instar__disk_file file;
	char text[512];

	if (instar__disk_look(path, &file) || file.links < 2)
		return;
	sqlite3_snprintf(sizeof(text), text,
		"%s has %u names (hard links): opened by two of them, journals may be "
		"lost",
		path, file.links);
	instar__warn(h, text);
}

/* A local disk may be behind FUSE, and behind 9p in a virtual machine: a warning must do.
 */
static bool may_be_local(const char *name)
{
	return strcmp(name, "FUSE") == 0 || strcmp(name, "9p") == 0;
}

static void judge_network(instar *h, const char *path)
{
	const char *name = instar__disk_network(path);
	char text[256];

	if (!name || h->options.allow_network)
		return;
	if (instar__damage_wal(h->db) && !may_be_local(name)) {
		instar__fail(h, INSTAR_E_ENVIRONMENT,
			"keep the database on a local disk, or set allow_network",
			"%s; see option allow_network: a write-ahead log needs memory "
			"that "
			"all programs share",
			name);
		return;
	}
	sqlite3_snprintf(sizeof(text), text,
		"the database is on %s: where locks do not work, two programs damage it",
		name);
	instar__warn(h, text);
}

/* A file that was replaced, and a write-ahead log over a network. */
static int refuse_file(instar *h)
{
	const char *path = instar__path(h);
	int moved = 0;

	if (h->error.code || !path)
		return h->error.code;
	sqlite3_file_control(h->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (moved)
		instar__fail(h, INSTAR_E_READONLY, "open the database again",
			"file was replaced; reopen");
	else
		warn_of_links(h, path);
	if (!h->error.code)
		judge_network(h, path);
	return h->error.code;
}

/* --- What the inspection has shown. */

static int refuse_readonly(instar *h, uint32_t pending)
{
	return instar__refuse_readonly(
		h, NULL, "%u step%s pending", pending, pending == 1 ? "" : "s");
}

/* The database is newer, and the options accept it: nothing is due, nothing written. */
static void accept_newer(instar *h, const struct instar__newer *newer)
{
	char words[360];

	instar__newer_words(newer, words, sizeof(words) - 40);
	sqlite3_snprintf(40, words + strlen(words), "; newer, and only added to");
	instar__warn(h, words);
}

static bool records_what_it_found(
	const instar *h, const struct instar__decision *decision)
{
	return memchr(decision->verdicts, INSTAR_RECONCILE, h->set->step_count) != NULL;
}

/*
 * A database that others have made, or that is to be validated, is told where its
 * definitions are not those of the steps. That stops nothing.
 */
static void tell_definitions(instar *h, struct instar__decision *decision)
{
	if (h->options.definitions && !h->error.code && !h->sql.code &&
		!decision->settled && decision->problem == INSTAR_NONE &&
		!decision->track.newer.count &&
		(h->options.validate || records_what_it_found(h, decision)))
		h->options.definitions(h, decision);
}

/* What the inspection has shown, and what follows from it. */
static void follow(instar *h, struct instar__inspection *look)
{
	struct instar__decision *decision = &look->decision;
	bool stale = !instar__stamp_is_right(h, look->stamp);

	tell_definitions(h, decision);
	if (decision->problem != INSTAR_NONE || !decision->pending)
		tell_verdicts(h, decision);
	instar__decision_refuse(h, decision);
	instar__fail_sql(h);
	instar__inspection_close(h);
	if (h->error.code)
		return;
	if (decision->track.newer.count) {
		accept_newer(h, &decision->track.newer);
	} else if (decision->pending) {
		if (!refuse_readonly(h, decision->pending) &&
			!instar__host_requirements_refuse(h) &&
			!instar__call_refuse(h, decision->verdicts) && !refuse_file(h))
			run_steps(h, look);
	} else if (stale) {
		instar__stamp_refresh(h, look->stamp);
	}
}

/* Put back what is missing, and inspect again. */
static void repair_first(instar *h, struct instar__inspection *look)
{
	if (h->error.code || !h->options.repair || look->by_stamp ||
		look->decision.problem == INSTAR_NONE)
		return;
	instar__inspection_end(h, look);
	if (!h->options.repair(h))
		instar__inspection(h, look, false);
}

int instar_migrate(instar *h)
{
	struct instar__inspection look;

	if (h && h->up_to_date && !h->error.code)
		return INSTAR_OK;
	if (instar__begin_call(h))
		return h ? h->error.code : INSTAR_E_NOMEM;
	instar__inspection(h, &look, !h->options.validate);
	repair_first(h, &look);
	if (!h->error.code && !look.by_stamp)
		follow(h, &look);
	instar__inspection_end(h, &look);
	h->up_to_date = !h->error.code;
	return h->error.code;
}
