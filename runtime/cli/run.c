/*
 * run: the commands, one function each.
 *
 * In: an open database. Out: an exit status, with everything said. What is decided and
 * done is the runtime's; here it is only asked for and shown.
 */
#include <stdlib.h>

#include "runtime/cli/cli.h"
#include "runtime/core/connection.h"

/* Keep what a step took, and tell it. */
static void note_step(struct instar__cli *c, const struct instar_event *event)
{
	if (!event->verdict || event->verdict == INSTAR_SKIP ||
		c->done_count >= c->host->set->step_count)
		return;
	struct instar__done *done = &c->done[c->done_count++];
	done->position = event->position;
	done->verdict = event->verdict;
	done->duration_us = event->duration_us;
	if (!c->json && !c->trial)
		instar__print_done(c, done);
}

static void say(const char *what, const char *text)
{
	fputs(what, stderr);
	instar__print_text(stderr, text);
	fputc('\n', stderr);
}

static const char *event_name(enum instar_event_kind kind)
{
	switch (kind) {
	case INSTAR_EVENT_VERDICT:
		return "verdict";
	case INSTAR_EVENT_STEP_BEGIN:
		return "begin";
	case INSTAR_EVENT_STEP_DONE:
		return "done";
	case INSTAR_EVENT_WAITING:
		return "waiting";
	case INSTAR_EVENT_WARNING:
		return "warning";
	case INSTAR_EVENT_COMMITTED:
		return "committed";
	case INSTAR_EVENT_ROLLED_BACK:
		return "rolled back";
	case INSTAR_EVENT_AT_STAKE:
		return "at stake";
	case INSTAR_EVENT_BACKUP:
		return "backup";
	case INSTAR_EVENT_REPAIRED:
		return "repaired";
	case INSTAR_EVENT_ADOPTED:
		return "adopted";
	case INSTAR_EVENT_BATCH:
		return "batch";
	case INSTAR_EVENT_BACKFILLED:
		return "backfilled";
	case INSTAR_EVENT_PREFLIGHT:
		return "preflight";
	case INSTAR_EVENT_BACKFILLS_LEFT:
		return "backfills left";
	}
	return "event";
}

static void log_event(const struct instar__cli *c, const struct instar_event *event)
{
	char took[32] = "";
	if (event->kind == INSTAR_EVENT_STEP_DONE ||
		event->kind == INSTAR_EVENT_COMMITTED)
		sqlite3_snprintf(sizeof(took), took, "%lld us", event->duration_us);
	instar__log_line(
		c, event_name(event->kind), event->id, *took ? took : event->text);
}

/* What is done now stays, whatever becomes of the rest of the run. */
static void note_commit(struct instar__cli *c, const struct instar_event *event)
{
	c->run_us = event->duration_us;
	c->kept_count = c->done_count;
	c->kept_mended = c->mended_count;
}

/* The command `repair` lists at its end what it has left; only that is about steps. */
static bool is_listed_later(const struct instar__cli *c, const struct instar_event *event)
{
	return c->command == INSTAR__REPAIR && *event->id;
}

static void print_repaired(const struct instar_event *event)
{
	fputs("  repaired ", stdout);
	instar__print_text(stdout, event->text);
	fputs(", ", stdout);
	instar__print_ms(stdout, event->duration_us);
	fputs(" ms\n", stdout);
}

void instar__cli_forget_mended(struct instar__cli *c, uint32_t keep)
{
	while (c->mended_count > keep)
		sqlite3_free(c->mended[--c->mended_count].text);
	if (keep)
		return;
	sqlite3_free(c->mended);
	c->mended = NULL;
}

/* Keep what was put back for the end, and tell it now. */
static void note_repaired(struct instar__cli *c, const struct instar_event *event)
{
	sqlite3_uint64 size = (c->mended_count + 1) * sizeof(*c->mended);
	struct instar__mended *more;
	char *text;
	if (c->command == INSTAR__REPAIR)
		return;
	more = sqlite3_realloc64(c->mended, size);
	text = sqlite3_mprintf("%s", event->text);
	if (more)
		c->mended = more;
	if (more && text)
		c->mended[c->mended_count++] = (struct instar__mended){ .text = text,
			.duration_us = event->duration_us };
	else
		sqlite3_free(text);
	if (!c->json)
		print_repaired(event);
}

