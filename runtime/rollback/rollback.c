/*
 * rollback: undo steps. See instar_rollback() in instar.h.
 *
 * Inspect, find the path, lock, find it again, undo, validate, commit, put the settings
 * back. Steps of a newer program are undone on a connection of the runtime's own, because
 * there is no asking a host's connection for its authorizer.
 */
#include <string.h>

#include "runtime/backup/retention.h"
#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/decide/difference.h"
#include "runtime/decide/exact_schema.h"
#include "runtime/decide/foreign_objects.h"
#include "runtime/decide/inspection.h"
#include "runtime/migrate/commit.h"
#include "runtime/migrate/host_requirements.h"
#include "runtime/migrate/orphans.h"
#include "runtime/records/backfill_state.h"
#include "runtime/records/pending_backfills.h"
#include "runtime/records/stamp.h"
#include "runtime/rollback/rollback_path.h"
#include "runtime/rollback/stored_down.h"
#include "runtime/schema/check.h"

struct back {
	struct instar__rollback_path way;
	struct instar__decision decision;
	uint32_t done, total;
	int64_t began_us;
	bool own; /* the connection is the runtime's */
};

/* --- The up migration undone */

static int tell_step(instar *h, const struct back *back, uint32_t step,
	enum instar_event_kind kind, int64_t duration_us)
{
	return instar__tell(h, &(struct instar_event){
				       .kind = kind,
				       .id = instar__text(h, h->set->steps[step].id),
				       .position = step + 1,
				       .done = back->done,
				       .total = back->total,
				       .duration_us = duration_us,
			       });
}

static void undo_step(instar *h, struct back *back, uint32_t step)
{
	int64_t began_us = instar__clock(h);
	const int64_t *rows;

	if (tell_step(h, back, step, INSTAR_EVENT_STEP_BEGIN, 0))
		return;
	rows = instar__rows_lost_count(h, step);
	if (h->error.code)
		return;
	h->at_step = step;
	instar__pending_drop_indexes(h, step);
	instar__run_statements(h, &h->set->steps[step].down);
	h->at_step = INSTAR_NONE;
	if (!h->error.code)
		instar__rows_lost_compare(h, &back->way, step, rows);
	if (h->error.code)
		return;
	back->done++;
	tell_step(h, back, step, INSTAR_EVENT_STEP_DONE, instar__since(h, began_us));
}

/* The rows of all that was rolled back, under whatever name they were recorded. */
static void forget_steps(instar *h, const struct instar__rollback_path *way)
{
	for (uint32_t i = 0; i < way->carried_count; i++)
		instar__track_forget_id(h, way->carried[i].id);
	if (way->carried_count)
		instar__state_forget_others(h);
	for (uint32_t i = way->to; i < way->from; i++) {
		instar__track_forget(h, i);
		instar__state_forget(h, i);
	}
	instar__fail_sql(h);
}

/* --- What is there afterwards */

static const char not_proved[] =
	"after the down migration the schema is not the one proved: %s; all undone";

/* What was rolled back must not be taken for there when the program migrates again. */
static void judge_gone(instar *h, struct back *back, uint32_t position, uint32_t from)
{
	char why[160];

	for (uint32_t i = position; i < from && !h->error.code; i++) {
		if (instar__presence(h->set, back->decision.truth, i, position) ==
			INSTAR__ABSENT)
			continue;
		sqlite3_snprintf(sizeof(why), why, "something of %s is still there",
			instar__text(h, h->set->steps[i].id));
		h->at_step = i;
		instar__fail(h, INSTAR_E_VALIDATION, "report this to the program's maker",
			not_proved, why);
		h->at_step = INSTAR_NONE;
	}
}

/* Definitions that are others than those of the steps are told, and stop nothing. */
static void tell_definitions(instar *h, struct back *back, uint32_t position)
{
	struct instar__differences list = { 0 };

	if (h->error.code)
		return;
	instar__differences_definitions(h, &back->decision.schema, position, &list);
	if (!instar__fail_sql(h))
		instar__differences_tell(h, &list);
	instar__differences_free(&list);
}

/* Read the schema again: is it the one of that position? */
static void validate(instar *h, struct back *back, uint32_t position, uint32_t from)
{
	if (h->error.code ||
		instar__exact_schema_at(h, instar__exact_schema_read(h), position))
		return;
	instar__decision_reread(h, &back->decision, position);
	instar__decision_validate(
		h, &back->decision, position, not_proved, NULL, NULL);
	judge_gone(h, back, position, from);
	if (position == back->way.to)
		tell_definitions(h, back, position);
}

