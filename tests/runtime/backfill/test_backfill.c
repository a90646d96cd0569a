/*
 * Backfills, from a set made by hand: each row once, whatever comes between.
 */
#include <stdio.h>
#include <string.h>

#include "suite.h"

#include "backfills.h"

static struct backfills f; /* filled by each test */

static void run(sqlite3 *db, const char *text)
{
	char *message = NULL;

	if (sqlite3_exec(db, text, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", text, message);
}

static int64_t number(sqlite3 *db, const char *text)
{
	sqlite3_stmt *stmt = NULL;
	int64_t value = -1;

	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &stmt, NULL), SQLITE_OK);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

/* A database with so many people, of whom a trigger counts how often each is changed. */
static sqlite3 *open_people(int count)
{
	sqlite3 *db = NULL;
	instar *h;
	char text[400];

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	people(&f);
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	snprintf(text, sizeof(text),
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
		"< %d)"
		" INSERT INTO people(id, first, last) SELECT i * 3, 'f' || i, 'l' || i"
		" FROM n WHERE %d",
		count, count > 0);
	run(db, text);
	run(db, "CREATE TEMP TABLE changes(id)");
	run(db, "CREATE TEMP TRIGGER counted AFTER UPDATE ON people BEGIN INSERT INTO"
		" changes VALUES(new.id); END");
	return db;
}

static void assert_each_once(sqlite3 *db, int count)
{
	assert_int_equal(
		number(db, "SELECT count(*) FROM people WHERE name IS NOT first ||"
			   " ' ' || last"),
		0);
	assert_int_equal(number(db, "SELECT count(*) FROM changes"), count);
	assert_int_equal(number(db, "SELECT count(DISTINCT id) FROM changes"), count);
}

static void every_row_is_changed_once(void **state)
{
	sqlite3 *db = open_people(1000);
	instar *h = instar_open(db, &f.b.set, NULL);
	struct instar_backfill_options options = { .size = sizeof(options), .alone = 1 };

	(void)state;
	assert_int_equal(instar_backfills(h)->left, 1);
	assert_int_equal(instar_backfill(h, &options), INSTAR_OK);
	assert_each_once(db, 1000);
	assert_int_equal(instar_backfills(h)->left, 0);
	assert_int_equal(instar_backfills(h)->items[0].rows_done, 1000);
	assert_int_equal(instar_backfills(h)->items[0].is_done, 1);
	assert_int_equal(instar_backfill(h, &options), INSTAR_OK);
	assert_each_once(db, 1000);
	instar_close(h);
	sqlite3_close(db);
}

static void an_empty_table_is_done_at_once(void **state)
{
	sqlite3 *db = open_people(0);
	instar *h = instar_open(db, &f.b.set, NULL);

	(void)state;
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_int_equal(instar_backfills(h)->left, 0);
	instar_close(h);
	sqlite3_close(db);
}

/* Each batch by another handle: nothing but the database remembers anything. */
static void a_run_is_resumed_after_every_batch(void **state)
{
	sqlite3 *db = open_people(1000);
	int left = 1, rounds = 0;

	(void)state;
	f.items[0].batch = 7;
	while (left && rounds++ < 1000) {
		instar *h = instar_open(db, &f.b.set, NULL);

		assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
		instar_close(h);
	}
	assert_int_equal(number(db, "SELECT attempts FROM schema_backfills"), 1);
	assert_in_range(rounds, 1000 / 7, 999);
	assert_int_equal(left, 0);
	assert_each_once(db, 1000);
	sqlite3_close(db);
}

static void rows_that_the_app_writes_meanwhile_are_found(void **state)
{
	sqlite3 *db = open_people(300);
	instar *h = instar_open(db, &f.b.set, NULL);
	int left = 1, rounds = 0;

	(void)state;
	f.items[0].batch = 10;
	while (left && rounds++ < 1000) {
		assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
		if (rounds == 2)
			run(db, "INSERT INTO people(id, first, last) VALUES(1, 'b', 'b'),"
				" (2000, 'a', 'a')");
	}
	assert_each_once(db, 302);
	instar_close(h);
	sqlite3_close(db);
}

static void a_row_that_refuses_is_named(void **state)
{
	sqlite3 *db = open_people(100);
	instar *h = instar_open(db, &f.b.set, NULL);

	(void)state;
	run(db, "CREATE TEMP TRIGGER no BEFORE UPDATE ON people WHEN new.id = 120 BEGIN"
		" SELECT RAISE(ABORT, 'not this one'); END");
	assert_int_equal(instar_backfill(h, NULL), INSTAR_E_SQL);
	assert_non_null(strstr(instar_error(h)->message,
		"002_name.sql:7: backfill names: row 120 of people: not this one"));
	instar_close(h);
	assert_int_equal(
		number(db, "SELECT count(*) FROM people WHERE name IS NULL AND id <"
			   " 120"),
		0);
	assert_int_equal(number(db, "SELECT last_error LIKE '%row 120 of people%' FROM"
				    " schema_backfills"),
		1);
	run(db, "DROP TRIGGER no");
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_each_once(db, 100);
	instar_close(h);
	sqlite3_close(db);
}

/* The generator's rows have no such person, who would keep the backfill going for ever.
 */
static void a_row_that_stays_due_is_named_or_set_aside(void **state)
{
	struct instar_backfill_options options = { .size = sizeof(options) };
	sqlite3 *db = open_people(100);
	instar *h = instar_open(db, &f.b.set, NULL);

	(void)state;
	run(db, "UPDATE people SET last = NULL WHERE id IN (120, 300)");
	run(db, "DELETE FROM changes");
	assert_int_equal(instar_backfill(h, &options), INSTAR_E_SQL);
	assert_non_null(strstr(instar_error(h)->message,
		"002_name.sql:7: backfill names: row 120 of people: it is still due "
		"after it was changed"));
	instar_close(h);
	assert_int_equal(number(db, "SELECT count(*) FROM people WHERE name IS NULL"), 2);
	h = instar_open(db, &f.b.set, NULL);
	options.set_aside = 1;
	if (instar_backfill(h, &options) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(instar_backfills(h)->items[0].skipped, 2);
	assert_int_equal(instar_backfills(h)->left, 0);
	assert_int_equal(number(db, "SELECT count(DISTINCT id) FROM changes"), 100);
	instar_close(h);
	sqlite3_close(db);
}

static void rows_that_refuse_can_be_set_aside(void **state)
{
	sqlite3 *db = open_people(100);
	instar *h = instar_open(db, &f.b.set, NULL);
	struct instar_backfill_options options = {
		.size = sizeof(options), .alone = 1, .set_aside = 1
	};

	(void)state;
	run(db, "CREATE TEMP TRIGGER no BEFORE UPDATE ON people WHEN new.id IN (3, 120, "
		"300)"
		" BEGIN SELECT RAISE(ABORT, 'not this one'); END");
	assert_int_equal(instar_backfill(h, &options), INSTAR_OK);
	assert_int_equal(instar_backfills(h)->items[0].skipped, 3);
	assert_int_equal(instar_backfills(h)->left, 0);
	assert_int_equal(number(db, "SELECT count(*) FROM people WHERE name IS NULL"), 3);
	assert_int_equal(
		number(db, "SELECT group_concat(row) = '120,3,300' AND min(reason) ="
			   " 'not this one' FROM schema_backfill_skipped"),
		1);
	instar_close(h);
	sqlite3_close(db);
}

static void migrating_is_not_disturbed(void **state)
{
	sqlite3 *db = open_people(10);
	instar *h = instar_open(db, &f.b.set, NULL);

	(void)state;
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_int_equal(instar_status(h)->by_stamp, 1);
	instar_close(h);
	run(db, "PRAGMA user_version = 0");
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(instar_plan(h)->pending, 0);
	instar_close(h);
	sqlite3_close(db);
}

static void an_index_is_built_after_start_up(void **state)
{
	sqlite3 *db = open_people(10);
	instar *h;

	(void)state;
	deferred_index(&f, "people_first", "people",
		"CREATE INDEX people_first ON people(first)", NULL);
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_backfills(h)->left, 2);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_int_equal(instar_backfills(h)->left, 0);
	assert_int_equal(instar_status(h)->by_stamp, 1);
	instar_close(h);
	run(db, "DROP INDEX people_first; PRAGMA user_version = 0");
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(instar_backfills(h)->left, 1);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_int_equal(
		number(db,
			"SELECT count(*) FROM sqlite_master WHERE name = 'people_first'"),
		1);
	instar_close(h);
	sqlite3_close(db);
}

/* A user's own, on a table of his. */
static void an_index_of_that_name_on_another_table_is_not_taken_for_it(void **state)
{
	sqlite3 *db = open_people(10);
	instar *h;

	(void)state;
	deferred_index(&f, "people_first", "people",
		"CREATE INDEX people_first ON people(first)", NULL);
	run(db, "CREATE TABLE mine(a); CREATE INDEX people_first ON mine(a)");
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_E_SQL);
	assert_string_equal(instar_error(h)->message,
		"002_name.sql:9: index people_first cannot be built: index people_first "
		"already exists");
	instar_close(h);
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_backfills(h)->left, 1);
	instar_close(h);
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_master WHERE name ="
				    " 'people_first' AND tbl_name = 'mine'"),
		1);
	sqlite3_close(db);
}

