/*
 * Repair beside backfills and deferred indexes, and across boundary steps: what is under
 * way goes on, what was repaired begins again, and nothing of it is drift.
 */
#include "suite.h"

#include <string.h>

#include "database.h"
#include "history.h"
#include "seen.h"

/* A backfill and an index for later in each of two steps, and a plain index. */
static const struct history_file files[] = {
	{ "001_people.sql", "CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT "
			    "NULL, age INTEGER);\n"
			    "CREATE INDEX people_age ON people(age);\n"
			    "-- @backfill ages batch=10\n"
			    "UPDATE people SET age = 40 WHERE age IS NULL;\n" },
	{ "002_names.sql",
		"ALTER TABLE people ADD COLUMN name TEXT;\n"
		"-- @backfill names batch=10\n"
		"UPDATE people SET name = 'the ' || first WHERE name IS NULL;\n"
		"-- @index\nCREATE INDEX people_name ON people(name);\n" },
	{ "003_towns.sql",
		"CREATE TABLE towns(id INTEGER PRIMARY KEY, name TEXT);\n"
		"CREATE INDEX towns_name ON towns(name);\n"
		"-- @index\nCREATE UNIQUE INDEX towns_once ON towns(name);\n" },
	{ 0 },
};

static struct history history;
static const instar_set *set;
static sqlite3 *db;

static void make(const struct history_file *of)
{
	history = history_made(of);
	set = &history.program->set;
	db = database_open(":memory:");
}

static int begin(void **state)
{
	(void)state;
	make(files);
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	database_run(db,
		"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n"
		" WHERE n < 100) INSERT INTO people(id, first) SELECT n, 'f' || n"
		" FROM n; INSERT INTO towns VALUES (1, 'Bree'), (2, 'Bree')");
	return 0;
}

static int end(void **state)
{
	(void)state;
	sqlite3_close(db);
	history_free(&history);
	return 0;
}

static void run_some(const char *key, int batches)
{
	struct instar_backfill_options options = { .size = sizeof(options), .only = key };
	instar *h = instar_open(db, set, NULL);
	int left;

	for (int i = 0; i < batches; i++) {
		if (instar_backfill_step(h, &options, &left) != INSTAR_OK)
			fail_msg("%s", instar_error(h)->message);
	}
	instar_close(h);
}

