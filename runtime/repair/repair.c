/*
 * repair: put back what is missing. See instar_repair() in instar.h.
 *
 * The same run is done twice: on a private copy, where it may fail without harm, and then
 * under the write lock, where everything is decided again.
 */
#include "runtime/repair/repair.h"

#include <string.h>

#include "runtime/backup/backup_search.h"
#include "runtime/backup/retention.h"
#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/decide/difference.h"
#include "runtime/decide/inspection.h"
#include "runtime/migrate/commit.h"
#include "runtime/migrate/host_requirements.h"
#include "runtime/records/adoption.h"
#include "runtime/records/backfill_state.h"
#include "runtime/schema/check.h"

static void free_run(struct instar__repair *repair)
{
	instar__decision_free(&repair->decision);
	sqlite3_free(repair->allowed);
	sqlite3_free(repair->before);
	sqlite3_free(repair->entries);
}

/*
 * --- How far to repair, and which steps. Recorded steps may be repaired: they ran once.
 * One that is not recorded and is partly there may be, when each of its statements tells
 * by itself whether it has run; else nobody knows which of them are still to do.
 */

/* Does each statement of the step tell by a check whether it has run? */
static bool is_guarded(const instar_set *set, uint32_t step)
{
	const struct instar_range *up = &set->steps[step].up;

	for (uint32_t i = up->first; i < up->first + up->count; i++) {
		if (set->statements[i].guard == INSTAR_NONE)
			return false;
	}
	return up->count > 0;
}

/*
 * Past the step that the database is at, half-done steps are finished as long as no step
 * that has still to run comes before them.
 */
static uint32_t target_of(const instar *h, const struct instar__decision *decision)
{
	uint32_t target = decision->stands_at;

	for (uint32_t i = target; i < h->set->step_count; i++) {
		enum instar_verdict verdict = (enum instar_verdict)decision->verdicts[i];

		if (verdict == INSTAR_CONFLICT && is_guarded(h->set, i))
			target = i + 1;
		else if (verdict != INSTAR_RECONCILE)
			break;
	}
	return target;
}

/* Which position to repair to, and which steps; after a decision. */
static bool make_plan(struct instar__repair *repair)
{
	const instar *h = repair->h;
	size_t steps = (size_t)h->set->step_count + 1;
	size_t checks = (size_t)h->set->check_count + 1;

	repair->target = target_of(h, &repair->decision);
	repair->allowed = instar__sql_memory(&repair->h->sql, steps);
	repair->before = instar__sql_memory(&repair->h->sql, checks);
	repair->entries = instar__sql_memory(
		&repair->h->sql, steps * sizeof(*repair->entries));
	if (h->sql.code)
		return false;
	memcpy(repair->before, repair->decision.truth, checks);
	for (uint32_t i = 0; i < repair->target; i++) {
		enum instar_verdict verdict =
			(enum instar_verdict)repair->decision.verdicts[i];

		repair->allowed[i] =
			verdict == INSTAR_DRIFT ||
			(verdict == INSTAR_CONFLICT && is_guarded(h->set, i));
	}
	return true;
}

/* --- One run, inside a write transaction. */

/*
 * Triggers on a table that is built anew do not run, and are made again after it; what
 * hides it, and what runs when the steps are recorded, is refused.
 */
static void refuse_foreign(struct instar__repair *repair)
{
	struct instar__writer writer = { .what = "repair", .records = true };

	instar__repair_tables(repair, &writer);
	instar__foreign_objects_refuse(repair->h, &repair->decision, &writer);
	instar__writer_free(&writer);
}

/* The reference for another position than the one it was made for is made anew. */
static void aim(struct instar__repair *repair)
{
	instar *h = repair->h;

	if (h->error.code || repair->reference->position == repair->target)
		return;
	instar__reference_schema_close(repair->reference);
	instar__reference_schema_open(h, repair->target, repair->reference);
}

/* Did the check not hold before either? */
static bool was_untrue(const void *context, const instar_set *set, uint32_t check)
{
	(void)set;
	return !((const struct instar__repair *)context)->before[check];
}

/* Nothing that held may have gone by the repair of something else. */
static void validate(struct instar__repair *repair)
{
	if (repair->h->error.code || repair->h->sql.code)
		return;
	instar__decision_reread(repair->h, &repair->decision, repair->target);
	instar__decision_validate(repair->h, &repair->decision, repair->target,
		"after the repair something that was there is not: %s; all undone",
		was_untrue, repair);
}

static int64_t time_of(const struct instar__repair *repair, const char *id)
{
	int64_t total_us = 0;

	for (uint32_t i = 0; i < repair->mends->count; i++) {
		if (strcmp(repair->mends->items[i].id, id) == 0)
			total_us += repair->mends->items[i].duration_us;
	}
	return total_us;
}

