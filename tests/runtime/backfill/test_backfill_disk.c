/*
 * Backfills, status and health on a database that cannot be written: the disk is full or
 * fails, the file is read-only, somebody holds it. What is committed counts, what is
 * refused changes nothing, and what only reads goes on.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "database.h"
#include "fault_vfs.h"
#include "history.h"

enum { PEOPLE = 300 };

static const struct history_file files[] = {
	{ "001_people.sql",
		"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT NULL);" },
	{ "002_names.sql", "ALTER TABLE people ADD COLUMN name TEXT;\n"
			   "ALTER TABLE people ADD COLUMN times INTEGER DEFAULT 0;\n"
			   "-- @backfill names batch=100\n"
			   "UPDATE people SET name = 'the ' || first, times = times + 1\n"
			   "WHERE name IS NULL;\n"
			   "-- @index\nCREATE INDEX people_name ON people(name);\n" },
	{ 0 },
};

static struct history history;
static const instar_set *set;
static char *path;

static int begin(void **state)
{
	(void)state;
	history = history_made(files);
	set = &history.program->set;
	path = database_path("disk.db");
	return 0;
}

static int end(void **state)
{
	(void)state;
	remove(path);
	sqlite3_free(path);
	history_free(&history);
	return 0;
}

/* Migrated, and people in it who have no name yet. */
static void make(const char *mode)
{
	sqlite3 *db;
	char text[200];

	remove(path);
	db = database_open(path);
	database_run(db, mode);
	database_run(db, "PRAGMA synchronous = OFF");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	snprintf(text, sizeof(text),
		"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT %d)"
		" INSERT INTO people(id, first) SELECT n, 'f' || n FROM n",
		PEOPLE);
	database_run(db, text);
	sqlite3_close(db);
}

static instar *open_on(sqlite3 *db)
{
	const struct instar_options options = { .size = sizeof(options), .busy_ms = -1 };

	return instar_open(db, set, &options);
}

static const struct instar_backfill_options at_once = { .size = sizeof(at_once),
	.alone = 1 };

/* Who only reads sees the same whatever the disk does. */
static void expect_readable(sqlite3 *db)
{
	instar *h = open_on(db);
	const struct instar_health *health;

	assert_non_null(instar_status(h));
	assert_int_equal(instar_status(h)->up_to_date, 1);
	health = instar_health(h, 1);
	if (!health)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(health->state, INSTAR_HEALTH_READY);
	assert_int_equal(health->difference_count, 0);
	assert_non_null(instar_backfills(h));
	assert_int_equal(instar_backfills(h)->count, 2);
	instar_close(h);
}

/* --- A disk that is full, or fails */

struct trouble {
	const char *mode;
	unsigned calls;
	int sqlite_code, code;
};

static const struct trouble troubles[] = {
	{ "PRAGMA journal_mode = DELETE", FAULT_WRITE, SQLITE_FULL, INSTAR_E_FULL },
	{ "PRAGMA journal_mode = WAL", FAULT_WRITE, SQLITE_FULL, INSTAR_E_FULL },
	{ "PRAGMA journal_mode = DELETE", FAULT_WRITE | FAULT_SYNC, 0, INSTAR_E_IO },
	{ "PRAGMA journal_mode = WAL", FAULT_WRITE | FAULT_SYNC, 0, INSTAR_E_IO },
};

/* Rows, cursor and index are of one moment. */
static void expect_consistent(sqlite3 *db)
{
	database_answers(db, "ok", "PRAGMA integrity_check");
	database_answers(db, "0",
		"SELECT count(*) FROM people WHERE times <> (name IS NOT "
		"NULL)");
	if (!database_int(db, "SELECT count(*) FROM sqlite_master WHERE name = "
			      "'schema_backfills'")) {
		database_answers(db, "0", "SELECT max(times) FROM people");
		return;
	}
	database_answers(db, "1",
		"SELECT (SELECT count(*) FROM people WHERE name IS NOT NULL) = (SELECT "
		"coalesce(sum(rows_done), 0) FROM schema_backfills WHERE key = 'names')");
	database_answers(db, "1",
		"SELECT (SELECT count(*) FROM sqlite_master WHERE name = 'people_name') ="
		" (SELECT count(*) FROM schema_backfills WHERE key = 'people_name' AND"
		" finished_at IS NOT NULL)");
}

static void finish_elsewhere(void)
{
	sqlite3 *db = database_open(path);

	expect_consistent(db);
	expect_readable(db);
	database_backfill(db, set);
	expect_consistent(db);
	database_answers(db, "1", "SELECT min(times) FROM people");
	expect_readable(db);
	sqlite3_close(db);
}

/* A journal that is left on the full disk is in the way of readers too. */
static void expect_readable_or(sqlite3 *db, int code)
{
	instar *h = open_on(db);
	bool readable = instar_status(h) != NULL;

	if (!readable)
		assert_int_equal(instar_error(h)->code, code);
	instar_close(h);
	if (readable)
		expect_readable(db);
}

/* The n-th call fails, and all after it; reading on the same connection goes on. */
static bool fails_at(const struct trouble *trouble, int n)
{
	struct fault *fault = fault_vfs();
	sqlite3 *db = fault_open(path);
	instar *h = open_on(db);
	int code;

	database_int(db, "SELECT count(*) FROM people");
	fault->calls = trouble->calls;
	fault->code = trouble->sqlite_code;
	fault->for_good = true;
	fault->count = 0;
	fault->at = n;
	code = instar_backfill(h, &at_once);
	if (code) {
		assert_true(fault->struck);
		if (code != trouble->code)
			fail_msg("call %d: %d %s", n, code, instar_error(h)->message);
		assert_true(sqlite3_get_autocommit(db));
		assert_null(strstr(instar_error(h)->message, "nothing was changed"));
		assert_non_null(strstr(instar_error(h)->message, "what was done stays"));
		expect_readable_or(db, trouble->code);
	} else { /* the log may stay as it is when all is committed */
		assert_int_equal(instar_backfills(h)->left, 0);
	}
	instar_close(h);
	fault->calls = 0;
	sqlite3_close(db);
	return fault->struck;
}

