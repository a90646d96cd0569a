/*
 * Backfills beside the steps: a step that requires one, the down migration, tables that
 * are not ours, and what migrating, health and identify say.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "database.h"
#include "history.h"
#include "seen.h"

#define PEOPLE                                                                           \
	{                                                                                \
		"001_people.sql", "CREATE TABLE people(id INTEGER PRIMARY KEY, first "   \
				  "TEXT NOT NULL);\n"                                    \
				  "-- @down\nDROP TABLE people;"                         \
	}
#define NAMES                                                                            \
	{                                                                                \
		"002_names.sql",                                                         \
			"ALTER TABLE people ADD COLUMN name TEXT;\n"                     \
			"-- @backfill names batch=10\n"                                  \
			"UPDATE people SET name = 'the ' || first WHERE name IS NULL;\n" \
			"-- @index\nCREATE INDEX people_name ON people(name);\n"         \
			"-- @down\nDROP INDEX IF EXISTS people_name;\n"                  \
			"ALTER TABLE people DROP COLUMN name;"                           \
	}
#define REST                                                                             \
	"CREATE TABLE called(id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"             \
	"INSERT INTO called SELECT id, name FROM people;\n"

static const struct history_file one[] = { PEOPLE, { 0 } };
static const struct history_file two[] = { PEOPLE, NAMES, { 0 } };
static const struct history_file three[] = { PEOPLE, NAMES,
	{ "003_called.sql",
		"-- @requires backfill names\n-- @irreversible copies\n" REST },
	{ 0 } };
static const struct history_file bounded[] = { PEOPLE, NAMES,
	{ "003_called.sql", "-- @requires backfill names\n-- @foreign_keys on\n"
			    "-- @irreversible copies\n" REST },
	{ 0 } };

/* A database of that history, with 100 people in it. */
static sqlite3 *open_people(const struct history_file *files)
{
	struct history history = history_made(files);
	sqlite3 *db = database_open(":memory:");

	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	database_run(db,
		"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n"
		" WHERE n < 100) INSERT INTO people(id, first) SELECT n, 'f' || n"
		" FROM n");
	history_free(&history);
	return db;
}

static void fill(sqlite3 *db, const instar_set *set)
{
	instar *h = instar_open(db, set, NULL);

	if (instar_backfill(h, NULL) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
}

static int named(sqlite3 *db)
{
	return database_int(
		db, "SELECT count(*) FROM people WHERE name = 'the ' || first");
}

static void skip_releases(const struct history_file *files)
{
	struct history history = history_made(files);
	sqlite3 *db = open_people(one);
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h = instar_open(db, &history.program->set, &options);

	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKFILLED], 1);
	assert_int_equal(named(db), 100);
	assert_int_equal(database_int(db, "SELECT count(*) FROM called"), 100);
	assert_int_equal(instar_backfills(h)->items[0].is_done, 1);
	assert_int_equal(instar_backfills(h)->items[0].rows_done, 100);
	assert_int_equal(instar_backfills(h)->left, 1); /* the index */
	instar_close(h);
	sqlite3_close(db);
	history_free(&history);
}

static void who_skips_releases_has_the_backfill_done_in_the_run(void **state)
{
	(void)state;
	skip_releases(three);
}

static void it_is_done_there_also_when_the_step_has_a_transaction_of_its_own(void **state)
{
	(void)state;
	skip_releases(bounded);
}

static void a_step_insists_on_a_backfill_that_was_left_earlier(void **state)
{
	struct history history = history_made(three);
	sqlite3 *db = open_people(two);
	instar *h = instar_open(db, &history.program->set, NULL);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_E_REQUIRES);
	assert_string_equal(instar_error(h)->message,
		"003_called needs backfill names, which has rows left; nothing was "
		"changed");
	assert_string_equal(
		instar_error(h)->action, "run the backfill, then start again");
	instar_close(h);
	assert_int_equal(named(db), 0);
	fill(db, &history.program->set);
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	assert_int_equal(database_int(db, "SELECT count(*) FROM called"), 100);
	sqlite3_close(db);
	history_free(&history);
}

