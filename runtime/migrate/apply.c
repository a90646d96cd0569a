/*
 * apply: run the steps of a segment, inside the write transaction. See apply.h.
 *
 * Each procedure below reads without a ladder of ifs, because after the first error
 * every call does nothing.
 */
#include "runtime/migrate/apply.h"

#include "runtime/backfill/inline_backfill.h"
#include "runtime/backup/rows_at_stake.h"
#include "runtime/core/error.h"
#include "runtime/decide/exact_schema.h"
#include "runtime/decide/foreign_objects.h"
#include "runtime/migrate/call.h"
#include "runtime/migrate/orphans.h"
#include "runtime/records/adoption.h"
#include "runtime/records/backfill_state.h"
#include "runtime/records/stamp.h"
#include "runtime/schema/check.h"
#include "runtime/sqlite/pages.h"

static bool is_due(const struct instar__decision *decision, uint32_t step)
{
	return decision->verdicts[step] == INSTAR_RUN ||
	       decision->verdicts[step] == INSTAR_RECONCILE;
}

/* What is only recorded, or made by the baseline, needs nothing of its own. */
static enum instar__manner manner_of(
	const instar_set *set, const struct instar__decision *decision, uint32_t step)
{
	uint32_t flags = set->steps[step].flags;

	if (decision->verdicts[step] != INSTAR_RUN || step < set->retired)
		return INSTAR__TOGETHER;
	if (flags & INSTAR_STEP_NO_TRANSACTION)
		return INSTAR__BARE;
	return flags & INSTAR_STEP_FOREIGN_KEYS ? INSTAR__ENFORCED : INSTAR__TOGETHER;
}

static uint32_t first_due(
	const instar_set *set, const struct instar__decision *decision, uint32_t from)
{
	while (from < set->step_count && !is_due(decision, from))
		from++;
	return from;
}

struct instar__segment instar__segment_of(
	const instar_set *set, const struct instar__decision *decision)
{
	uint32_t count = set->step_count;
	struct instar__segment segment = { .first = first_due(set, decision, 0) };

	segment.end = segment.first;
	if (segment.first < count)
		segment.manner = manner_of(set, decision, segment.first);
	if (segment.manner == INSTAR__TOGETHER) {
		while (segment.end < count &&
			manner_of(set, decision, segment.end) == INSTAR__TOGETHER)
			segment.end++;
	} else {
		segment.end++;
	}
	segment.last = first_due(set, decision, segment.end) == count;
	if (segment.last)
		segment.position = count;
	else if (segment.end < decision->stands_at)
		segment.position =
			decision->stands_at; /* later steps are there already */
	else
		segment.position = segment.end;
	return segment;
}

/* --- The steps of one. */

int instar__apply_tell(instar *h, const struct instar__run *run, uint32_t step,
	enum instar_event_kind kind, int64_t duration_us)
{
	if (run->weigh)
		return h->error.code; /* told the first time */
	return instar__tell(
		h, &(struct instar_event){
			   .kind = kind,
			   .verdict = (enum instar_verdict)run->decision->verdicts[step],
			   .id = instar__text(h, h->set->steps[step].id),
			   .position = step + 1,
			   .done = run->done,
			   .total = run->total,
			   .duration_us = duration_us,
		   });
}

/*
 * Whoever skips releases has the backfill's step in this very run, so nobody can have run
 * the backfill: it is done here. True when the precondition holds now.
 */
static bool hasten(instar *h, const struct instar__run *run,
	const struct instar__schema *schema, const struct instar_check *check)
{
	const struct instar_backfill *backfill;

	if (check->kind != INSTAR_CHECK_BACKFILL)
		return false;
	backfill = instar__state_find(h, check->name);
	if (!backfill || backfill->step - 1 < run->lowest ||
		instar__inline_backfill(h, backfill))
		return false;
	return instar__check_holds(&h->sql, schema, h->set, check);
}

static void refuse_requires(instar *h, uint32_t step, const struct instar__schema *schema,
	const struct instar_check *check)
{
	const char *id = instar__text(h, h->set->steps[step].id);
	char why[256];

	if (h->error.code || h->sql.code)
		return;
	if (check->kind == INSTAR_CHECK_BACKFILL) {
		instar__fail(h, INSTAR_E_REQUIRES,
			"run the backfill, then start again",
			"%s needs backfill %s, which has rows left; nothing was changed",
			id, instar__text(h, check->name));
		return;
	}
	instar__check_why(&h->sql, schema, h->set, check, why, sizeof(why));
	instar__fail(h, INSTAR_E_REQUIRES, "fix what it asks for, then start again",
		"%s needs what is not so: %s; nothing was changed", id, why);
}