static void duplicates_are_told_when_an_index_is_to_be_unique(void **state)
{
	sqlite3 *db = open_people(10);
	instar *h;

	(void)state;
	deferred_index(&f, "people_last", "people",
		"CREATE UNIQUE INDEX people_last ON people(last)",
		"SELECT quote(last) || ' (' || count(*) || ' rows)' FROM people GROUP BY "
		"last"
		" HAVING count(*) > 1 LIMIT 5");
	run(db, "UPDATE people SET last = 'same' WHERE id < 12");
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_E_SQL);
	assert_non_null(strstr(instar_error(h)->message, "'same' (3 rows)"));
	instar_close(h);
	sqlite3_close(db);
}

static int cancel_third(void *context, const struct instar_event *event)
{
	int *batches = context;

	return event->kind == INSTAR_EVENT_BATCH && ++*batches == 3;
}

static void the_host_can_stop_it_and_what_was_done_stays(void **state)
{
	sqlite3 *db = open_people(1000);
	int batches = 0;
	struct instar_options options = { .size = sizeof(options),
		.on_event = cancel_third,
		.event_context = &batches };
	/* Batches that a slow machine does not make smaller. */
	struct instar_backfill_options how = { .size = sizeof(how), .target_ms = 60000 };
	instar *h;

	(void)state;
	f.items[0].batch = 10;
	h = instar_open(db, &f.b.set, &options);
	assert_int_equal(instar_backfill(h, &how), INSTAR_E_CANCELLED);
	assert_string_equal(
		instar_error(h)->message, "cancelled; what was done stays done");
	assert_true(number(db, "SELECT count(*) FROM changes") >= 30);
	instar_close(h);
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_each_once(db, 1000);
	instar_close(h);
	sqlite3_close(db);
}