/* Steps that are whole now are recorded anew; those that were whole already, at all. */
static void choose_entries(struct instar__repair *repair)
{
	instar *h = repair->h;

	for (uint32_t i = 0; i < repair->target; i++) {
		enum instar_verdict verdict =
			(enum instar_verdict)repair->decision.verdicts[i];

		if (verdict == INSTAR_SKIP || verdict == INSTAR_RUN ||
			(verdict != INSTAR_RECONCILE && !repair->allowed[i]) ||
			instar__presence(h->set, repair->decision.truth, i,
				repair->target) != INSTAR__PRESENT)
			continue;
		repair->entries[repair->entry_count++] = (struct instar__entry){
			.step = i,
			.how = verdict == INSTAR_RECONCILE ? "reconciled" : "repaired",
			.duration_us =
				time_of(repair, instar__text(h, h->set->steps[i].id)),
		};
	}
}

static void record(struct instar__repair *repair)
{
	instar *h = repair->h;
	bool exists = repair->decision.track.exists;

	if (h->error.code || h->sql.code)
		return;
	choose_entries(repair);
	if (repair->entry_count && repair->decision.adoption.tool)
		instar__adopt_take(h, &repair->decision.adoption);
	for (uint32_t i = 0; exists && i < repair->entry_count; i++)
		instar__track_forget(h, repair->entries[i].step);
	for (uint32_t i = 0; i < repair->entry_count; i++) {
		/* a column that was put back holds nothing of what was filled in */
		if (strcmp(repair->entries[i].how, "repaired") == 0)
			instar__state_forget(h, repair->entries[i].step);
	}
	if (repair->entry_count)
		instar__track_record(h, exists, repair->entries, repair->entry_count);
	repair->mends->rewritten = repair->entry_count;
}

/* Decide, repair, validate, record. What it leaves is in the list and is no error. */
static void run(struct instar__repair *repair)
{
	struct instar__orphans orphans = { 0 };
	instar *h = repair->h;

	repair->mender = (struct instar__repairer){
		.h = h, .reference = repair->reference, .schema = &repair->decision.schema
	};
	if (instar__decide(h, &repair->decision) &&
		(repair->decision.problem != INSTAR_NONE || repair->definitions) &&
		make_plan(repair)) {
		aim(repair);
		refuse_foreign(repair);
		if (!h->error.code)
			instar__orphans_before(h, &orphans);
		if (!h->error.code) {
			instar__repair_moves(repair);
			instar__repair_objects(repair);
			validate(repair);
			instar__repair_rest(repair);
			record(repair);
		}
		instar__fail_sql(h);
		instar__orphans_after(h, &orphans);
	}
	instar__fail_sql(h);
	instar__orphans_free(&orphans);
}

/* --- On a private copy. */

static void run_trial(struct instar__repair *repair, instar *h)
{
	instar__settings_take(h);
	repair->h = h;
	if (instar__host_requirements_refuse(h) == INSTAR_E_ENVIRONMENT)
		sqlite3_snprintf(sizeof(h->error.action), h->error.action,
			"set options.on_open: repair opens connections of its own");
	instar__lock(h);
	if (!h->error.code)
		run(repair);
	instar__roll_back(h);
}

/* Does it work there? The list tells what would be done. */
static void try_on_copy(instar *h, struct instar__reference_schema *reference,
	struct instar__repairs *mends, bool definitions)
{
	struct instar_options options = h->options;
	struct instar__repair repair = { .reference = reference,
		.mends = mends,
		.definitions = definitions,
		.dry = true };
	sqlite3 *copy = instar__private_copy(h);
	instar *trial;

	if (!copy)
		return;
	options.on_event = NULL;
	options.size = sizeof(options);
	trial = instar_open(copy, h->set, &options);
	if (trial)
		run_trial(&repair, trial);
	instar__take_error(h, trial);
	free_run(&repair);
	instar_close(trial);
	sqlite3_close(copy);
}

/* --- On the database. */

/* What tells the database after this run from the one before, should COMMIT fail. */
static int64_t state_of(struct instar__sql *sql, const instar *h)
{
	int64_t cookie = instar__sql_int(sql, "PRAGMA main.schema_version", 0);

	return (cookie & 0xffffffff) * 1000003 + instar__track_rows(sql, h);
}

static void commit(instar *h)
{
	int64_t wanted = state_of(&h->sql, h);

	if (!instar__fail_sql(h))
		instar__commit_as(h, state_of, wanted, true);
}

static void run_here(instar *h, struct instar__reference_schema *reference,
	struct instar__repairs *mends, bool definitions)
{
	struct instar__repair repair = {
		.h = h, .reference = reference, .mends = mends, .definitions = definitions
	};
	int64_t began_us = instar__clock(h);
	bool locked;

	instar__settings_take(h);
	instar__backup_of_rows(h, false);
	instar__lock(h);
	locked = h->writing;
	if (!h->error.code && !instar__backup_of_rows(h, true)) {
		run(&repair);
		if (!h->error.code && mends->repaired)
			commit(h);
		else
			locked = h->error.code != 0;
	}
	instar__roll_back(h);
	instar__settings_restore(h);
	instar__backup_settle(h);
	if (locked)
		instar__tell_end(h, 0, 0, began_us);
	h->committed = false; /* a migration may follow in this call */
	free_run(&repair);
}