/* Preconditions are about the database just before the step, so it is read anew. */
int instar__apply_require(instar *h, const struct instar__run *run, uint32_t step)
{
	const struct instar_range *requires = &h->set->steps[step].requires;
	struct instar__schema schema;

	if (!requires->count || h->error.code)
		return h->error.code;
	instar__schema_init(&schema);
	instar__schema_load(&schema, &h->sql);
	for (uint32_t i = requires->first;
		i < requires->first + requires->count && !h->error.code; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (!instar__check_holds(&h->sql, &schema, h->set, check) &&
			!h->sql.code && !hasten(h, run, &schema, check))
			refuse_requires(h, step, &schema, check);
	}
	instar__schema_free(&schema);
	return instar__fail_sql(h);
}

/* Which row was it? Asked before the step is undone, which made what the statement met. */
static void run_sql(instar *h, const char *sql)
{
	if (instar__sql_exec(&h->sql, sql) == INSTAR_E_SQL && h->options.refused_row)
		h->options.refused_row(h, sql, h->sql.message, sizeof(h->sql.message));
}

static void run_statement(instar *h, uint32_t statement)
{
	if (h->error.code)
		return;
	h->at_statement = statement;
	if (h->set->statements[statement].call)
		instar__call(h, statement);
	else
		run_sql(h, instar__text(h, h->set->statements[statement].sql));
	if (!h->sql.code && !instar__sql_in_transaction(&h->sql))
		instar__fail(h, INSTAR_E_SQL, "take transaction control out of the step",
			"the statement ended the transaction");
	instar__fail_sql(h);
	h->at_statement = INSTAR_NONE;
}

void instar__run_statements(instar *h, const struct instar_range *range)
{
	instar__sql_exec(&h->sql, "SAVEPOINT instar_step");
	instar__fail_sql(h);
	for (uint32_t i = range->first; i < range->first + range->count; i++)
		run_statement(h, i);
	if (!h->error.code)
		instar__sql_exec(&h->sql, "RELEASE instar_step");
	instar__fail_sql(h);
}

static void run_step(instar *h, const struct instar__run *run, uint32_t step)
{
	if (instar__apply_require(h, run, step))
		return;
	instar__state_forget(h, step);
	instar__run_statements(h, &h->set->steps[step].up);
}

/* What the retired steps made, as one script; the first of them runs it for all. */
static void run_baseline(instar *h, uint32_t step)
{
	h->at_step = INSTAR_NONE;
	if (step == 0)
		instar__run_statements(h, &h->set->baseline);
}

/* What was there before the first step, where nothing is yet. */
void instar__apply_base(instar *h, const struct instar__run *run)
{
	if (h->error.code || run->decision->base != INSTAR__BASE_DUE || h->set->retired)
		return; /* or the baseline has it */
	h->at_step = INSTAR__AT_BASE;
	instar__run_statements(h, &h->set->baseline);
	h->at_step = INSTAR_NONE;
}

static const char *how(
	const instar *h, const struct instar__decision *decision, uint32_t step)
{
	if (decision->verdicts[step] != INSTAR_RUN)
		return instar__is_adopted(decision, step) ? "adopted" : "reconciled";
	return step < h->set->retired ? "baseline" : "run";
}

int instar__apply_done(
	instar *h, struct instar__run *run, uint32_t step, int64_t began_us)
{
	struct instar__entry *entry = &run->entries[run->done - run->before];

	*entry = (struct instar__entry){ .step = step,
		.how = how(h, run->decision, step),
		.duration_us = instar__since(h, began_us) };
	if (h->error.code)
		return h->error.code;
	run->done++;
	return instar__apply_tell(
		h, run, step, INSTAR_EVENT_STEP_DONE, entry->duration_us);
}

static void do_step(instar *h, struct instar__run *run, uint32_t step)
{
	bool runs = run->decision->verdicts[step] == INSTAR_RUN;
	int64_t began_us = instar__clock(h);

	if (instar__apply_tell(h, run, step, INSTAR_EVENT_STEP_BEGIN, 0))
		return;
	if (step < run->lowest)
		run->lowest = step;
	h->at_step = step;
	if (runs && step < h->set->retired) {
		run_baseline(h, step);
	} else if (runs) {
		if (run->over_rows && !run->weigh)
			instar__rows_at_stake_weigh(h, step);
		run_step(h, run, step);
	}
	h->at_step = INSTAR_NONE;
	instar__apply_done(h, run, step, began_us);
}

bool instar__apply_room(instar *h, struct instar__run *run)
{
	uint32_t count = run->decision->pending;

	run->done = run->before;
	sqlite3_free(run->entries);
	run->entries = instar__sql_memory(
		&h->sql, ((size_t)count + 1) * sizeof(*run->entries));
	instar__fail_sql(h);
	return run->entries != NULL;
}

static void do_steps(instar *h, struct instar__run *run)
{
	if (!instar__apply_room(h, run))
		return;
	instar__apply_base(h, run);
	for (uint32_t i = run->segment.first; i < run->segment.end && !h->error.code;
		i++) {
		if (is_due(run->decision, i))
			do_step(h, run, i);
	}
}