/* An app that has not been told goes on writing rows without the value. */
static void rows_that_come_due_later_do_not_lock_anybody_out(void **state)
{
	struct history history = history_made(three);
	sqlite3 *db = open_people(two);
	instar *h;

	(void)state;
	fill(db, &history.program->set);
	database_run(db, "INSERT INTO people(first) VALUES('late'), ('later')");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_E_REQUIRES);
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_backfills(h)->items[0].is_done, 0);
	assert_int_equal(instar_backfills(h)->left, 1);
	instar_close(h);
	fill(db, &history.program->set);
	assert_int_equal(named(db), 102);
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	assert_int_equal(database_int(db, "SELECT count(*) FROM called"), 102);
	sqlite3_close(db);
	history_free(&history);
}

/* What keeps such a row due is told then, although nobody else has written. */
static void a_row_that_stays_due_is_named_when_a_step_waits_for_it(void **state)
{
	struct history history = history_made(three);
	sqlite3 *db = open_people(two);
	instar *h;

	(void)state;
	fill(db, &history.program->set);
	database_run(db, "INSERT INTO people(id, first) VALUES(777, 'late')");
	database_run(db,
		"PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql ="
		" replace(sql, 'first TEXT NOT NULL', 'first TEXT         ') WHERE"
		" name = 'people'; PRAGMA writable_schema = RESET");
	database_run(db, "UPDATE people SET first = NULL WHERE id = 777");
	database_run(db,
		"PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql ="
		" replace(sql, 'first TEXT         ', 'first TEXT NOT NULL') WHERE"
		" name = 'people'; PRAGMA writable_schema = RESET");
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_E_SQL);
	assert_non_null(strstr(instar_error(h)->message, "row 777 of people"));
	instar_close(h);
	sqlite3_close(db);
	history_free(&history);
}

static void lost_records_do_not_lock_anybody_out(void **state)
{
	struct history history = history_made(three);
	sqlite3 *db = open_people(two);

	(void)state;
	database_run(db, "DELETE FROM schema_migrations; PRAGMA user_version = 0");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	assert_int_equal(named(db), 100);
	sqlite3_close(db);
	history_free(&history);
}

static void a_failure_after_it_undoes_it_too(void **state)
{
	struct history history = history_made(three);
	sqlite3 *db = open_people(one);
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h;
	int calls;

	(void)state;
	for (calls = 1; calls < 100; calls++) {
		memset(&seen, 0, sizeof(seen));
		seen.cancel_at = calls;
		h = instar_open(db, &history.program->set, &options);
		if (instar_migrate(h) == INSTAR_OK) {
			instar_close(h);
			break;
		}
		assert_int_equal(instar_error(h)->code, INSTAR_E_CANCELLED);
		instar_close(h);
		assert_int_equal(database_int(db, "SELECT count(*) FROM sqlite_master"
						  " WHERE name LIKE 'schema_backfill%'"),
			0);
		assert_int_equal(database_int(db, "SELECT count(*) FROM"
						  " pragma_table_info('people')"),
			2);
	}
	assert_in_range(calls, 5, 99);
	assert_int_equal(named(db), 100);
	sqlite3_close(db);
	history_free(&history);
}

