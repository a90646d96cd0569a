/*
 * A start with nothing to do: by the stamp, and with the whole schema looked at.
 *
 * Out: the ratio to reading the header, or the
 * tracking table, with SQLite alone; opening and closing count on both sides.
 */
#include <stdio.h>

#include "instar.h"
#include "measure.h"

INSTAR_SET(nukeworks);
INSTAR_SET(history);

struct start {
	char path[512];
	const instar_set *set;
	const char *const *queries; /* of the plain side, up to a NULL */
	int validate;
};

static sqlite3 *opened(const char *path)
{
	sqlite3 *db = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
		    NULL) != SQLITE_OK)
		measure_stop(path, sqlite3_errmsg(db));
	return db;
}

static void by_instar(void *context)
{
	const struct start *start = context;
	struct instar_options options = { .size = sizeof(options),
		.validate = start->validate };
	sqlite3 *db = opened(start->path);
	instar *h = instar_open(db, start->set, &options);

	if (instar_migrate(h) != INSTAR_OK)
		measure_stop("instar", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
}

static void by_hand(void *context)
{
	const struct start *start = context;
	sqlite3 *db = opened(start->path);

	for (const char *const *query = start->queries; *query; query++) {
		sqlite3_stmt *stmt = NULL;

		if (sqlite3_prepare_v2(db, *query, -1, &stmt, NULL) != SQLITE_OK)
			measure_stop(*query, sqlite3_errmsg(db));
		while (sqlite3_step(stmt) == SQLITE_ROW)
			;
		sqlite3_finalize(stmt);
	}
	sqlite3_close(db);
}

static const char *const header[] = { "BEGIN", "PRAGMA user_version",
	"PRAGMA schema_version", "COMMIT", NULL };
static const char *const tracking[] = { "SELECT max(position) FROM schema_migrations",
	NULL };

static bool contest(const char *name, const instar_set *set)
{
	struct start start = { .set = set, .queries = header };
	struct contest contest = { .bound = 1.1,
		.rounds = 4001,
		.ours = by_instar,
		.plain = by_hand,
		.context = &start };
	char title[96];
	bool holds;

	snprintf(start.path, sizeof(start.path), "tests/bench/start_%u.db",
		set->step_count);
	remove(start.path);
	by_instar(&start);
	snprintf(title, sizeof(title), "start-up by stamp, %s", name);
	contest.title = title;
	holds = measure_contest(&contest);

	start.validate = 1;
	start.queries = tracking;
	contest.bound = 1.15;
	contest.rounds = 501;
	snprintf(title, sizeof(title), "start-up, whole schema validated, %s", name);
	return measure_contest(&contest) && holds;
}

int main(void)
{
	bool holds;

	holds = contest("26 tables", &nukeworks);
	holds = contest("1,000 steps", &history) && holds;
	return holds ? 0 : 1;
}
