/*
 * members: more than one set in one product. See instar_open_all() in instar.h.
 *
 * A handle for each member does the work; here it is only ordered: inspect all, then
 * migrate each, then say with one stamp that a file which holds several is up to date.
 */
#include <string.h>

#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/decide/decide.h"
#include "runtime/decide/inspection.h"
#include "runtime/records/stamp.h"

#define FOUND_SIZE 200

struct instar_all {
	uint32_t count;
	instar **handles;
	struct instar_summary_line *lines;
	char (*found)[FOUND_SIZE];
	struct instar_summary summary;
	const struct instar_error *error; /* the first, or NULL */
};

/* The digest of all sets on the connection of one member; 0: it is alone there. */
static uint64_t company_of(
	const struct instar_member *members, uint32_t count, uint32_t i)
{
	uint64_t company = 0;
	uint32_t sets = 0;

	for (uint32_t j = 0; j < count; j++) {
		if (members[j].db != members[i].db || !members[j].set)
			continue;
		company = instar__stamp_company(company, members[j].set);
		sets++;
	}
	return sets > 1 ? company : 0;
}

static bool make_room(instar_all *all, uint32_t count)
{
	size_t room = (size_t)count + 1;

	all->handles = sqlite3_malloc64(room * sizeof(*all->handles));
	all->lines = sqlite3_malloc64(room * sizeof(*all->lines));
	all->found = sqlite3_malloc64(room * sizeof(*all->found));
	if (!all->handles || !all->lines || !all->found)
		return false;
	memset(all->handles, 0, room * sizeof(*all->handles));
	memset(all->lines, 0, room * sizeof(*all->lines));
	memset(all->found, 0, room * sizeof(*all->found));
	return true;
}

static bool open_members(instar_all *all, const struct instar_member *members,
	uint32_t count, const struct instar_options *options)
{
	for (uint32_t i = 0; i < count; i++) {
		instar *h = instar_open(members[i].db, members[i].set, options);

		if (!h)
			return false;
		h->company = company_of(members, count, i);
		all->handles[i] = h;
		all->lines[i] = (struct instar_summary_line){
			.set_name = h->error.code ? "" : instar__text(h, h->set->name),
			.file = !h->error.code && instar__path(h) ? instar__path(h) : "",
			.found = all->found[i],
			.current = "",
		};
		all->count++;
	}
	all->summary.lines = all->lines;
	all->summary.count = count;
	return true;
}

instar_all *instar_open_all(const struct instar_member *members, uint32_t count,
	const struct instar_options *options)
{
	instar_all *all = sqlite3_malloc64(sizeof(*all));

	if (!all)
		return NULL;
	memset(all, 0, sizeof(*all));
	if (make_room(all, count) && open_members(all, members, count, options))
		return all;
	instar_close_all(all);
	return NULL;
}

void instar_close_all(instar_all *all)
{
	if (!all)
		return;
	for (uint32_t i = 0; i < all->count; i++)
		instar_close(all->handles[i]);
	sqlite3_free(all->handles);
	sqlite3_free(all->lines);
	sqlite3_free(all->found);
	sqlite3_free(all);
}

instar *instar_member(instar_all *all, uint32_t index)
{
	return all && index < all->count ? all->handles[index] : NULL;
}

const struct instar_error *instar_error_all(const instar_all *all)
{
	static const struct instar_error none = { .id = "", .file = "", .statement = "" };

	if (!all)
		return instar_error(NULL);
	for (uint32_t i = 0; !all->error && i < all->count; i++) {
		if (all->handles[i]->error.code)
			return &all->handles[i]->error;
	}
	return all->error ? all->error : &none;
}

const struct instar_summary *instar_summary(const instar_all *all)
{
	static const struct instar_summary none = { 0 };

	return all ? &all->summary : &none;
}

static bool has_failed(instar_all *all, const instar *h)
{
	if (h->error.code && !all->error)
		all->error = &h->error;
	return all->error != NULL;
}

static void describe(char *out, const struct instar_status *status)
{
	unsigned pending = status->pending;

	if (*status->problem)
		sqlite3_snprintf(FOUND_SIZE, out, "%s", status->problem);
	else if (status->up_to_date)
		sqlite3_snprintf(FOUND_SIZE, out, "exists and ready");
	else if (!*status->current)
		sqlite3_snprintf(FOUND_SIZE, out, "missing: %u step%s to run", pending,
			pending == 1 ? "" : "s");
	else
		sqlite3_snprintf(FOUND_SIZE, out, "at %s: %u step%s pending",
			status->current, pending, pending == 1 ? "" : "s");
}

