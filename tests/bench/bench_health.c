/*
 * Identify and health, against loading the schema with SQLite alone.
 *
 * On databases that are as they should be, and on ones that have drifted: then no
 * short cut through the proved definitions as a whole is left.
 */
#include <stdio.h>

#include "instar.h"
#include "measure.h"

INSTAR_SET(nukeworks);
INSTAR_SET(history);

struct look {
	char path[512];
	const instar_set *set;
};

static sqlite3 *opened(const char *path)
{
	sqlite3 *db = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
		    NULL) != SQLITE_OK)
		measure_stop(path, sqlite3_errmsg(db));
	return db;
}

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		measure_stop(sql, sqlite3_errmsg(db));
}

static void identify(void *context)
{
	const struct look *look = context;
	sqlite3 *db = opened(look->path);
	instar *h = instar_open(db, look->set, NULL);
	const struct instar_identity *identity = instar_identify(h);

	if (!identity || !identity->position)
		measure_stop("identify", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
}

static void health(void *context)
{
	const struct look *look = context;
	sqlite3 *db = opened(look->path);
	instar *h = instar_open(db, look->set, NULL);

	if (!instar_health(h, 0))
		measure_stop("health", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
}

static void load_schema(void *context)
{
	const struct look *look = context;
	sqlite3 *db = opened(look->path);

	run(db, "SELECT max(position) FROM schema_migrations");
	sqlite3_close(db);
}

static void make(const struct look *look)
{
	sqlite3 *db;
	instar *h;

	remove(look->path);
	db = opened(look->path);
	h = instar_open(db, look->set, NULL);
	if (instar_migrate(h) != INSTAR_OK)
		measure_stop("instar", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
}

/* An index gone, a column and a table too many, in spellings that nobody proved. */
static void drift(const struct look *look)
{
	sqlite3 *db = opened(look->path);
	char sql[400];
	sqlite3_stmt *stmt;

	sqlite3_prepare_v2(db,
		"SELECT printf('CREATE TABLE extra(a); DROP INDEX \"%w\"; ALTER TABLE "
		"\"%w\" ADD COLUMN unheard_of', name, tbl_name) FROM sqlite_master WHERE "
		"type = 'index' AND sql IS NOT NULL LIMIT 1",
		-1, &stmt, NULL);
	sqlite3_step(stmt);
	snprintf(sql, sizeof(sql), "%s", sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	run(db, sql);
	sqlite3_close(db);
}

static bool both(const struct look *look, const char *name, const char *state)
{
	char title[96];
	struct contest contest = { .bound = 3,
		.rounds = 301,
		.title = title,
		.ours = identify,
		.plain = load_schema,
		.context = (void *)look };
	bool holds;

	snprintf(title, sizeof(title), "identify, %s, %s", name, state);
	holds = measure_contest(&contest);
	contest.bound = 4;
	contest.ours = health;
	snprintf(title, sizeof(title), "health, %s, %s", name, state);
	return measure_contest(&contest) && holds;
}

static bool contests(const char *name, const instar_set *set)
{
	struct look look = { .set = set };
	bool holds;

	snprintf(look.path, sizeof(look.path), "tests/bench/health_%u.db",
		set->step_count);
	make(&look);
	holds = both(&look, name, "as proved");
	drift(&look);
	return both(&look, name, "drifted") && holds;
}

int main(void)
{
	bool holds = contests("26 tables", &nukeworks);

	holds = contests("1,000 steps", &history) && holds;
	return holds ? 0 : 1;
}