static void what_goes_back_is_filled_in_again(void **state)
{
	struct history history = history_made(two);
	sqlite3 *db = open_people(two);
	instar *h = instar_open(db, &history.program->set, NULL);
	int left;

	(void)state;
	for (int i = 0; i < 2; i++)
		assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	assert_in_range(named(db), 10, 99);
	if (instar_rollback(h, NULL) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(database_int(db, "SELECT count(*) FROM schema_backfills"), 0);
	instar_close(h);
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	fill(db, &history.program->set);
	assert_int_equal(named(db), 100);
	h = instar_open(db, &history.program->set, NULL);
	if (instar_rollback(h, NULL) != INSTAR_OK) /* with the index there */
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(instar_backfills(h)->left, 2);
	instar_close(h);
	fill(db, &history.program->set);
	assert_int_equal(named(db), 100);
	sqlite3_close(db);
	history_free(&history);
}

/* As a program does that never heard of backfills, or a person with a shell. */
static void a_step_that_runs_again_begins_its_backfill_again(void **state)
{
	struct history history = history_made(two);
	sqlite3 *db = open_people(two);

	(void)state;
	fill(db, &history.program->set);
	database_run(db, "DROP INDEX people_name; ALTER TABLE people DROP COLUMN name;"
			 "DELETE FROM schema_migrations WHERE position = 2;"
			 "PRAGMA user_version = 0");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	fill(db, &history.program->set);
	assert_int_equal(named(db), 100);
	sqlite3_close(db);
	history_free(&history);
}

static void a_column_that_repair_brings_back_is_filled_in_again(void **state)
{
	struct history history = history_made(two);
	sqlite3 *db = open_people(two);
	instar *h;

	(void)state;
	fill(db, &history.program->set);
	database_run(db, "DROP INDEX people_name; ALTER TABLE people DROP COLUMN name");
	h = instar_open(db, &history.program->set, NULL);
	if (!instar_repair(h))
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	fill(db, &history.program->set);
	assert_int_equal(named(db), 100);
	sqlite3_close(db);
	history_free(&history);
}

static void nothing_of_ours_is_extra_or_drift(void **state)
{
	struct history history = history_made(two);
	sqlite3 *db = open_people(two);
	instar *h = instar_open(db, &history.program->set, NULL);

	(void)state;
	assert_int_equal(instar_health(h, 1)->state, INSTAR_HEALTH_READY);
	assert_int_equal(instar_health(h, 1)->difference_count, 0);
	assert_int_equal(instar_identify(h)->exact, 1);
	fill(db, &history.program->set);
	assert_int_equal(instar_health(h, 1)->difference_count, 0);
	assert_int_equal(instar_identify(h)->exact, 1);
	database_run(db, "DROP INDEX people_name");
	assert_int_equal(instar_health(h, 1)->state, INSTAR_HEALTH_READY);
	assert_int_equal(instar_repair(h)->count, 0);
	instar_close(h);
	sqlite3_close(db);
	history_free(&history);
}

static int waiting;

static int note_waiting(void *context, const struct instar_event *event)
{
	(void)context;
	if (event->kind == INSTAR_EVENT_BACKFILLS_LEFT)
		waiting = (int)event->rows;
	return 0;
}

static int waiting_after_migrating(sqlite3 *db, const struct history_file *files)
{
	struct history history = history_made(files);
	struct instar_options options = { .size = sizeof(options),
		.on_event = note_waiting };
	instar *h = instar_open(db, &history.program->set, &options);

	waiting = -1;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	history_free(&history);
	return waiting;
}

static void migrating_tells_how_many_wait_when_steps_ran(void **state)
{
	sqlite3 *db = open_people(one);
	sqlite3 *fresh = database_open(":memory:");

	(void)state;
	assert_int_equal(waiting_after_migrating(db, two), 2);
	assert_int_equal(waiting_after_migrating(db, two), -1);
	assert_int_equal(waiting_after_migrating(fresh, two), 1); /* no rows: the index */
	sqlite3_close(db);
	sqlite3_close(fresh);
}

static void tables_that_are_not_ours_are_refused(void **state)
{
	static const char *const strangers[] = {
		"CREATE VIEW schema_backfills AS SELECT 1 AS key",
		"CREATE TABLE schema_backfills(key, cursor)",
		"CREATE TABLE schema_backfill_skipped(row)",
		"CREATE TEMP TABLE schema_backfills(key, cursor)",
	};
	struct history history = history_made(two);

	(void)state;
	for (size_t i = 0; i < sizeof(strangers) / sizeof(*strangers); i++) {
		sqlite3 *db = open_people(two);
		instar *h = instar_open(db, &history.program->set, NULL);

		database_run(db, strangers[i]);
		assert_int_equal(instar_backfill(h, NULL), INSTAR_E_FOREIGN);
		assert_non_null(strstr(instar_error(h)->message, "is not instar's"));
		assert_int_equal(named(db), 0);
		instar_close(h);
		sqlite3_close(db);
	}
	history_free(&history);
}

static void a_trigger_on_the_state_is_refused(void **state)
{
	struct history history = history_made(two);
	sqlite3 *db = open_people(two);
	instar *h = instar_open(db, &history.program->set, NULL);
	int left;

	(void)state;
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	database_run(db, "CREATE TRIGGER bad AFTER UPDATE ON schema_backfills BEGIN"
			 " DELETE FROM people; END");
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_E_FOREIGN);
	assert_int_equal(database_int(db, "SELECT count(*) FROM people"), 100);
	instar_close(h);
	sqlite3_close(db);
	history_free(&history);
}

