/*
 * run: the commands status, plan, migrate and history.
 *
 * In: an open database. Out: an exit status, with everything said. What is decided and
 * done is the runtime's; here it is only asked for and shown.
 */
#include "runtime/cli/backfill.h"
#include "runtime/cli/cli.h"
#include "runtime/cli/events.h"
#include "runtime/cli/json.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"
#include "runtime/cli/terminal.h"
#include "runtime/core/connection.h"

static void print_managed(const char *tool)
{
	if (*tool)
		instar__print(stdout, "managed by %s so far; migrate takes over\n", tool);
}

static void print_status(const struct instar__cli *c, const struct instar_status *status)
{
	instar__print_line(10, "database", c->path);
	instar__print_line(10, "set", status->set_name);
	instar__print(stdout, "at         %s (%u of %u)\n",
		*status->current ? status->current : "nothing yet", status->position,
		status->count);
	instar__print_line(10, "required", status->required);
	if (*status->required_release)
		instar__print_line(10, "release", status->required_release);
	if (*status->newer)
		instar__print_line(10, "newer", status->newer);
	instar__print(stdout, "pending    %u\n", status->pending);
	instar__print_line(10, "state", instar__cli_state(status));
	if (*status->problem)
		instar__print_line(10, "problem", status->problem);
	print_managed(status->managed_by);
}

static const char *colour_of(enum instar_verdict verdict)
{
	switch (verdict) {
	case INSTAR_RUN:
		return "\033[32m";
	case INSTAR_RECONCILE:
		return "\033[33m";
	case INSTAR_CONFLICT:
	case INSTAR_DRIFT:
		return "\033[31m";
	default:
		return "";
	}
}

static void print_plan(
	const struct instar__cli *c, const struct instar_plan *plan, bool all)
{
	if (*plan->base) {
		printf("%-9s ", plan->base);
		instar__print(stdout, "base.sql: %s\n", plan->base_reason);
	}
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct instar_decision *step = &plan->decisions[i];
		const char *colour = c->colour ? colour_of(step->verdict) : "";
		if (!all && step->verdict == INSTAR_SKIP)
			continue;
		printf("%s%-9s%s ", colour, instar_verdict_name(step->verdict),
			*colour ? "\033[0m" : "");
		instar__print(stdout, "%s%s%s\n", step->id, *step->reason ? ": " : "",
			step->reason);
	}
}

static void json_status(const struct instar__cli *c, const struct instar_status *status,
	const struct instar_backfills *backfills)
{
	instar__json("{database: %-s, set: %-s, state: %-s, current: %s, position: %u, ",
		c->path, status->set_name, instar__cli_state(status), status->current,
		status->position);
	instar__json("required: %s, required_release: %s, count: %u, pending: %u, ",
		status->required, status->required_release, status->count,
		status->pending);
	instar__json("conflicts: %u, drifted: %u, up_to_date: %d, by_stamp: %d, ",
		status->conflicts, status->drifted, status->up_to_date, status->by_stamp);
	instar__json("problem: %s, managed_by: %s, newer: %s", status->problem,
		status->managed_by, status->newer);
	instar__json_backfills(backfills);
	puts("}");
}

static void json_plan(const struct instar__cli *c, const struct instar_plan *plan)
{
	instar__json("{database: %-s, stands_at: %s, position: %u, count: %u, ", c->path,
		instar__cli_id(c, plan->stands_at), plan->stands_at, plan->count);
	instar__json("recorded: %u, pending: %u, conflicts: %u, drifted: %u, ",
		plan->recorded, plan->pending, plan->conflicts, plan->drifted);
	instar__json("managed_by: %s,\n  steps: [", plan->managed_by);
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct instar_decision *step = &plan->decisions[i];
		instar__json_next(i);
		instar__json("{id: %-s, position: %u, verdict: %-s, reason: %-s, "
			     "description: %-s, file: %-s, release: %s}",
			step->id, step->position, instar_verdict_name(step->verdict),
			step->reason, step->description, step->file, step->release);
	}
	instar__json("],\n  base: %s, base_reason: %s,\n  trial: ", plan->base,
		plan->base_reason);
	if (c->trial) {
		instar__json_done(c);
		instar__json(",\n  trial_us: %lld", (long long)c->run_us);
		instar__json_stakes(c);
	} else {
		fputs("null", stdout);
	}
	puts("}");
}

static void json_migrate(const struct instar__cli *c, const struct instar_status *before)
{
	const instar_set *set = c->host->set;
	instar__json("{database: %-s, set: %-s, from: %s, to: %s, backfills_left: %lld",
		c->path, set->text + set->name, before->current,
		instar__cli_id(c, set->step_count), (long long)c->backfills_left);
	instar__json_run(c);
	puts("}");
}

static void json_history(
	const struct instar__cli *c, const struct instar_history *history)
{
	instar__json("{database: %-s,\n  records: [", c->path);
	for (uint32_t i = 0; i < history->count; i++) {
		const struct instar_record *record = &history->records[i];
		instar__json_next(i);
		instar__json("{id: %-s, position: %u, applied_at: %-s, ", record->id,
			record->position, record->applied_at);
		instar__json("applied_how: %-s, applied_by: %s, app_version: %s, ",
			record->applied_how, record->applied_by, record->app_version);
		instar__json("description: %-s, release: %s, breaking: %d, carried: %d, ",
			record->description, record->release, record->breaking,
			record->carried);
		instar__json("duration_us: %lld, known: %d}",
			(long long)record->duration_us, record->known);
	}
	puts("]}");
}