static void run_all(const char *key)
{
	struct instar_backfill_options options = { .size = sizeof(options), .only = key };
	instar *h = instar_open(db, set, NULL);

	if (instar_backfill(h, &options) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
}

/* So many things put back, and none left. */
static void repaired(uint32_t count)
{
	instar *h = instar_open(db, set, NULL);
	const struct instar_repair_result *result = instar_repair(h);

	if (!result)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(result->repaired, count);
	assert_int_equal(result->left, 0);
	instar_close(h);
}

/* What is missing, of another shape or extra: as health and identify see it. */
static void expect_whole(void)
{
	instar *h = instar_open(db, set, NULL);
	const struct instar_health *health = instar_health(h, 1);

	if (!health)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(health->state, INSTAR_HEALTH_READY);
	if (health->difference_count)
		fail_msg("%s", health->differences[0].text);
	assert_int_equal(instar_identify(h)->exact, 1);
	instar_close(h);
}

/* --- Backfills that are under way */

static void a_repair_of_something_else_leaves_a_backfill_where_it_is(void **state)
{
	char *before, *after;

	(void)state;
	run_some("names", 1);
	before = database_text(db, "SELECT cursor_1 || ' ' || rows_done || ' ' || batches"
				   " FROM schema_backfills");
	assert_true(*before);
	database_run(db, "DROP INDEX towns_name");
	repaired(1);
	after = database_text(db, "SELECT cursor_1 || ' ' || rows_done || ' ' || batches"
				  " FROM schema_backfills");
	assert_string_equal(after, before);
	run_all("names");
	database_answers(
		db, "100", "SELECT rows_done FROM schema_backfills WHERE key = 'names'");
	database_answers(
		db, "100", "SELECT count(*) FROM people WHERE name = 'the ' || first");
	sqlite3_free(before);
	sqlite3_free(after);
}

/* The index of step 1 was missing: its rows are looked at again, those of 2 are not. */
static void only_the_backfills_of_mended_steps_begin_again(void **state)
{
	(void)state;
	run_all("ages");
	run_all("names");
	database_run(db, "DROP INDEX people_age");
	repaired(1);
	database_answers(db, "names", "SELECT group_concat(key) FROM schema_backfills");
	run_all("ages");
	database_answers(
		db, "0", "SELECT rows_done FROM schema_backfills WHERE key = 'ages'");
	database_answers(db, "100", "SELECT count(*) FROM people WHERE age = 40");
}

/* People are built anew around it: rows, cursor and deferred index stay. */
static void a_table_that_is_built_anew_keeps_its_backfill_and_its_index(void **state)
{
	(void)state;
	run_all("people_name");
	run_some("names", 1);
	database_run(db, "DROP INDEX people_age; ALTER TABLE people DROP COLUMN age");
	repaired(2);
	database_answers(
		db, "1", "SELECT count(*) FROM sqlite_master WHERE name = 'people_name'");
	database_answers(db, "1",
		"SELECT count(*) FROM schema_backfills WHERE key = 'names' AND "
		"cursor_1 > 0 AND finished_at IS NULL");
	run_all("ages");
	run_all("names");
	database_answers(db, "100",
		"SELECT count(*) FROM people WHERE name = 'the ' || first AND age = 40");
	database_answers(db, "ok", "PRAGMA integrity_check");
}

static void a_repair_that_another_runner_sees_does_not_stop_it(void **state)
{
	instar *h = instar_open(db, set, NULL), *other = instar_open(db, set, NULL);
	int left = 1;

	(void)state;
	for (int i = 0; i < 2; i++)
		assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	database_run(db, "DROP INDEX people_age; DROP INDEX towns_name");
	assert_int_equal(instar_repair(other)->repaired, 2);
	while (left) {
		if (instar_backfill_step(h, NULL, &left) == INSTAR_OK)
			continue;
		assert_non_null(strstr(instar_error(h)->message, "towns_once"));
		break; /* two towns of one name */
	}
	database_answers(db, "100",
		"SELECT count(*) FROM people WHERE name = 'the ' || first AND age = 40");
	instar_close(h);
	instar_close(other);
}

/* --- Deferred indexes */

static void a_deferred_index_is_no_drift_built_or_not(void **state)
{
	(void)state;
	expect_whole();
	repaired(0);
	database_answers(db, "0",
		"SELECT count(*) FROM sqlite_master WHERE name IN ('people_name', "
		"'towns_once')");
	run_all("people_name");
	expect_whole();
	database_run(db, "DELETE FROM towns WHERE id = 2");
	run_all(NULL);
	expect_whole();
	repaired(0);
	database_run(db, "DROP INDEX people_name");
	expect_whole();
}

static void one_that_cannot_be_built_is_no_drift_either(void **state)
{
	struct instar_backfill_options options = { .size = sizeof(options),
		.only = "towns_once" };
	instar *h = instar_open(db, set, NULL);

	(void)state;
	assert_int_equal(instar_backfill(h, &options), INSTAR_E_SQL);
	instar_close(h);
	expect_whole();
	repaired(0);
}

/* The stamp of before and after an index is built says the same. */
static void an_index_that_is_built_leaves_the_stamp_right(void **state)
{
	instar *h;

	(void)state;
	run_all("people_name");
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_status(h)->by_stamp, 1);
	instar_close(h);
}

static void lost_records_find_the_same_step_with_the_indexes_there(void **state)
{
	instar *h;

	(void)state;
	run_all("people_name");
	run_all("names");
	database_run(db, "DROP TABLE schema_migrations; PRAGMA user_version = 0");
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_identify(h)->position, 3);
	assert_int_equal(instar_identify(h)->exact, 1);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	database_answers(db, "3",
		"SELECT count(*) FROM schema_migrations WHERE applied_how = "
		"'reconciled'");
	/* Nothing ran, so nothing is forgotten. */
	database_answers(db, "names",
		"SELECT group_concat(key) FROM schema_backfills WHERE finished_at IS NOT "
		"NULL AND key = 'names'");
	expect_whole();
}

/* --- Drift below boundary steps that are due */

static const struct history_file bounded[] = {
	{ "001_family.sql", "CREATE TABLE parent(id INTEGER PRIMARY KEY, name TEXT);\n"
			    "CREATE INDEX parent_name ON parent(name);\n"
			    "CREATE TABLE child(id INTEGER PRIMARY KEY, parent INTEGER "
			    "REFERENCES parent(id) ON DELETE CASCADE);\n" },
	{ "002_plain.sql", "CREATE TABLE plain(id INTEGER PRIMARY KEY, note TEXT);\n" },
	{ "003_nameless.sql",
		"-- @foreign_keys on\n-- @destructive parent, child: nobody knows them\n"
		"CREATE TABLE log(what TEXT);\n"
		"DELETE FROM parent WHERE name IS NULL;\n" },
	{ "004_tidy.sql", "-- @transaction none\n"
			  "CREATE INDEX IF NOT EXISTS child_parent ON child(parent);\n"
			  "VACUUM;" },
	{ "005_last.sql", "ALTER TABLE plain ADD COLUMN more TEXT;\n" },
	{ 0 },
};

static const char family[] = "INSERT INTO parent VALUES (1, 'ann'), (2, NULL);"
			     "INSERT INTO child VALUES (1, 1), (2, 2)";

/* At the first step, by the program of that release; and with rows. */
static void begin_bounded(uint32_t steps)
{
	struct history_file fewer[6] = { { 0 } };
	struct history older;

	make(bounded);
	memcpy(fewer, bounded, steps * sizeof(*fewer));
	older = history_make(fewer);
	assert_non_null(older.program);
	assert_int_equal(database_migrate(db, &older.program->set), INSTAR_OK);
	database_run(db, family);
	history_free(&older);
}