/* At the last step nothing is due; below it something is, whatever the stamp says. */
static void stamp(instar *h, const struct instar__rollback_path *way)
{
	if (h->error.code)
		return;
	if (way->to == h->set->step_count)
		instar__stamp_write(h);
	else
		instar__stamp_void(h);
	instar__fail_sql(h);
}

/* --- Under the lock */

/* What nobody proved must not run with down migrations, nor when rows are taken out. */
static int refuse_foreign(instar *h, const struct back *back, bool steps)
{
	struct instar__writer writer = { .what = "step", .records = true };

	for (uint32_t i = back->way.to; steps && i < back->way.from; i++) {
		const struct instar_step *step = &h->set->steps[i];

		instar__writer_add_step(&writer, i);
		instar__writer_add(h, &writer, INSTAR__WRITTEN,
			instar__text(h, step->down_writes), step->down_write_count);
	}
	instar__foreign_objects_refuse(h, &back->decision, &writer);
	instar__writer_free(&writer);
	return h->error.code;
}

/*
 * The last moment before anything changes, under the lock: what is at stake is told, and
 * may be refused.
 */
static int prepare(instar *h, const struct back *back)
{
	refuse_foreign(h, back, !back->way.carried_count);
	if (!back->way.carried_count)
		instar__rows_lost_tell(h, back->way.stakes, back->way.stake_count);
	return instar__backup_of_rows(h, true);
}

/* Steps of a newer program first; then what these steps made of ours can be looked at. */
static void undo_carried(instar *h, struct back *back)
{
	struct instar__rollback_path *way = &back->way;

	if (!way->carried_count || h->error.code)
		return;
	instar__stored_down_undo(h, way);
	back->done += way->carried_count;
	validate(h, back, way->from, way->from);
	if (h->error.code || way->to == way->from)
		return;
	back->decision.stands_at = way->from; /* as was just found */
	refuse_foreign(h, back, true);
	instar__rows_lost_find(h, way);
	if (!instar__fail_sql(h))
		instar__rows_lost_tell(h, way->stakes, way->stake_count);
}

static void undo(instar *h, struct back *back)
{
	struct instar__orphans orphans = { 0 };
	struct instar__rollback_path *way = &back->way;

	if (prepare(h, back) || instar__orphans_before(h, &orphans)) {
		instar__orphans_free(&orphans);
		return;
	}
	undo_carried(h, back);
	for (uint32_t i = way->from; i-- > way->to && !h->error.code;)
		undo_step(h, back, i);
	if (!h->error.code)
		forget_steps(h, way);
	if (way->to < way->from)
		validate(h, back, way->to, way->from);
	instar__orphans_after(h, &orphans);
	stamp(h, way);
	instar__orphans_free(&orphans);
}

static bool is_nothing(const struct instar__rollback_path *way)
{
	return !way->carried_count && way->to == way->from;
}

/* Decide again: before the lock another process may have been here. */
static void find_under_lock(instar *h, struct back *back, const char *to)
{
	if (h->error.code)
		return;
	instar__decide(h, &back->decision);
	if (!instar__fail_sql(h))
		instar__rollback_path_find(h, &back->decision, to, &back->way);
	if (!instar__fail_sql(h) && back->way.carried_count && !back->own)
		instar__fail(h, INSTAR_E_BUSY, "start again",
			"a newer program has migrated the database meanwhile; nothing "
			"was changed");
	back->total = back->way.carried_count + back->way.from - back->way.to;
}

static void run(instar *h, const char *to, bool own)
{
	struct back back = { .own = own, .began_us = instar__clock(h) };
	int64_t rows = 0;
	bool locked;

	instar__decision_init(&back.decision);
	instar__settings_take(h);
	instar__lock(h);
	locked = h->writing;
	find_under_lock(h, &back, to);
	if (!h->error.code && !is_nothing(&back.way)) {
		undo(h, &back);
		rows = h->error.code ? 0 : instar__track_rows(&h->sql, h);
		if (!instar__fail_sql(h))
			instar__commit(h, rows, true);
	}
	instar__roll_back(h); /* after an error, and when nothing was to do */
	instar__settings_restore(h);
	instar__backup_settle(h);
	if (locked && (h->error.code || !is_nothing(&back.way)))
		instar__tell_end(h, back.done, back.total, back.began_us);
	instar__decision_free(&back.decision);
}