static void another_runner_is_left_at_work(void **state)
{
	sqlite3 *db = open_people(100);
	struct instar_options options = { .size = sizeof(options), .busy_ms = -1 };
	instar *h = instar_open(db, &f.b.set, &options);
	int left;

	(void)state;
	f.items[0].batch = 10;
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	instar_close(h);
	run(db, "UPDATE schema_backfills SET runner = 'another', runner_until ="
		" (julianday('now') - 2440587.5) * 86400000 + 5000");
	h = instar_open(db, &f.b.set, &options);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_E_BUSY);
	assert_string_equal(instar_error(h)->message,
		"another program runs the backfills of this database");
	instar_close(h);
	assert_int_equal(number(db, "SELECT count(*) FROM changes"), 10);
	sqlite3_close(db);
}

static void an_unknown_key_is_refused(void **state)
{
	sqlite3 *db = open_people(1);
	instar *h = instar_open(db, &f.b.set, NULL);
	struct instar_backfill_options options = { .size = sizeof(options),
		.only = "nams" };

	(void)state;
	assert_int_equal(instar_backfill(h, &options), INSTAR_E_MISUSE);
	instar_close(h);
	assert_int_equal(instar_backfill(NULL, NULL), INSTAR_E_NOMEM);
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_row_is_changed_once),
	cmocka_unit_test(an_empty_table_is_done_at_once),
	cmocka_unit_test(a_run_is_resumed_after_every_batch),
	cmocka_unit_test(rows_that_the_app_writes_meanwhile_are_found),
	cmocka_unit_test(a_row_that_refuses_is_named),
	cmocka_unit_test(a_row_that_stays_due_is_named_or_set_aside),
	cmocka_unit_test(rows_that_refuse_can_be_set_aside),
	cmocka_unit_test(migrating_is_not_disturbed),
	cmocka_unit_test(an_index_is_built_after_start_up),
	cmocka_unit_test(an_index_of_that_name_on_another_table_is_not_taken_for_it),
	cmocka_unit_test(duplicates_are_told_when_an_index_is_to_be_unique),
	cmocka_unit_test(the_host_can_stop_it_and_what_was_done_stays),
	cmocka_unit_test(another_runner_is_left_at_work),
	cmocka_unit_test(an_unknown_key_is_refused),
};

SUITE(tests)