/* An inspection that could not end its transaction for want of memory is told as that. */
static bool look_has_ended(instar *h)
{
	if (instar__sql_in_transaction(&h->sql)) {
		instar__roll_back(h);
		if (instar__sql_in_transaction(&h->sql))
			instar__sql_fail(&h->sql, SQLITE_NOMEM);
	}
	return instar__fail_sql(h) == INSTAR_OK;
}

/*
 * Rows of a table that is gone are in a backup, if anywhere: which has them? While this
 * call lasts no backup is removed for its age.
 */
static void look_for_rows(instar *h, struct instar__repairs *mends)
{
	for (uint32_t i = 0; i < mends->count && !mends->backup; i++) {
		const struct instar_mend *mend = &mends->items[i];

		if (!mend->repaired || strcmp(mend->type, "table") != 0 ||
			strncmp(mend->text, "created", 7) != 0)
			continue;
		mends->backup = instar__backup_search_rows(h, mend->name);
		if (mends->backup)
			mends->lost = instar__sql_textf(&h->sql, "%s", mend->name);
	}
	h->hoards = mends->backup != NULL;
	instar__sql_clear(&h->sql); /* an offer: its failure is none of the repair's */
}

static void mend_here(instar *h, struct instar__reference_schema *reference,
	struct instar__repairs *mends, bool definitions)
{
	char *lost, *backup;

	look_for_rows(h, mends);
	lost = mends->lost;
	backup = mends->backup;
	mends->lost = mends->backup = NULL;
	instar__repairs_free(mends);
	mends->lost = lost;
	mends->backup = backup;
	run_here(h, reference, mends, definitions);
	h->hoards = false;
}

/* Is something there in another definition? Those nobody can compare are left. */
static bool has_other_definitions(instar *h, struct instar__decision *decision)
{
	struct instar__differences list = { 0 };
	bool found;

	if (decision->settled || decision->track.newer.count)
		return false;
	instar__differences_definitions(h, &decision->schema, decision->stands_at, &list);
	found = list.count > list.uncompared;
	instar__differences_free(&list);
	return !instar__fail_sql(h) && found;
}

static int repair_all(instar *h, struct instar__repairs *mends, bool definitions)
{
	struct instar__reference_schema reference = { .position = INSTAR_NONE };
	struct instar__inspection look;
	bool due = false;

	instar__repairs_free(mends);
	if (!instar__inspection(h, &look, false))
		due = look.decision.problem != INSTAR_NONE ||
		      (definitions && has_other_definitions(h, &look.decision));
	instar__inspection_end(h, &look);
	if (h->error.code || !due || !look_has_ended(h) ||
		instar__host_requirements_refuse(h))
		return h->error.code;
	try_on_copy(h, &reference, mends, definitions);
	if (mends->repaired && !h->error.code)
		instar__refuse_readonly(h, NULL, "%u thing%s to repair", mends->repaired,
			mends->repaired == 1 ? "" : "s");
	if (mends->repaired && !h->error.code)
		mend_here(h, &reference, mends, definitions);
	if (!mends->repaired)
		mends->rewritten = 0; /* records alone are left to migrate */
	instar__reference_schema_close(&reference);
	return h->error.code;
}

static void tell_backup(instar *h, const struct instar__repairs *mends)
{
	char text[512];

	sqlite3_snprintf(sizeof(text), text, "rows of %s are in the backup %s",
		mends->lost ? mends->lost : "", mends->backup);
	instar__warn(h, text);
}

int instar_repair_first(instar *h)
{
	struct instar__repairs mends = { 0 };

	if (h && !h->error.code && look_has_ended(h))
		repair_all(h, &mends, false);
	if (h && !h->error.code && mends.backup)
		tell_backup(h, &mends);
	instar__repairs_free(&mends);
	return h ? h->error.code : INSTAR_E_NOMEM;
}

struct result {
	struct instar__result base;
	struct instar_repair_result repair;
	struct instar__repairs mends;
};

static void release_result(struct instar__result *result)
{
	instar__repairs_free(&((struct result *)result)->mends);
}

const struct instar_repair_result *instar_repair(instar *h)
{
	struct result *result = instar__result_new(h, sizeof(*result), release_result);
	struct instar_repair_result *repair;
	int64_t began_us;

	if (!result)
		return NULL;
	began_us = instar__clock(h);
	if (repair_all(h, &result->mends, true))
		return NULL;
	repair = &result->repair;
	repair->mends = result->mends.items;
	repair->count = result->mends.count;
	repair->repaired = result->mends.repaired;
	repair->left = result->mends.left;
	repair->rewritten = result->mends.rewritten;
	repair->lost = result->mends.lost ? result->mends.lost : "";
	repair->backup = result->mends.backup ? result->mends.backup : "";
	repair->duration_us = instar__since(h, began_us);
	return repair;
}