/* A runner that could not say that it ended is waited for, for two seconds: not always.
 */
static void forget_runner(void)
{
	sqlite3 *db = database_open(path);

	if (database_int(db, "SELECT count(*) FROM sqlite_master WHERE name = "
			     "'schema_backfills'"))
		database_run(db, "UPDATE schema_backfills SET runner = NULL");
	sqlite3_close(db);
}

static void a_disk_without_room_costs_no_row_and_changes_none_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(troubles) / sizeof(*troubles); i++) {
		int n = 0;
		bool failed;

		do {
			make(troubles[i].mode);
			failed = fails_at(&troubles[i], ++n);
			if (n % 8)
				forget_runner();
			finish_elsewhere();
		} while (failed);
		assert_true(n > 5);
		print_message("# %d calls failed\n", n - 1);
	}
}

/* --- A file that cannot be written */

static sqlite3 *open_read_only(void)
{
	sqlite3 *db = NULL;

	assert_int_equal(
		sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	return db;
}

static void refused(sqlite3 *db, int code, const char *message)
{
	size_t before_size, after_size;
	char *before = database_bytes(path, &before_size), *after;
	instar *h = open_on(db);
	int left = 1;

	assert_int_equal(instar_backfill(h, NULL), code);
	if (strncmp(instar_error(h)->message, message, strlen(message)) != 0)
		fail_msg("\"%s\", not \"%s\"", instar_error(h)->message, message);
	instar_close(h);
	h = open_on(db);
	assert_int_equal(instar_backfill_step(h, NULL, &left), code);
	assert_int_equal(left, 0);
	instar_close(h);
	assert_true(sqlite3_get_autocommit(db));
	after = database_bytes(path, &after_size);
	assert_int_equal(before_size, after_size);
	assert_memory_equal(before, after, after_size);
	sqlite3_free(before);
	sqlite3_free(after);
}

static void a_read_only_file_is_told_and_read(void **state)
{
	sqlite3 *db;
	instar *h;

	(void)state;
	make("PRAGMA journal_mode = DELETE");
	db = open_read_only();
	refused(db, INSTAR_E_READONLY, "read-only; a backfill is waiting");
	expect_readable(db);
	h = open_on(db);
	assert_int_equal(instar_backfills(h)->left, 2);
	instar_close(h);
	sqlite3_close(db);
	/* With nothing left to do there is nothing to refuse. */
	db = database_open(path);
	database_backfill(db, set);
	sqlite3_close(db);
	db = open_read_only();
	h = open_on(db);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_int_equal(instar_backfills(h)->left, 0);
	instar_close(h);
	expect_readable(db);
	sqlite3_close(db);
}

static void a_connection_that_may_only_ask_is_told(void **state)
{
	sqlite3 *db;
	instar *h;

	(void)state;
	make("PRAGMA journal_mode = DELETE");
	db = database_open(path);
	database_run(db, "PRAGMA query_only = ON");
	expect_readable(db);
	h = open_on(db);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_E_READONLY);
	instar_close(h);
	database_run(db, "PRAGMA query_only = OFF");
	expect_consistent(db);
	database_backfill(db, set);
	sqlite3_close(db);
}

/* --- A file that another holds */

static void who_writes_meanwhile_stops_a_backfill_and_no_reader(void **state)
{
	sqlite3 *other, *db;

	(void)state;
	for (int wal = 0; wal < 2; wal++) {
		make(wal ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
		other = database_open(path);
		db = database_open(path);
		database_run(other, "BEGIN IMMEDIATE");
		refused(db, INSTAR_E_BUSY, "busy for ");
		expect_readable(db);
		database_run(other, "COMMIT");
		sqlite3_close(other);
		database_backfill(db, set);
		expect_consistent(db);
		sqlite3_close(db);
	}
}

static void a_file_that_is_held_alone_cannot_be_read_and_says_so(void **state)
{
	sqlite3 *other, *db;
	instar *h;

	(void)state;
	make("PRAGMA journal_mode = DELETE");
	other = database_open(path);
	db = database_open(path);
	database_run(other, "BEGIN EXCLUSIVE");
	h = open_on(db);
	assert_null(instar_status(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_BUSY);
	instar_close(h);
	h = open_on(db);
	assert_null(instar_health(h, 1));
	assert_int_equal(instar_error(h)->code, INSTAR_E_BUSY);
	instar_close(h);
	h = open_on(db);
	assert_null(instar_backfills(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_BUSY);
	instar_close(h);
	refused(db, INSTAR_E_BUSY, "busy for ");
	database_run(other, "COMMIT");
	expect_readable(db);
	sqlite3_close(other);
	sqlite3_close(db);
}

#define with_file(test) cmocka_unit_test_setup_teardown(test, begin, end)

static const struct CMUnitTest tests[] = {
	with_file(a_disk_without_room_costs_no_row_and_changes_none_twice),
	with_file(a_read_only_file_is_told_and_read),
	with_file(a_connection_that_may_only_ask_is_told),
	with_file(who_writes_meanwhile_stops_a_backfill_and_no_reader),
	with_file(a_file_that_is_held_alone_cannot_be_read_and_says_so),
};

SUITE(tests)
