/*
 * migrate_all: the command `migrate` for a product of several sets.
 *
 * In: a part for each set, none of them open. Out: a line for each before anything is
 * touched, the steps as they run, one summary. The order is instar_migrate_all()'s.
 */
#include <string.h>

#include "runtime/cli/events.h"
#include "runtime/cli/json.h"
#include "runtime/cli/log.h"
#include "runtime/cli/print.h"
#include "runtime/cli/sets.h"
#include "runtime/cli/terminal.h"

/* --- All databases within reach. */

static bool open_part(struct instar__parts *parts, uint32_t i, bool create)
{
	struct instar__part *part = &parts->items[i];
	enum instar__opened opened;

	for (uint32_t j = 0; j < i; j++) {
		const struct instar__part *before = &parts->items[j];

		if (!instar__parts_share(parts, i, j))
			continue;
		part->shares = true;
		part->missing = before->missing;
		part->cli.db = before->cli.db;
		part->cli.path = before->cli.path;
		return true;
	}
	opened = instar__cli_open(&part->cli, create);
	part->missing = opened == INSTAR__MISSING;
	if (create && part->missing)
		instar__cli_refuse(&part->cli, INSTAR_E_CANTOPEN, "%s: cannot be created",
			part->path);
	return opened == INSTAR__OPENED || (part->missing && !create);
}

/* Those that are there first: when one cannot be reached, no other is made. */
static bool open_all(struct instar__parts *parts, bool create)
{
	for (uint32_t i = 0; i < parts->count; i++) {
		if ((!create || parts->items[i].missing) && !open_part(parts, i, create))
			return false;
	}
	return true;
}

static uint32_t due_of(struct instar__part *part)
{
	uint32_t due = part->host.set->step_count;
	const struct instar_status *status;
	instar *h;

	if (part->missing)
		return due;
	h = instar__cli_handle(&part->cli, part->cli.db);
	status = instar_status(h); /* what is wrong with it is told later */
	due = status ? status->pending + status->conflicts + status->drifted : 0;
	instar_close(h);
	return due;
}

/* One question for all, on a terminal only. */
static bool confirmed(struct instar__parts *parts)
{
	uint32_t steps = 0, databases = 0;

	if (parts->front->yes || !instar__cli_attended())
		return true;
	for (uint32_t i = 0; i < parts->count; i++) {
		uint32_t due = due_of(&parts->items[i]);

		steps += due;
		databases += due && !parts->items[i].shares;
	}
	if (!steps)
		return true;
	instar__print(stderr, "Change %u database%s: %u step%s", databases,
		instar__plural(databases), steps, instar__plural(steps));
	return instar__cli_answer();
}

/* --- What happens. */

static struct instar__part *part_of(struct instar__parts *parts, const char *set_name)
{
	for (uint32_t i = 0; i < parts->count; i++) {
		const instar_set *set = parts->items[i].host.set;

		if (strcmp(set->text + set->name, set_name) == 0)
			return &parts->items[i];
	}
	return NULL;
}

static int widest(const struct instar__parts *parts)
{
	size_t width = 0;

	for (uint32_t i = 0; i < parts->count; i++) {
		size_t length = strlen(parts->items[i].label);

		width = length > width ? length : width;
	}
	return width < 60 ? (int)width : 60;
}

static void print_label(
	const struct instar__parts *parts, const struct instar__part *part)
{
	int gap = widest(parts) - (int)strlen(part->label);

	instar__print_text(stdout, part->label);
	printf("%*s", gap > 0 ? gap + 2 : 2, "");
}

static bool has_lines(enum instar_event_kind kind)
{
	return kind == INSTAR_EVENT_STEP_DONE || kind == INSTAR_EVENT_BACKUP ||
	       kind == INSTAR_EVENT_REPAIRED || kind == INSTAR_EVENT_AT_STAKE;
}

static int on_event(void *context, const struct instar_event *event)
{
	struct instar__parts *parts = context;
	struct instar__part *part = part_of(parts, event->set_name);

	if (!part)
		return 0;
	if (event->kind == INSTAR_EVENT_PREFLIGHT && !parts->front->json) {
		print_label(parts, part);
		instar__print(stdout, "%s\n", event->text);
	} else if (has_lines(event->kind) && !part->told && !parts->front->json) {
		instar__print(stdout, "%s:\n", part->label);
		part->told = true;
	}
	return instar__cli_event(&part->cli, event);
}

