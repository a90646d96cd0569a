/*
 * report: what instar_plan(), instar_status() and instar_history() return. See instar.h.
 *
 * Everything is copied out of the read transaction, which has ended when they return.
 */
#include <string.h>

#include "runtime/core/error.h"
#include "runtime/decide/inspection.h"
#include "runtime/records/other_tools.h"
#include "runtime/records/tracking.h"

#define REASON_SIZE 256

/* --- instar_plan() */

struct plan_result {
	struct instar__result base;
	struct instar_plan plan;
	struct instar_decision *decisions;
	char (*reasons)[REASON_SIZE]; /* one for each step */
	char base_reason[REASON_SIZE];
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

static void fill_base(
	instar *h, struct plan_result *result, const struct instar__decision *decision)
{
	bool runs = decision->base == INSTAR__BASE_DUE;
	bool lacks = decision->base == INSTAR__BASE_LACKS;

	result->plan.base = result->plan.base_reason = "";
	if (!runs && !lacks)
		return;
	result->plan.base = instar_verdict_name(runs ? INSTAR_RUN : INSTAR_DRIFT);
	result->plan.base_reason = "nothing is there yet";
	if (!lacks)
		return;
	instar__decision_reason(h, decision, INSTAR__AT_BASE, result->base_reason,
		sizeof(result->base_reason));
	result->plan.base_reason = result->base_reason + strlen("drift: base.sql ");
}

static const char *managed_by(const struct instar__decision *decision)
{
	return decision->adoption.tool ? decision->adoption.tool->name : "";
}

static void fill_plan(
	instar *h, struct plan_result *result, const struct instar__decision *decision)
{
	uint32_t count = h->set->step_count;

	result->decisions = instar__sql_memory(
		&h->sql, ((size_t)count + 1) * sizeof(*result->decisions));
	result->reasons = instar__sql_memory(
		&h->sql, ((size_t)count + 1) * sizeof(*result->reasons));
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
	fill_base(h, result, decision);
	instar__fail_sql(h);
}

const struct instar_plan *instar_plan(instar *h)
{
	struct plan_result *result = instar__result_new(h, sizeof(*result), release_plan);
	struct instar__inspection look;

	if (!result)
		return NULL;
	if (!instar__inspection(h, &look, false))
		fill_plan(h, result, &look.decision);
	instar__inspection_end(h, &look);
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

static void fill_status(
	instar *h, struct status_result *result, const struct instar__inspection *look)
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
		.current = look->by_stamp
				   ? instar__id_at(h, position)
				   : instar__decision_current(h, decision, position),
		.required = instar__id_at(h, count),
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
	struct instar__inspection look;

	if (!result)
		return NULL;
	if (!instar__inspection(h, &look, !h->options.validate))
		fill_status(h, result, &look);
	instar__inspection_end(h, &look);
	return h->error.code ? NULL : &result->status;
}

/* --- instar_history(): rows of steps that this program does not know are shown too */

struct records {
	struct instar__result base;
	struct instar_history history;
	struct instar_record *items; /* each id owns the row's other texts too */
	uint32_t room;
};

static const char select_rows[] =
	"SELECT id, applied_at, applied_how, applied_by, "
	"app_version, description, release, position,"
	" duration_us, breaking, down_sql IS NOT NULL FROM main.schema_migrations WHERE "
	"set_name = ?1 ORDER BY position, id";

#define TEXT_COUNT 7

static void free_records(struct records *records)
{
	for (uint32_t i = 0; i < records->history.count; i++)
		sqlite3_free((char *)records->items[i].id);
	sqlite3_free(records->items);
	records->items = NULL;
	records->room = 0;
	records->history = (struct instar_history){ 0 };
}

/* All texts of a row in one allocation, in the order of `select_rows`. */
static bool copy_texts(instar *h, sqlite3_stmt *stmt, const char **texts)
{
	size_t sizes[TEXT_COUNT], total = 0;
	char *block;

	for (int i = 0; i < TEXT_COUNT; i++) {
		texts[i] = instar__sql_text(&h->sql, stmt, i);
		sizes[i] = strlen(texts[i]) + 1;
		total += sizes[i];
	}
	block = instar__sql_memory(&h->sql, total);
	if (!block)
		return false;
	for (int i = 0; i < TEXT_COUNT; i++) {
		memcpy(block, texts[i], sizes[i]);
		texts[i] = block;
		block += sizes[i];
	}
	return true;
}

static uint32_t recorded_position(sqlite3_stmt *stmt)
{
	int64_t position = instar__sql_integer(stmt, TEXT_COUNT);

	return position > 0 && position < UINT32_MAX ? (uint32_t)position : 0;
}

static void add_record(instar *h, struct records *records, sqlite3_stmt *stmt)
{
	struct instar_record *items = instar__sql_grow(&h->sql, records->items,
		records->history.count, &records->room, sizeof(*items));
	const char *texts[TEXT_COUNT];
	uint32_t position = recorded_position(stmt);
	bool was;

	if (items)
		records->history.records = records->items = items;
	if (!items || !copy_texts(h, stmt, texts))
		return;
	records->items[records->history.count++] = (struct instar_record){
		.id = texts[0],
		.applied_at = texts[1],
		.applied_how = texts[2],
		.applied_by = texts[3],
		.app_version = texts[4],
		.description = texts[5],
		.release = texts[6],
		.duration_us = instar__sql_integer(stmt, TEXT_COUNT + 1),
		.breaking = instar__sql_integer(stmt, TEXT_COUNT + 2) != 0,
		.carried = instar__sql_integer(stmt, TEXT_COUNT + 3) != 0,
		.position = position,
		.known = instar__track_step(h, texts[0], position ? position - 1 : 0,
				 &was) != INSTAR_NONE,
	};
}

/* Our table: another tool's, of the same name perhaps, records nothing of ours. */
static bool is_tracked(instar *h, const struct instar__schema *schema)
{
	const struct instar__tool *tool = instar__tool_find(h, schema);

	if (h->sql.code || (tool && instar__track_is_named(tool->table)))
		return false;
	return instar__track_find(h, schema);
}

static void read_once(instar *h, void *records)
{
	struct instar__schema schema;
	sqlite3_stmt *stmt;

	instar__schema_init(&schema);
	free_records(records);
	if (!instar__schema_load(&schema, &h->sql) && is_tracked(h, &schema)) {
		stmt = instar__sql_prepare_with(
			&h->sql, select_rows, instar__text(h, h->set->name));
		while (instar__sql_row(&h->sql, stmt))
			add_record(h, records, stmt);
		instar__sql_finish(stmt);
	}
	instar__schema_free(&schema);
}

static void release_history(struct instar__result *result)
{
	free_records((struct records *)result);
}

const struct instar_history *instar_history(instar *h)
{
	struct records *result = instar__result_new(h, sizeof(*result), release_history);

	if (!result || instar__read(h, read_once, result))
		return NULL;
	return &result->history;
}
