/*
 * A backup of a large file, against the backup API and a quick_check of its copy.
 *
 * The file has 64 MB, or as many as the variable BACKUP_MB says. Ours also looks for
 * space, syncs the copy and its directory, and gives it its name.
 */
#include <stdio.h>
#include <stdlib.h>

#include "instar.h"
#include "measure.h"

INSTAR_SET(nukeworks);

static const char large[] = "bench_backup.db";
static const char copy[] = "bench_backup.copy";

static sqlite3 *opened(const char *path)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		measure_stop(path, sqlite3_errmsg(db));
	return db;
}

static void run(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		measure_stop(sql, message ? message : "?");
}

/* Rows of half a page and an index on them, as an app has. */
static void make(int megabytes)
{
	sqlite3 *db;
	char *sql;

	remove(large);
	db = opened(large);
	sql = sqlite3_mprintf(
		"PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF;"
		"CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER, b TEXT);"
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
		"FROM n LIMIT %d)"
		"INSERT INTO t SELECT i, abs(random()), hex(randomblob(900)) "
		"FROM n; CREATE INDEX t_a ON t(a)",
		megabytes * 480);
	run(db, sql);
	sqlite3_free(sql);
	sqlite3_close(db);
}

static void forget(void *context)
{
	(void)context;
	remove(copy);
}

static void ours(void *context)
{
	sqlite3 *db = opened(large);
	instar *h = instar_open(db, &nukeworks, NULL);

	(void)context;
	if (instar_backup(h, copy) != INSTAR_OK)
		measure_stop("instar", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
}

static void plain(void *context)
{
	sqlite3 *from = opened(large), *to = opened(copy);
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

	(void)context;
	if (!backup || sqlite3_backup_step(backup, -1) != SQLITE_DONE)
		measure_stop("sqlite3_backup", sqlite3_errmsg(to));
	sqlite3_backup_finish(backup);
	run(to, "PRAGMA quick_check");
	sqlite3_close(to);
	sqlite3_close(from);
}

int main(void)
{
	const char *wish = getenv("BACKUP_MB");
	int megabytes = wish ? atoi(wish) : 64;
	char title[64];
	struct contest contest = { .title = title,
		.bound = 1.1,
		.rounds = megabytes > 256 ? 3 : 9,
		.prepare = forget,
		.ours = ours,
		.plain = plain };
	bool kept;

	make(megabytes > 0 ? megabytes : 64);
	snprintf(title, sizeof(title), "backup of %d MB", megabytes);
	kept = measure_contest(&contest);
	remove(large);
	remove(copy);
	return !kept;
}