/* --- Before it */

/* The backup that it made and kept, as if this one had. */
static void take_backup(instar *h, instar *from)
{
	if (!from || !from->backup)
		return;
	sqlite3_free(h->backup);
	h->backup = from->backup;
	from->backup = NULL;
}

/* The same on a connection of the runtime's own, whose authorizer is free. */
static void run_on_own(instar *h, const char *to)
{
	const char *path = instar__path(h);
	sqlite3 *db;
	instar *own;

	if (!path) {
		instar__fail(h, INSTAR_E_TOO_NEW,
			"use the program that wrote this database",
			"a database in memory cannot be rolled back by an older program");
		return;
	}
	db = instar__connect(h, path, SQLITE_OPEN_READWRITE);
	if (!db) {
		instar__fail_sql(h);
		return;
	}
	own = instar_open(db, h->set, NULL);
	if (own) {
		own->options = h->options;
		own->going_back = true;
		run(own, to, true);
	}
	instar__take_error(h, own);
	take_backup(h, own);
	instar_close(own);
	sqlite3_close(db);
}

static int refuse_readonly(instar *h, const struct instar__rollback_path *way)
{
	uint32_t steps = way->carried_count + way->from - way->to;

	return instar__refuse_readonly(
		h, NULL, "%u step%s would be rolled back", steps, steps == 1 ? "" : "s");
}

/* Inspect without a lock. True when there is something to do, and nothing in its way. */
static bool look(instar *h, const char *to, struct instar__rollback_path *way)
{
	struct instar__inspection found;

	memset(way, 0, sizeof(*way));
	if (!instar__inspection(h, &found, false)) {
		instar__rollback_path_find(h, &found.decision, to, way);
		instar__fail_sql(h);
	}
	instar__inspection_end(h, &found);
	return !h->error.code && !is_nothing(way);
}

int instar_rollback(instar *h, const char *to)
{
	struct instar__rollback_path way;

	if (instar__begin_call(h))
		return h ? h->error.code : INSTAR_E_NOMEM;
	h->going_back = true;
	if (look(h, to, &way) && !refuse_readonly(h, &way) &&
		!instar__host_requirements_refuse(h)) {
		if (way.carried_count)
			run_on_own(h, way.id);
		else
			run(h, way.id, false);
	}
	h->going_back = false;
	return h->error.code;
}

/* --- The steps, told beforehand */

static void fill_steps(const instar *h, const struct instar__rollback_path *way,
	struct instar_step_back *steps)
{
	for (uint32_t i = 0; i < way->carried_count; i++)
		*steps++ = (struct instar_step_back){ .id = way->carried[i].id,
			.description = way->carried[i].description,
			.release = way->carried[i].release,
			.position = way->carried[i].position };
	for (uint32_t i = way->from; i-- > way->to;) {
		const struct instar_step *step = &h->set->steps[i];

		*steps++ = (struct instar_step_back){ .id = instar__text(h, step->id),
			.description = instar__text(h, step->description),
			.release = instar__text(h, step->release),
			.position = i + 1,
			.known = 1 };
	}
}

static struct instar_way_back *fill_way(
	instar *h, const struct instar__rollback_path *way)
{
	uint32_t count = way->carried_count + way->from - way->to;
	struct instar_way_back *result = instar__hold(h, sizeof(*result));
	struct instar_step_back *steps = instar__hold(h, (count + 1) * sizeof(*steps));

	if (instar__fail_sql(h))
		return NULL;
	fill_steps(h, way, steps);
	*result = (struct instar_way_back){ .to = way->id,
		.position = way->to,
		.steps = steps,
		.count = count,
		.stakes = way->stakes,
		.stake_count = way->stake_count };
	return result;
}

const struct instar_way_back *instar_way_back(instar *h, const char *to)
{
	const struct instar_way_back *result = NULL;
	struct instar__rollback_path way;

	if (instar__begin_call(h))
		return NULL;
	instar__held_free(h);
	h->going_back = true;
	look(h, to, &way);
	h->going_back = false;
	if (!h->error.code)
		result = fill_way(h, &way);
	return result;
}