static void a_table_that_a_later_step_drops_takes_its_backfill_with_it(void **state)
{
	static const struct history_file files[] = { PEOPLE, NAMES,
		{ "003_gone.sql", "-- @destructive people: nobody needs people\n"
				  "-- @irreversible they are gone\n"
				  "DROP TABLE people;" },
		{ 0 } };
	struct history history = history_made(files);
	sqlite3 *db = open_people(two);
	instar *h;

	(void)state;
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_backfills(h)->left, 0);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);
	history_free(&history);
}

static void a_file_of_its_own_belongs_to_the_step_of_its_number(void **state)
{
	static const struct history_file files[] = { PEOPLE,
		{ "002_names.sql", "ALTER TABLE people ADD COLUMN name TEXT;" },
		{ "backfills/002_the_names.sql",
			"UPDATE people SET name = 'the ' || first WHERE name IS NULL;" },
		{ 0 } };
	struct history history = history_made(files);
	sqlite3 *db = open_people(files);
	instar *h = instar_open(db, &history.program->set, NULL);
	const struct instar_backfills *states = instar_backfills(h);

	(void)state;
	assert_int_equal(states->count, 1);
	assert_string_equal(states->items[0].key, "002_the_names");
	assert_string_equal(states->items[0].id, "002_names");
	instar_close(h);
	fill(db, &history.program->set);
	assert_int_equal(named(db), 100);
	sqlite3_close(db);
	history_free(&history);
}

static void assert_finding(const char *name, const char *sql, const char *wanted)
{
	const struct history_file files[] = { PEOPLE, { name, sql }, { 0 } };
	struct history history = history_make(files);

	assert_null(history.program);
	if (!strstr(history_findings(&history), wanted))
		fail_msg("%s is not in: %s", wanted, history_findings(&history));
	history_free(&history);
}

static void files_of_backfills_are_held_to_their_shape(void **state)
{
	static const char update[] = "UPDATE people SET first = 'x' WHERE first IS NULL;";

	(void)state;
	assert_finding("backfills/009_x.sql", update, "INS0902: no step 009");
	assert_finding("backfills/x.sql", update, "INS0902: not called as a backfill");
	assert_finding("backfills/001_x.down.sql", update, "not called as a backfill");
	assert_finding("backfills/001_x.sql", "-- nothing\n", "no statement");
	assert_finding("backfills/001_x.sql",
		"DELETE FROM people WHERE id < 0;\n-- @backfill k\n"
		"DELETE FROM people WHERE id < 0;",
		"INS0901: a statement above the first section");
	assert_finding("backfills/001_x.sql",
		"-- @release 1.0\nDELETE FROM people WHERE id < 0;",
		"INS0113: @release in a file of backfills");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(who_skips_releases_has_the_backfill_done_in_the_run),
	cmocka_unit_test(
		it_is_done_there_also_when_the_step_has_a_transaction_of_its_own),
	cmocka_unit_test(a_step_insists_on_a_backfill_that_was_left_earlier),
	cmocka_unit_test(rows_that_come_due_later_do_not_lock_anybody_out),
	cmocka_unit_test(a_row_that_stays_due_is_named_when_a_step_waits_for_it),
	cmocka_unit_test(lost_records_do_not_lock_anybody_out),
	cmocka_unit_test(a_failure_after_it_undoes_it_too),
	cmocka_unit_test(what_goes_back_is_filled_in_again),
	cmocka_unit_test(a_step_that_runs_again_begins_its_backfill_again),
	cmocka_unit_test(a_column_that_repair_brings_back_is_filled_in_again),
	cmocka_unit_test(nothing_of_ours_is_extra_or_drift),
	cmocka_unit_test(migrating_tells_how_many_wait_when_steps_ran),
	cmocka_unit_test(tables_that_are_not_ours_are_refused),
	cmocka_unit_test(a_trigger_on_the_state_is_refused),
	cmocka_unit_test(a_table_that_a_later_step_drops_takes_its_backfill_with_it),
	cmocka_unit_test(a_file_of_its_own_belongs_to_the_step_of_its_number),
	cmocka_unit_test(files_of_backfills_are_held_to_their_shape),
};

SUITE(tests)