static int migrate_with_repair(struct seen *seen)
{
	struct instar_options options = seeing(seen);
	instar *h;
	int code;

	options.repair = instar_repair_first;
	h = instar_open(db, set, &options);
	code = instar_migrate(h);
	if (code)
		print_message("# %s\n", instar_error(h)->message);
	instar_close(h);
	return code;
}

static void drift_is_repaired_before_the_first_boundary_is_passed(void **state)
{
	struct seen seen;

	(void)state;
	begin_bounded(2);
	database_run(db, "DROP INDEX parent_name; DROP TABLE plain");
	assert_int_equal(database_migrate(db, set), INSTAR_E_DRIFT);
	database_answers(db, "2", "SELECT count(*) FROM schema_migrations");
	database_answers(db, "2", "SELECT count(*) FROM child");
	assert_int_equal(migrate_with_repair(&seen), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_REPAIRED], 2);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_DONE], 3);
	database_answers(db, "repaired,repaired,run,run,run",
		"SELECT group_concat(applied_how) FROM (SELECT * FROM schema_migrations"
		" ORDER BY position)");
	database_answers(db, "1", "SELECT count(*) FROM child");
	expect_whole();
	end(NULL);
}

/* Killed inside 004, and then somebody dropped what it had made, and more. */
static void a_step_that_had_only_started_runs_again_after_the_repair(void **state)
{
	struct seen seen;

	(void)state;
	begin_bounded(4);
	database_run(db, "UPDATE schema_migrations SET applied_how = 'started' WHERE "
			 "position = 4; DROP INDEX child_parent; DROP TABLE log;"
			 "PRAGMA user_version = 0");
	assert_int_equal(database_migrate(db, set), INSTAR_E_DRIFT);
	assert_int_equal(migrate_with_repair(&seen), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_DONE], 2);
	database_answers(db, "run,run,repaired,run,run",
		"SELECT group_concat(applied_how) FROM (SELECT * FROM schema_migrations"
		" ORDER BY position)");
	expect_whole();
	end(NULL);
}

/* What an enforced step took is not made up, and it does not run twice. */
static void an_enforced_step_is_mended_and_not_run_again(void **state)
{
	struct seen seen;

	(void)state;
	begin_bounded(5);
	database_run(db, "INSERT INTO log VALUES ('old'); DROP TABLE log;"
			 "PRAGMA user_version = 0");
	assert_int_equal(migrate_with_repair(&seen), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_REPAIRED], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_DONE], 0);
	database_answers(db, "2 2",
		"SELECT (SELECT count(*) FROM parent) || ' ' || (SELECT count(*) FROM "
		"child)"); /* a parent without a name may be there: it came later */
	expect_whole();
	end(NULL);
}

/* A failure after the boundary keeps the repair: it was committed by itself. */
static void a_failure_behind_a_boundary_keeps_what_was_repaired(void **state)
{
	struct seen seen;

	(void)state;
	begin_bounded(2);
	database_run(db, "DROP INDEX parent_name; CREATE TABLE other(a);"
			 "CREATE TRIGGER stop BEFORE DELETE ON parent BEGIN SELECT "
			 "RAISE(ABORT, 'no'); END");
	assert_int_equal(migrate_with_repair(&seen), INSTAR_E_FOREIGN);
	database_answers(
		db, "1", "SELECT count(*) FROM sqlite_master WHERE name = 'parent_name'");
	database_answers(db, "repaired,run",
		"SELECT group_concat(applied_how) FROM (SELECT * FROM schema_migrations"
		" ORDER BY position)");
	database_run(db, "DROP TRIGGER stop");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	end(NULL);
}

#define with_database(test) cmocka_unit_test_setup_teardown(test, begin, end)

static const struct CMUnitTest tests[] = {
	with_database(a_repair_of_something_else_leaves_a_backfill_where_it_is),
	with_database(only_the_backfills_of_mended_steps_begin_again),
	with_database(a_table_that_is_built_anew_keeps_its_backfill_and_its_index),
	with_database(a_repair_that_another_runner_sees_does_not_stop_it),
	with_database(a_deferred_index_is_no_drift_built_or_not),
	with_database(one_that_cannot_be_built_is_no_drift_either),
	with_database(an_index_that_is_built_leaves_the_stamp_right),
	with_database(lost_records_find_the_same_step_with_the_indexes_there),
	cmocka_unit_test(drift_is_repaired_before_the_first_boundary_is_passed),
	cmocka_unit_test(a_step_that_had_only_started_runs_again_after_the_repair),
	cmocka_unit_test(an_enforced_step_is_mended_and_not_run_again),
	cmocka_unit_test(a_failure_behind_a_boundary_keeps_what_was_repaired),
};

SUITE(tests)