static int status_of(const struct instar_status *status)
{
	if (status->conflicts || status->drifted)
		return INSTAR_EXIT_DRIFT;
	return status->pending ? INSTAR_EXIT_PENDING : INSTAR_EXIT_OK;
}

int instar__cli_status(struct instar__cli *c, instar *h)
{
	const struct instar_status *status = instar_status(h);
	if (!status)
		return instar__cli_fail(c, instar_error(h));
	if (c->json)
		json_status(c, status, instar_backfills(h));
	else
		print_status(c, status);
	if (!c->json)
		instar__print_backfills(10, h);
	return status_of(status);
}

static void print_trial(const struct instar__cli *c)
{
	instar__print(
		stdout, "tried on a private copy: %s ms\n", instar__ms(c->run_us).text);
	for (uint32_t i = 0; i < c->done_count; i++)
		instar__print_done(c, &c->done[i]);
}

/* Migrate a private copy: how long it takes, and whether it works on these very rows. */
static int try_on_copy(struct instar__cli *c, instar *h)
{
	sqlite3 *copy = instar__private_copy(h);
	if (!copy)
		return instar__cli_fail(c, instar_error(h));
	int status = INSTAR_EXIT_PENDING;
	c->trial = true;
	instar *trial = instar__cli_handle(c, copy);
	if (instar_migrate(trial) != INSTAR_OK)
		status = instar__cli_fail(c, instar_error(trial));
	else if (!c->json)
		print_trial(c);
	instar_close(trial);
	sqlite3_close_v2(copy);
	return status;
}

int instar__cli_plan(struct instar__cli *c, instar *h)
{
	const struct instar_plan *plan = instar_plan(h);
	if (!plan)
		return instar__cli_fail(c, instar_error(h));
	bool stuck = plan->conflicts || plan->drifted;
	int status = stuck ? INSTAR_EXIT_DRIFT : INSTAR_EXIT_OK;
	if (!c->json)
		print_plan(c, plan, true);
	if (!c->json)
		print_managed(plan->managed_by);
	if (!stuck && plan->pending)
		status = try_on_copy(c, h);
	else if (!stuck && !c->json)
		puts("nothing to do");
	if (c->json && (stuck || status == INSTAR_EXIT_PENDING || !plan->pending))
		json_plan(c, plan);
	return status;
}

/* "database …, set …", where it is, what is pending. */
static void introduce(const struct instar__cli *c, const struct instar_status *status,
	const struct instar_plan *plan)
{
	instar__print(stdout, "database %s\nat %s, required %s\n", c->path,
		*status->current ? status->current : "nothing yet", status->required);
	instar__print(stdout, "%u step%s discovered, %u pending\n", status->count,
		instar__plural(status->count), status->pending);
	print_plan(c, plan, false);
	fflush(stdout);
}

static void conclude(const struct instar__cli *c)
{
	uint32_t recorded = 0;
	for (uint32_t i = 0; i < c->done_count; i++)
		recorded += c->done[i].verdict == INSTAR_RECONCILE;
	fputs("tracking table ready; all steps applied", stdout);
	if (c->done_count)
		instar__print(stdout, ": %u run, %u recorded, %s ms",
			c->done_count - recorded, recorded, instar__ms(c->run_us).text);
	putchar('\n');
	instar__print_backfills_left(c);
}

/* Refused because of rows at stake: ask, and try again with what was answered. */
static int migrate(struct instar__cli *c, instar *h, const struct instar_status *before)
{
	instar *again = NULL;
	int status = INSTAR_EXIT_OK;
	if (instar_migrate(h) != INSTAR_OK &&
		instar__cli_may_destroy(c, instar_error(h))) {
		h = again = instar__cli_handle(c, c->db);
		instar_migrate(h);
	}
	c->backup = instar_backup_path(h);
	if (instar_error(h)->code)
		status = instar__cli_fail(c, instar_error(h));
	else if (c->json)
		json_migrate(c, before);
	else
		conclude(c);
	instar_close(again);
	return status;
}

int instar__cli_migrate(struct instar__cli *c, instar *h)
{
	const struct instar_status *found = instar_status(h);
	struct instar_status before = { .current = "" };
	if (!found)
		return instar__cli_fail(c, instar_error(h));
	before = *found;
	const struct instar_plan *plan = instar_plan(h);
	if (!plan)
		return instar__cli_fail(c, instar_error(h));
	if (!c->json)
		introduce(c, &before, plan);
	if (c->repair && status_of(&before) == INSTAR_EXIT_DRIFT &&
		!instar__cli_confirmed(
			c, before.pending + before.conflicts + before.drifted, false))
		return INSTAR_EXIT_DRIFT;
	if (status_of(&before) == INSTAR_EXIT_PENDING &&
		!instar__cli_confirmed(c, before.pending, false))
		return INSTAR_EXIT_PENDING;
	return migrate(c, h, &before);
}

int instar__cli_history(struct instar__cli *c, instar *h)
{
	const struct instar_history *history = instar_history(h);
	if (!history)
		return instar__cli_fail(c, instar_error(h));
	if (c->json)
		json_history(c, history);
	else
		instar__print_history(history);
	return INSTAR_EXIT_OK;
}