static void quick_check(instar *h, const char *when)
{
	char found[400];

	if (!h->options.quick_check || h->error.code)
		return;
	instar__quick_check(&h->sql, found, sizeof(found));
	if (*found)
		instar__fail(h, INSTAR_E_CORRUPT, "restore a backup",
			"damaged %s the steps: %s; nothing was changed", when, found);
	instar__fail_sql(h);
}

/* The other tool's table moves away, so that ours can take its name. */
void instar__apply_adopt(instar *h, const struct instar__run *run)
{
	const struct instar__adoption *adoption = &run->decision->adoption;

	if (!adoption->tool || instar__adopt_take(h, adoption) || run->weigh)
		return;
	instar__tell(h, &(struct instar_event){
				.kind = INSTAR_EVENT_ADOPTED,
				.id = "",
				.text = adoption->tool->name,
				.done = run->done,
				.total = run->total,
				.rows = adoption->count,
			});
}

/* Is the check of a step that is due after the segment? Then it cannot hold yet. */
static bool is_later(const void *context, const instar_set *set, uint32_t check)
{
	const struct instar__run *run = context;
	uint32_t birth = set->checks[check].birth;

	return birth > run->segment.end && is_due(run->decision, birth - 1);
}

/* Read the schema again, and ask for every check that is alive at its position now. */
static void validate(instar *h, const struct instar__run *run)
{
	uint32_t position = run->segment.position;

	if (h->error.code ||
		instar__exact_schema_at(h, instar__exact_schema_read(h), position))
		return;
	instar__decision_reread(h, run->decision, position);
	instar__decision_validate(h, run->decision, position,
		"after the steps the schema is not the one proved: %s; all undone",
		is_later, run);
}

static void stamp(instar *h)
{
	if (h->error.code)
		return;
	instar__stamp_write(h);
	instar__fail_sql(h);
}

/*
 * Foreign keys, after the steps. Orphans are rare, so nobody counts them beforehand; when
 * there are some, all is undone and run once more, and those of before are counted.
 */
static void check_foreign_keys(instar *h, struct instar__run *run,
	const struct instar__orphans *before, bool fresh)
{
	if (h->error.code || !instar__orphans_any(h))
		return;
	if (run->weigh || fresh)
		instar__orphans_after(h, before);
	else
		run->again = run->weigh = !h->error.code;
}

/* What a backfill writes that may be done in the run, and those it comes after. */
static void add_backfill(
	instar *h, struct instar__writer *writer, const struct instar_backfill *backfill)
{
	while (backfill) {
		instar__writer_add(h, writer, INSTAR__WRITTEN,
			instar__text(h, backfill->writes), backfill->write_count);
		backfill = backfill->after == INSTAR_NONE
				   ? NULL
				   : &h->set->backfills[backfill->after];
	}
}

static void add_step(instar *h, struct instar__writer *writer, uint32_t i)
{
	const struct instar_step *step = &h->set->steps[i];
	const struct instar_range *requires = &step->requires;

	instar__writer_add_step(writer, i);
	instar__writer_add(h, writer, INSTAR__WRITTEN, instar__text(h, step->writes),
		step->write_count);
	for (uint32_t j = requires->first; j < requires->first + requires->count; j++) {
		if (h->set->checks[j].kind == INSTAR_CHECK_BACKFILL)
			add_backfill(
				h, writer, instar__state_find(h, h->set->checks[j].name));
	}
}

/* What nobody proved must not run with any of the steps that are due. */
static void refuse_foreign(instar *h, const struct instar__decision *decision)
{
	struct instar__writer writer = { .what = "step", .records = true };

	for (uint32_t i = 0; i < h->set->step_count; i++) {
		if (decision->verdicts[i] == INSTAR_RUN)
			add_step(h, &writer, i);
	}
	instar__foreign_objects_refuse(h, decision, &writer);
	instar__writer_free(&writer);
}

int instar__apply_begin(instar *h, struct instar__run *run)
{
	refuse_foreign(h, run->decision);
	quick_check(h, "before");
	return h->error.code;
}

int instar__apply_end(instar *h, struct instar__run *run)
{
	instar__apply_adopt(h, run);
	instar__track_record(
		h, run->decision->track.exists, run->entries, run->done - run->before);
	validate(h, run);
	quick_check(h, "after");
	if (run->segment.last)
		stamp(h);
	return h->error.code;
}

int instar__apply(instar *h, struct instar__run *run)
{
	const struct instar__decision *decision = run->decision;
	struct instar__orphans orphans = { 0 };
	bool fresh = !decision->settled && decision->schema.count == 0;

	run->again = false;
	instar__apply_begin(h, run);
	if (run->weigh && !h->error.code)
		instar__orphans_before(h, &orphans);
	do_steps(h, run);
	check_foreign_keys(h, run, &orphans, fresh);
	if (!h->error.code && !run->again)
		instar__apply_end(h, run);
	instar__orphans_free(&orphans);
	return h->error.code;
}