int instar__cli_event(struct instar__cli *c, const struct instar_event *event)
{
	if (event->kind != INSTAR_EVENT_BATCH && (event->kind != INSTAR_EVENT_VERDICT ||
						       event->verdict != INSTAR_SKIP))
		log_event(c, event);
	if (event->kind == INSTAR_EVENT_STEP_DONE)
		note_step(c, event);
	else if (event->kind == INSTAR_EVENT_COMMITTED)
		note_commit(c, event);
	else if (event->kind == INSTAR_EVENT_AT_STAKE && c->tell_stakes)
		say("at stake: rows of ", event->text);
	else if (event->kind == INSTAR_EVENT_AT_STAKE)
		instar__cli_note_stake(c, event);
	else if (event->kind == INSTAR_EVENT_BACKUP && !c->json &&
		 c->command != INSTAR__BACKUP)
		instar__print_backup(event->text);
	else if (event->kind == INSTAR_EVENT_WARNING && !is_listed_later(c, event))
		say("warning: ", event->text);
	else if (event->kind == INSTAR_EVENT_ADOPTED && !c->trial)
		say("taking over the records of ", event->text);
	else if (event->kind == INSTAR_EVENT_REPAIRED)
		note_repaired(c, event);
	else if (event->kind == INSTAR_EVENT_BATCH)
		return instar__cli_note_batch(c, event);
	else if (event->kind == INSTAR_EVENT_BACKFILLS_LEFT && !c->trial)
		c->backfills_left = event->rows;
	if (event->kind == INSTAR_EVENT_WAITING)
		instar__cli_note_waiting(c);
	if (event->kind == INSTAR_EVENT_ROLLED_BACK) {
		c->done_count = c->kept_count;
		instar__cli_forget_stakes(c);
		instar__cli_forget_mended(c, c->kept_mended);
	}
	return 0;
}

static int on_event(void *context, const struct instar_event *event)
{
	return instar__cli_event(context, event);
}

/* Who applies the steps, as the system's environment tells it; NULL: it does not. */
static const char *user(void)
{
	const char *name = getenv("USER");
	return name && *name ? name : getenv("USERNAME");
}

/* Every connection that the runtime opens for itself is prepared like the host's. */
static int open_prepared(void *context, const char *path, int flags, sqlite3 **db)
{
	const struct instar__cli *c = context;
	int rc = sqlite3_open_v2(path, db, flags, NULL);
	if (rc == SQLITE_OK && c->host->prepare)
		rc = c->host->prepare(*db, c->host->context);
	return rc;
}

void instar__cli_options(struct instar__cli *c, struct instar_options *options)
{
	*options = (struct instar_options){ .size = sizeof(*options) };
	options->busy_ms = c->busy_ms;
	options->validate = c->validate;
	options->quick_check = c->quick_check;
	options->repair = c->repair ? instar_repair_first : NULL;
	options->app_version = c->host->app_version;
	options->applied_by = user();
	options->on_event = on_event;
	options->event_context = c;
	options->backups = c->keep;
	options->backup_directory = c->backup_directory;
	options->refuse_destructive =
		(c->command == INSTAR__MIGRATE && !c->force && !c->trial) ||
		(c->command == INSTAR__ROLLBACK && instar__cli_refuses_loss(c));
	options->on_open = open_prepared;
	options->open_context = c;
	options->call_context = c->host->context;
	options->carry_down = c->carry_down;
	options->accept_newer = c->accept_newer;
}

instar *instar__cli_handle(struct instar__cli *c, sqlite3 *db)
{
	struct instar_options options;
	instar__cli_options(c, &options);
	return instar_open(db, c->host->set, &options);
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
		instar__json_status(c, status, instar_backfills(h));
	else
		instar__print_status(c, status);
	if (!c->json)
		instar__print_backfills(10, h);
	return status_of(status);
}

static void print_trial(const struct instar__cli *c)
{
	fputs("tried on a private copy: ", stdout);
	instar__print_ms(stdout, c->run_us);
	puts(" ms");
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
		instar__print_plan(c, plan);
	if (!stuck && plan->pending)
		status = try_on_copy(c, h);
	else if (!stuck && !c->json)
		puts("nothing to do");
	if (c->json && (stuck || status == INSTAR_EXIT_PENDING || !plan->pending))
		instar__json_plan(c, plan);
	return status;
}

/* "database …, set …", where it stands, what is pending. */
static void introduce(const struct instar__cli *c, const struct instar_status *status,
	const struct instar_plan *plan)
{
	fputs("database ", stdout);
	instar__print_text(stdout, c->path);
	fputs("\nat ", stdout);
	instar__print_text(stdout, *status->current ? status->current : "nothing yet");
	fputs(", required ", stdout);
	instar__print_text(stdout, status->required);
	printf("\n%lu step%s discovered, %lu pending\n", (unsigned long)status->count,
		status->count == 1 ? "" : "s", (unsigned long)status->pending);
	instar__print_pending(c, plan);
	fflush(stdout);
}

static void conclude(const struct instar__cli *c)
{
	uint32_t recorded = 0;
	for (uint32_t i = 0; i < c->done_count; i++)
		recorded += c->done[i].verdict == INSTAR_RECONCILE;
	fputs("tracking table ready; all steps applied", stdout);
	if (c->done_count) {
		printf(": %lu run, %lu recorded, ",
			(unsigned long)(c->done_count - recorded),
			(unsigned long)recorded);
		instar__print_ms(stdout, c->run_us);
		fputs(" ms", stdout);
	}
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
		instar__json_migrate(c, before);
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
		instar__json_history(c, history);
	else
		instar__print_history(c, history);
	return INSTAR_EXIT_OK;
}