static instar_all *open_handles(struct instar__parts *parts)
{
	uint64_t size = (uint64_t)parts->count * sizeof(struct instar_member);
	struct instar_member *members = sqlite3_malloc64(size + 1);
	struct instar_options options;
	instar_all *all = NULL;

	instar__cli_options(parts->front, &options);
	options.on_event = on_event;
	options.event_context = parts;
	for (uint32_t i = 0; members && i < parts->count; i++)
		members[i] = (struct instar_member){ .db = parts->items[i].cli.db,
			.set = parts->items[i].host.set };
	if (members)
		all = instar_open_all(members, parts->count, &options);
	sqlite3_free(members);
	return all;
}

/* Refused because of rows at stake: ask, and try again with what was answered. */
static instar_all *migrate(struct instar__parts *parts)
{
	instar_all *all = open_handles(parts);

	if (instar_migrate_all(all) == INSTAR_OK ||
		!instar__cli_may_destroy(parts->front, instar_error_all(all)))
		return all;
	instar_close_all(all);
	all = open_handles(parts);
	instar_migrate_all(all);
	return all;
}

/* --- The end. */

/* A part that failed has an error of its own; what all have in common is the first's. */
static int fail(struct instar__parts *parts, instar_all *all)
{
	for (uint32_t i = 0; i < parts->count; i++) {
		const struct instar_error *error = instar_error(instar_member(all, i));
		struct instar__cli said = parts->items[i].cli;

		said.json = false; /* it is in the list */
		if (all && error->code)
			return instar__cli_fail(&said, error);
	}
	return instar__cli_fail(parts->front, instar_error_all(all));
}

static void print_summary(const struct instar__parts *parts, const instar_all *all)
{
	const struct instar_summary *summary = instar_summary(all);
	uint32_t run = 0, recorded = 0;
	int64_t took_us = 0;

	for (uint32_t i = 0; i < summary->count; i++) {
		const struct instar_summary_line *line = &summary->lines[i];
		const struct instar__cli *c = &parts->items[i].cli;

		for (uint32_t j = 0; j < c->done_count; j++) {
			recorded += c->done[j].verdict == INSTAR_RECONCILE;
			run += c->done[j].verdict != INSTAR_RECONCILE;
		}
		took_us += c->run_us;
		print_label(parts, &parts->items[i]);
		instar__print(stdout, "%sready, at %s\n", line->ready ? "" : "not ",
			*line->current ? line->current : "nothing yet");
	}
	instar__print(stdout, "%u of %u ready: %u run, %u recorded, %s ms\n",
		summary->ready, summary->count, run, recorded, instar__ms(took_us).text);
	fflush(stdout);
}

static void json_member(const struct instar__cli *c,
	const struct instar_summary_line *line, const struct instar_error *error)
{
	instar__json("{database: %-s, set: %-s, found: %-s, ready: %d, current: %s",
		c->path, line->set_name, line->found, line->ready, line->current);
	instar__json_run(c);
	instar__json_error_member(",\n  ", error);
	putchar('}');
}

static void json_summary(struct instar__parts *parts, instar_all *all)
{
	const struct instar_summary *summary = instar_summary(all);

	for (uint32_t i = 0; i < summary->count; i++) {
		struct instar__cli *c = &parts->items[i].cli;
		instar *h = instar_member(all, i);

		c->backup = instar_backup_path(h);
		fputs(i ? ",\n" : "[", stdout);
		json_member(c, &summary->lines[i], instar_error(h));
	}
	puts("]");
}

int instar__cli_migrate_all(struct instar__parts *parts)
{
	int status = INSTAR_EXIT_OK;
	instar_all *all;

	if (!open_all(parts, false))
		return INSTAR_EXIT_FAILED;
	if (!confirmed(parts))
		return INSTAR_EXIT_PENDING;
	if (!open_all(parts, true))
		return INSTAR_EXIT_FAILED;
	all = migrate(parts);
	if (all && parts->front->json)
		json_summary(parts, all);
	else if (all)
		print_summary(parts, all);
	if (instar_error_all(all)->code)
		status = fail(parts, all);
	instar_close_all(all);
	return status;
}