/* The whole sentence, as instar_migrate() says it, and whose it is. */
static void refuse_problem(instar *h, char *found)
{
	char message[sizeof(h->error.message)];
	struct instar__inspection look;

	if (!instar__inspection(h, &look, false))
		instar__decision_refuse(h, &look.decision);
	instar__inspection_end(h, &look);
	if (h->error.code != INSTAR_E_DRIFT && h->error.code != INSTAR_E_CONFLICT)
		return;
	sqlite3_snprintf(FOUND_SIZE, found, "%s", h->error.message);
	memcpy(message, h->error.message, sizeof(message));
	sqlite3_snprintf(sizeof(h->error.message), h->error.message, "%s: %s",
		instar__text(h, h->set->name), message);
	sqlite3_snprintf(sizeof(h->error.action), h->error.action,
		"none was touched; run `repair`, or restore a backup; then start again");
}

/* What stops this member; nothing has been touched yet. */
static void refuse_member(instar *h, const struct instar_status *status, char *found)
{
	if (status->pending)
		instar__refuse_readonly(h, status->set_name, "%u step%s pending",
			(unsigned)status->pending, status->pending == 1 ? "" : "s");
	if ((status->conflicts || status->drifted) && !h->options.repair)
		refuse_problem(h, found);
}

static void look_at(instar_all *all, uint32_t i)
{
	instar *h = all->handles[i];
	struct instar_summary_line *line = &all->lines[i];
	const struct instar_status *status = instar_status(h);

	if (!status) {
		sqlite3_snprintf(FOUND_SIZE, all->found[i], "%s", h->error.message);
	} else {
		describe(all->found[i], status);
		line->ready = status->up_to_date;
		line->current = status->current;
		line->done = status->pending;
		refuse_member(h, status, all->found[i]);
	}
	instar__tell(h, &(struct instar_event){ .kind = INSTAR_EVENT_PREFLIGHT,
				.text = line->found,
				.total = line->done });
	has_failed(all, h);
}

/* Everybody is looked at, so that the host can show all lines; the first error counts. */
static bool look_at_all(instar_all *all)
{
	for (uint32_t i = 0; i < all->count; i++)
		look_at(all, i);
	return !all->error;
}

/* Has a member before it run on this file, and saved what there was to save? */
static bool is_saved(const instar_all *all, uint32_t i)
{
	for (uint32_t j = 0; j < i; j++) {
		const instar *before = all->handles[j];

		if (before->db == all->handles[i]->db && all->lines[j].done &&
			(before->backup || before->was_empty))
			return true;
	}
	return false;
}

static void migrate_member(instar_all *all, uint32_t i)
{
	instar *h = all->handles[i];
	struct instar_summary_line *line = &all->lines[i];
	uint32_t due = line->done;
	int backups = h->options.backups;
	int code;

	line->done = 0;
	if (all->error)
		return;
	if (is_saved(all, i))
		h->options.backups = -1; /* one call, one file: one backup */
	code = instar_migrate(h);
	h->options.backups = backups;
	if (code != INSTAR_OK) {
		has_failed(all, h);
		return;
	}
	line->done = due;
	line->ready = 1;
	line->current = instar__id_at(h, h->set->step_count);
	all->summary.done += due;
}

/* Is there nothing left to do for any set on this connection? In a transaction. */
static bool all_settled(instar_all *all, const instar *first)
{
	bool settled = true;

	for (uint32_t i = 0; i < all->count && settled; i++) {
		instar *h = all->handles[i];
		struct instar__decision decision;

		if (h->db != first->db)
			continue;
		instar__decision_init(&decision);
		settled = instar__decide(h, &decision) && !decision.pending &&
			  decision.problem == INSTAR_NONE;
		instar__decision_free(&decision);
		instar__sql_clear(&h->sql);
	}
	return settled;
}

/* A cache, so nothing is said when it cannot be written now. */
static void stamp_company(instar_all *all, instar *h)
{
	if (sqlite3_db_readonly(h->db, "main") == 1 ||
		instar__stamp_is_right(h, instar__stamp_read(h)) || h->sql.code)
		return;
	if (!instar__sql_lock(&h->sql) && all_settled(all, h))
		instar__stamp_write_company(h);
	instar__sql_exec(&h->sql, "COMMIT");
	instar__roll_back(h); /* if anything failed */
	instar__sql_clear(&h->sql);
}

/* Once for each connection that several members share: by the first of them. */
static void stamp_all(instar_all *all)
{
	for (uint32_t i = 0; i < all->count && !all->error; i++) {
		bool first = all->handles[i]->company != 0;

		for (uint32_t j = 0; j < i; j++)
			first = first && all->handles[j]->db != all->handles[i]->db;
		if (first)
			stamp_company(all, all->handles[i]);
	}
}

int instar_migrate_all(instar_all *all)
{
	if (!all)
		return INSTAR_E_NOMEM;
	if (all->error)
		return all->error->code;
	all->summary.done = all->summary.ready = 0;
	if (look_at_all(all)) {
		for (uint32_t i = 0; i < all->count; i++)
			migrate_member(all, i);
		stamp_all(all);
	} else {
		for (uint32_t i = 0; i < all->count; i++)
			all->lines[i].done = 0;
	}
	for (uint32_t i = 0; i < all->count; i++)
		all->summary.ready += all->lines[i].ready != 0;
	return all->error ? all->error->code : INSTAR_OK;
}
