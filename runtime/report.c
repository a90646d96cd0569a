/*
 * report: what instar_plan() and instar_status() return. See instar.h and report.h.
 *
 * Everything is copied out of the read transaction, which has ended when they return.
 */
#include "report.h"

#include <string.h>

#include "error.h"
#include "history.h"
#include "look.h"

#define REASON_SIZE 256

struct instar__report {
	struct instar_plan plan;
	struct instar_decision *decisions;
	char (*reasons)[REASON_SIZE]; /* one for each step */
	struct instar_status status;
	char problem[REASON_SIZE];
	char newer[REASON_SIZE];
	struct instar__records records;
};

static void free_plan(struct instar__report *report)
{
	sqlite3_free(report->decisions);
	sqlite3_free(report->reasons);
	report->decisions = NULL;
	report->reasons = NULL;
}

void instar__report_free(struct instar__report *report)
{
	if (!report)
		return;
	free_plan(report);
	instar__records_free(&report->records);
	sqlite3_free(report);
}

static int note_no_memory(instar *h)
{
	instar__sql_fail(&h->sql, SQLITE_NOMEM);
	return instar__fail_sql(h);
}

/* Begin a call that reports: the handle's report, or NULL after an error. */
static struct instar__report *begin_report(instar *h)
{
	if (instar__begin_call(h))
		return NULL;
	if (h->report)
		return h->report;
	h->report = sqlite3_malloc64(sizeof(*h->report));
	if (h->report)
		memset(h->report, 0, sizeof(*h->report));
	else
		note_no_memory(h);
	return h->report;
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
	instar *h, struct instar__report *report, const struct instar__decision *decision)
{
	uint32_t count = h->set->step_count;

	report->decisions = sqlite3_malloc64((count + 1) * sizeof(*report->decisions));
	report->reasons = sqlite3_malloc64((count + 1) * sizeof(*report->reasons));
	if (!report->decisions || !report->reasons) {
		note_no_memory(h);
		return;
	}
	for (uint32_t i = 0; i < count && !h->sql.code; i++)
		fill_decision(h, decision, i, &report->decisions[i], report->reasons[i]);
	report->plan = (struct instar_plan){
		.decisions = report->decisions,
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
	struct instar__report *report = begin_report(h);
	struct instar__look look;

	if (!report)
		return NULL;
	free_plan(report);
	if (!instar__look(h, &look, false))
		fill_plan(h, report, &look.decision);
	instar__look_end(h, &look);
	return h->error.code ? NULL : &report->plan;
}

static const char *step_id(const instar *h, uint32_t position)
{
	return position ? instar__text(h, h->set->steps[position - 1].id) : "";
}

static void fill_status(
	instar *h, struct instar__report *report, const struct instar__look *look)
{
	const struct instar__decision *decision = &look->decision;
	uint32_t count = h->set->step_count;
	uint32_t position = look->by_stamp ? count : decision->stands_at;

	report->problem[0] = '\0';
	if (decision->problem != INSTAR_NONE)
		instar__decision_reason(h, decision, decision->problem, report->problem,
			sizeof(report->problem));
	sqlite3_snprintf(
		sizeof(report->newer), report->newer, "%s", decision->track.newer.id);
	report->status = (struct instar_status){
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
		.problem = report->problem,
		.managed_by = managed_by(decision),
		.newer = report->newer,
	};
	instar__fail_sql(h);
}

const struct instar_status *instar_status(instar *h)
{
	struct instar__report *report = begin_report(h);
	struct instar__look look;

	if (!report)
		return NULL;
	if (!instar__look(h, &look, !h->options.validate))
		fill_status(h, report, &look);
	instar__look_end(h, &look);
	return h->error.code ? NULL : &report->status;
}

const struct instar_history *instar_history(instar *h)
{
	struct instar__report *report = begin_report(h);

	if (!report)
		return NULL;
	instar__records_free(&report->records);
	instar__records_read(h, &report->records);
	return h->error.code ? NULL : &report->records.history;
}
