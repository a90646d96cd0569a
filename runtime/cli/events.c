/*
 * events: the handle that a command works with, and what it tells meanwhile. See
 * events.h.
 */
#include "runtime/cli/events.h"

#include <stdlib.h>

#include "runtime/cli/cli.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"
#include "runtime/cli/progress.h"
#include "runtime/cli/terminal.h"

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

/* What the log calls it. */
static const char *const event_names[] = {
	[INSTAR_EVENT_VERDICT] = "verdict",
	[INSTAR_EVENT_STEP_BEGIN] = "begin",
	[INSTAR_EVENT_STEP_DONE] = "done",
	[INSTAR_EVENT_WAITING] = "waiting",
	[INSTAR_EVENT_WARNING] = "warning",
	[INSTAR_EVENT_COMMITTED] = "committed",
	[INSTAR_EVENT_ROLLED_BACK] = "rolled back",
	[INSTAR_EVENT_AT_STAKE] = "at stake",
	[INSTAR_EVENT_BACKUP] = "backup",
	[INSTAR_EVENT_REPAIRED] = "repaired",
	[INSTAR_EVENT_ADOPTED] = "adopted",
	[INSTAR_EVENT_BATCH] = "batch",
	[INSTAR_EVENT_BACKFILLED] = "backfilled",
	[INSTAR_EVENT_PREFLIGHT] = "preflight",
	[INSTAR_EVENT_BACKFILLS_LEFT] = "backfills left",
};

static void log_event(const struct instar__cli *c, const struct instar_event *event)
{
	char took[32] = "";
	if (event->kind == INSTAR_EVENT_STEP_DONE ||
		event->kind == INSTAR_EVENT_COMMITTED)
		sqlite3_snprintf(sizeof(took), took, "%lld us", event->duration_us);
	instar__log_line(
		c, event_names[event->kind], event->id, *took ? took : event->text);
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
		instar__print(stdout, "  repaired %s, %s ms\n", event->text,
			instar__ms(event->duration_us).text);
}

static void free_met(struct instar__met *met)
{
	sqlite3_free(met->table);
	sqlite3_free(met->column);
}

/* A rollback has listed what is at stake, but for what only shows while it runs. */
static void tell_stake(const struct instar__cli *c, const struct instar_event *event)
{
	if (c->tell_stakes || event->position)
		instar__print(stderr, "at stake: %lld %s of %s\n", (long long)event->rows,
			instar__unit(event->column, event->rows), event->text);
}

/* Keep what is at stake for the end, and tell it now. */
static void note_stake(struct instar__cli *c, const struct instar_event *event)
{
	sqlite3_uint64 size = (c->stake_count + 1) * sizeof(*c->stakes);
	struct instar__met *more = sqlite3_realloc64(c->stakes, size);
	struct instar__met met = { .table = sqlite3_mprintf("%s", event->table),
		.column = sqlite3_mprintf("%s", event->column),
		.rows = event->rows,
		.position = event->position };
	if (more)
		c->stakes = more;
	if (more && met.table && met.column)
		c->stakes[c->stake_count++] = met;
	else
		free_met(&met);
	if (!c->json)
		instar__print(stdout, "  %s takes from %s, which holds %lld %s\n",
			event->id, event->text, (long long)event->rows,
			instar__unit(event->column, event->rows));
	fflush(stdout);
}

void instar__cli_forget_stakes(struct instar__cli *c)
{
	for (uint32_t i = 0; i < c->stake_count; i++)
		free_met(&c->stakes[i]);
	sqlite3_free(c->stakes);
	c->stakes = NULL;
	c->stake_count = 0;
}

int instar__cli_event(struct instar__cli *c, const struct instar_event *event)
{
	if (event->kind != INSTAR_EVENT_BATCH &&
		(event->kind != INSTAR_EVENT_VERDICT || event->verdict != INSTAR_SKIP))
		log_event(c, event);
	if (event->kind == INSTAR_EVENT_STEP_DONE)
		note_step(c, event);
	else if (event->kind == INSTAR_EVENT_COMMITTED)
		note_commit(c, event);
	else if (event->kind == INSTAR_EVENT_AT_STAKE && c->command == INSTAR__ROLLBACK)
		tell_stake(c, event);
	else if (event->kind == INSTAR_EVENT_AT_STAKE)
		note_stake(c, event);
	else if (event->kind == INSTAR_EVENT_BACKUP && !c->json &&
		 c->command != INSTAR__BACKUP)
		instar__print(stdout, "backup %s\n", event->text);
	else if (event->kind == INSTAR_EVENT_WARNING && !is_listed_later(c, event))
		instar__print(stderr, "warning: %s\n", event->text);
	else if (event->kind == INSTAR_EVENT_ADOPTED && !c->trial)
		instar__print(stderr, "taking over the records of %s\n", event->text);
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
	options->busy_ms = c->busy_ms ? c->busy_ms : -1;
	options->validate = c->validate;
	options->quick_check = c->quick_check;
	options->repair = c->repair ? instar_repair_first : NULL;
	options->definitions = instar_tell_definitions;
	options->refused_row = instar_name_refused_row;
	options->app_version = c->host->app_version;
	options->applied_by = user();
	options->on_event = on_event;
	options->event_context = c;
	options->backups = c->no_backup ? -1 : c->keep;
	options->backup_directory = c->backup_directory;
	options->refuse_destructive =
		!c->force && ((c->command == INSTAR__MIGRATE && !c->trial) ||
				     c->command == INSTAR__BACKFILL ||
				     c->command == INSTAR__ROLLBACK);
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
