/*
 * report: what instar_plan(), instar_status() and instar_history() return. See instar.h.
 *
 * Everything is copied out of the read transaction, which has ended when they return.
 */
#include <string.h>

#include "runtime/core/error.h"
#include "runtime/decide/inspection.h"
#include "runtime/report/history.h"

#define REASON_SIZE 256

static int note_no_memory(instar *h)
{
	instar__sql_fail(&h->sql, SQLITE_NOMEM);
	return instar__fail_sql(h);
}

/* --- instar_plan() */

struct plan_result {
	struct instar__result base;
	struct instar_plan plan;
	struct instar_decision *decisions;
	char (*reasons)[REASON_SIZE]; /* one for each step */
};

static void release_plan(struct instar__result *result)
{
	sqlite3_free(((struct plan_result *)result)->decisions);
	sqlite3_free(((struct plan_result *)result)->reasons);
}

static void fill_decision(instar *h, const struct instar__decision *from, uint32_t step,
	struct instar_decision *to, char *reason)
{
	const struct instar_step *source = &h->set->steps[step];

	instar__decision_reason(h, from, step, reason, REASON_SIZE);
	*to = (struct instar_decision){
		.id = instar__text(h, source->id),
		.description = instar__text(h, source->description),
		.file = instar__text(h, source->file),
		.release = instar__text(h, source->release),
		.reason = reason,
		.verdict = (enum instar_verdict)from->verdicts[step],
		.position = step + 1,
	};
}

static const char *managed_by(const struct instar__decision *decision)
{
	return decision->adoption.tool ? decision->adoption.tool->name : "";
}

static void fill_plan(
	instar *h, struct plan_result *result, const struct instar__decision *decision)
{
	uint32_t count = h->set->step_count;

	result->decisions = sqlite3_malloc64((count + 1) * sizeof(*result->decisions));
	result->reasons = sqlite3_malloc64((count + 1) * sizeof(*result->reasons));
	if (!result->decisions || !result->reasons) {
		note_no_memory(h);
		return;
	}
	for (uint32_t i = 0; i < count && !h->sql.code; i++)
		fill_decision(h, decision, i, &result->decisions[i], result->reasons[i]);
	result->plan = (struct instar_plan){
		.decisions = result->decisions,
		.count = count,
		.stands_at = decision->stands_at,
		.recorded = decision->track.count,
		.pending = decision->pending,
		.conflicts = decision->conflicts,
		.drifted = decision->drifted,
		.managed_by = managed_by(decision),
	};
	instar__fail_sql(h);
}

const struct instar_plan *instar_plan(instar *h)
{
	struct plan_result *result =
		instar__result_new(h, sizeof(*result), release_plan);
	struct instar__look look;

	if (!result)
		return NULL;
	if (!instar__look(h, &look, false))
		fill_plan(h, result, &look.decision);
	instar__look_end(h, &look);
	return h->error.code ? NULL : &result->plan;
}

/* --- instar_status() */

struct status_result {
	struct instar__result base;
	struct instar_status status;
	char problem[REASON_SIZE];
	char newer[REASON_SIZE];
};

static void release_status(struct instar__result *result)
{
	(void)result; /* owns nothing */
}

static const char *step_id(const instar *h, uint32_t position)
{
	return position ? instar__text(h, h->set->steps[position - 1].id) : "";
}

static void fill_status(
	instar *h, struct status_result *result, const struct instar__look *look)
{
	const struct instar__decision *decision = &look->decision;
	uint32_t count = h->set->step_count;
	uint32_t position = look->by_stamp ? count : decision->stands_at;

	if (decision->problem != INSTAR_NONE)
		instar__decision_reason(h, decision, decision->problem, result->problem,
			sizeof(result->problem));
	sqlite3_snprintf(
		sizeof(result->newer), result->newer, "%s", decision->track.newer.id);
	result->status = (struct instar_status){
		.set_name = instar__text(h, h->set->name),
		.current = step_id(h, position),
		.required = step_id(h, count),
		.required_release =
			count ? instar__text(h, h->set->steps[count - 1].release) : "",
		.position = position,
		.count = count,
		.pending = decision->pending,
		.conflicts = decision->conflicts,
		.drifted = decision->drifted,
		.up_to_date = !decision->pending && decision->problem == INSTAR_NONE,
		.by_stamp = look->by_stamp,
		.problem = result->problem,
		.managed_by = managed_by(decision),
		.newer = result->newer,
	};
	instar__fail_sql(h);
}

const struct instar_status *instar_status(instar *h)
{
	struct status_result *result =
		instar__result_new(h, sizeof(*result), release_status);
	struct instar__look look;

	if (!result)
		return NULL;
	if (!instar__look(h, &look, !h->options.validate))
		fill_status(h, result, &look);
	instar__look_end(h, &look);
	return h->error.code ? NULL : &result->status;
}

/* --- instar_history() */

struct history_result {
	struct instar__result base;
	struct instar__records records;
};

static void release_history(struct instar__result *result)
{
	instar__records_free(&((struct history_result *)result)->records);
}

const struct instar_history *instar_history(instar *h)
{
	struct history_result *result =
		instar__result_new(h, sizeof(*result), release_history);

	if (!result)
		return NULL;
	instar__records_read(h, &result->records);
	return h->error.code ? NULL : &result->records.history;
}
