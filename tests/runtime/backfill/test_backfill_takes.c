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

static struct history history;
static struct seen seen;
static char *path;
static sqlite3 *db;
static instar *h;

/* A database in a file, with 6 rows in each table. */
static void open_log(void)
{
	struct history log = history_made(before);

	path = database_path("takes.db");
	db = database_open(path);
	assert_int_equal(database_migrate(db, &log.program->set), INSTAR_OK);
	database_run(db,
		"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n"
		" WHERE n < 6) INSERT INTO log(id, line) SELECT n, 'l' || n FROM n;"
		"INSERT INTO old(id, line) SELECT id, line FROM log;"
		"UPDATE log SET line = 'kept' WHERE id = 1");
	history_free(&log);
}

/* All steps have run; the backfills are left, and `h` is open. */
static void begin(struct instar_options options)
{
	history = history_made(after);
	open_log();
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	options.size = sizeof(options);
	h = instar_open(db, &history.program->set, &options);
}

static void end(void)
{
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

static int rows_of(sqlite3 *of)
{
	return database_int(
		of, "SELECT (SELECT count(*) FROM log) + (SELECT count(*) FROM old)");
}

/* Rows in both tables of a backup. */
static int saved(const char *backup)
{
	sqlite3 *copy = database_open(backup);
	int rows = rows_of(copy);

	sqlite3_close(copy);
	return rows;
}

static void a_backup_comes_before_the_first_batch_and_once(void **state)
{
	(void)state;
	begin(seeing(&seen));
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKUP], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_AT_STAKE], 2);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKFILLED], 3);
	assert_int_equal(rows_of(db), 1);
	assert_int_equal(saved(instar_backup_path(h)), 12);
	end();
}

static void one_that_only_fills_has_none(void **state)
{
	struct instar_backfill_options only = { .size = sizeof(only), .only = "kind" };

	(void)state;
	begin(seeing(&seen));
	assert_int_equal(instar_backfill(h, &only), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKUP], 0);
	assert_int_equal(seen.counts[INSTAR_EVENT_AT_STAKE], 0);
	assert_int_equal(rows_of(db), 12);
	end();
}

static void one_that_is_resumed_has_none(void **state)
{
	struct instar_backfill_options only = { .size = sizeof(only), .only = "log" };
	struct instar_options options = seeing(&seen);
	int left;

	(void)state;
	begin(options);
	assert_int_equal(instar_backfill_step(h, &only, &left), INSTAR_OK);
	assert_int_equal(left, 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKUP], 1);
	instar_close(h);
	memset(&seen, 0, sizeof(seen));
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_backfill(h, &only), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKUP], 0);
	assert_int_equal(database_int(db, "SELECT count(*) FROM log"), 1);
	end();
}

/* What a run that is not allowed, or cannot be saved, says; nothing has changed. */
static void assert_refused(struct instar_options options, int code, const char *told)
{
	begin(options);
	assert_int_equal(instar_backfill(h, NULL), code);
	assert_non_null(strstr(instar_error(h)->message, told));
	assert_string_equal(instar_backup_path(h), "");
	assert_int_equal(rows_of(db), 12);
	end();
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
	(void)state;
	begin((struct instar_options){ .backups = -1 });
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_string_equal(instar_backup_path(h), "");
	assert_int_equal(rows_of(db), 1);
	end();
}

/* In the transaction of the steps it is told, and refused, like what a step takes. */
static void so_it_is_when_a_step_requires_it(void **state)
{
	struct instar_options options = seeing(&seen);

	(void)state;
	history = history_made(later);
	open_log();
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
	end();
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
