/*
 * Backfills that take rows: what their authors have named is told before the first batch
 * and may be refused, and a backup comes first.
 */
#include "suite.h"

#include <string.h>

#include "database.h"
#include "history.h"
#include "seen.h"

#define LOG                                                                              \
	{                                                                                \
		"001_log.sql", "CREATE TABLE log(id INTEGER PRIMARY KEY, line TEXT);\n"  \
			       "CREATE TABLE old(id INTEGER PRIMARY KEY, line TEXT);"    \
	}
#define SHORT                                                                            \
	{                                                                                \
		"002_short.sql", "ALTER TABLE log ADD COLUMN kind TEXT;\n"               \
				 "-- @backfill log batch=2\n"                            \
				 "-- @destructive log: lines are kept for a day\n"       \
				 "DELETE FROM log WHERE line <> 'kept';\n"               \
				 "-- @backfill old batch=2\n"                            \
				 "-- @destructive old: nobody reads them\n"              \
				 "DELETE FROM old WHERE id > 0;\n"                       \
				 "-- @backfill kind\n"                                   \
				 "UPDATE log SET kind = 'line' WHERE kind IS NULL;\n"    \
	}

static const struct history_file before[] = { LOG, { 0 } };
static const struct history_file after[] = { LOG, SHORT, { 0 } };
static const struct history_file later[] = { LOG, SHORT,
	{ "003_marks.sql", "-- @requires backfill log\n-- @irreversible it is a mark\n"
			   "CREATE TABLE marks(id INTEGER PRIMARY KEY);" },
	{ 0 } };

static struct history made(const struct history_file *files)
{
	struct history history = history_make(files);

	if (!history.program)
		fail_msg("%s", history_findings(&history));
	return history;
}

static void migrate(sqlite3 *db, const struct history_file *files)
{
	struct history history = made(files);

	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	history_free(&history);
}

/* A database in a file, with 6 rows in each table; `path` is to be freed. */
static sqlite3 *open_log(char **path)
{
	sqlite3 *db;

	*path = database_path("takes.db");
	db = database_open(*path);
	migrate(db, before);
	database_run(db,
		"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n"
		" WHERE n < 6) INSERT INTO log(id, line) SELECT n, 'l' || n FROM n;"
		"INSERT INTO old(id, line) SELECT id, line FROM log;"
		"UPDATE log SET line = 'kept' WHERE id = 1");
	return db;
}

static int rows_of(sqlite3 *db)
{
	return database_int(
		db, "SELECT (SELECT count(*) FROM log) + (SELECT count(*) FROM old)");
}

/* Rows in both tables of a backup. */
static int saved(const char *path)
{
	sqlite3 *db = database_open(path);
	int rows = rows_of(db);

	sqlite3_close(db);
	return rows;
}

static void a_backup_comes_before_the_first_batch_and_once(void **state)
{
	struct history history = made(after);
	struct seen seen;
	struct instar_options options = seeing(&seen);
	char *path;
	sqlite3 *db = open_log(&path);
	instar *h;

	(void)state;
	migrate(db, after);
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKUP], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_AT_STAKE], 2);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKFILLED], 3);
	assert_int_equal(rows_of(db), 1);
	assert_int_equal(saved(instar_backup_path(h)), 12);
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

static void one_that_only_fills_has_none(void **state)
{
	struct history history = made(after);
	struct seen seen;
	struct instar_options options = seeing(&seen);
	struct instar_backfill_options only = { .size = sizeof(only), .only = "kind" };
	char *path;
	sqlite3 *db = open_log(&path);
	instar *h;

	(void)state;
	migrate(db, after);
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_backfill(h, &only), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKUP], 0);
	assert_int_equal(seen.counts[INSTAR_EVENT_AT_STAKE], 0);
	assert_int_equal(rows_of(db), 12);
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

static void one_that_is_resumed_has_none(void **state)
{
	struct history history = made(after);
	struct seen seen;
	struct instar_options options = seeing(&seen);
	struct instar_backfill_options only = { .size = sizeof(only), .only = "log" };
	char *path;
	sqlite3 *db = open_log(&path);
	int left;
	instar *h;

	(void)state;
	migrate(db, after);
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_backfill_step(h, &only, &left), INSTAR_OK);
	assert_int_equal(left, 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKUP], 1);
	instar_close(h);
	memset(&seen, 0, sizeof(seen));
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_backfill(h, &only), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKUP], 0);
	assert_int_equal(database_int(db, "SELECT count(*) FROM log"), 1);
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

/* What a run that is not allowed, or cannot be saved, says; nothing has changed. */
static void assert_refused(struct instar_options options, int code, const char *told)
{
	struct history history = made(after);
	char *path;
	sqlite3 *db = open_log(&path);
	instar *h;

	migrate(db, after);
	options.size = sizeof(options);
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_backfill(h, NULL), code);
	assert_non_null(strstr(instar_error(h)->message, told));
	assert_string_equal(instar_backup_path(h), "");
	assert_int_equal(rows_of(db), 12);
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

static void a_host_can_refuse_it(void **state)
{
	(void)state;
	assert_refused((struct instar_options){ .refuse_destructive = 1 },
		INSTAR_E_DESTRUCTIVE, "log would take 6 rows of log");
}

static void without_a_backup_nothing_goes(void **state)
{
	(void)state;
	assert_refused((struct instar_options){ .backup_directory = "/nowhere/at/all" },
		INSTAR_E_BACKUP, "backup");
}

static void a_host_can_do_without_a_backup(void **state)
{
	struct history history = made(after);
	struct instar_options options = { .size = sizeof(options), .backups = -1 };
	char *path;
	sqlite3 *db = open_log(&path);
	instar *h;

	(void)state;
	migrate(db, after);
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_string_equal(instar_backup_path(h), "");
	assert_int_equal(rows_of(db), 1);
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

/* In the transaction of the steps it is told, and refused, like what a step takes. */
static void so_it_is_when_a_step_requires_it(void **state)
{
	struct history history = made(later);
	struct seen seen;
	struct instar_options options = seeing(&seen);
	char *path;
	sqlite3 *db = open_log(&path);
	instar *h;

	(void)state;
	options.refuse_destructive = 1;
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_E_DESTRUCTIVE);
	assert_int_equal(rows_of(db), 12);
	instar_close(h);
	options.refuse_destructive = 0;
	h = instar_open(db, &history.program->set, &options);
	memset(&seen, 0, sizeof(seen));
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_AT_STAKE], 1);
	assert_int_equal(rows_of(db), 7);
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_backup_comes_before_the_first_batch_and_once),
	cmocka_unit_test(one_that_only_fills_has_none),
	cmocka_unit_test(one_that_is_resumed_has_none),
	cmocka_unit_test(a_host_can_refuse_it),
	cmocka_unit_test(without_a_backup_nothing_goes),
	cmocka_unit_test(a_host_can_do_without_a_backup),
	cmocka_unit_test(so_it_is_when_a_step_requires_it),
};

SUITE(tests)
