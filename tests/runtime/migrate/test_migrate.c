/*
 * Bringing databases of every age to a set, and leaving them alone when it fails.
 */
#include "suite.h"

#include <string.h>
#include <sys/wait.h>

#include "dump.h"
#include "seen.h"

static struct builder b;

static void migrate(sqlite3 *db, const instar_set *set)
{
	instar *h = instar_open(db, set, NULL);

	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
}

static void a_fresh_database_becomes_the_schema_of_the_set(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:"), *by_hand = open_db(":memory:");

	(void)state;
	migrate(db, set);
	build_by_hand(by_hand, set, 0, 12);
	assert_true(same_dump(db, by_hand, false));
	assert_int_equal(number(db, "SELECT count(*) FROM schema_migrations"), 12);
	assert_int_equal(
		number(db, "SELECT count(*) FROM schema_migrations WHERE "
			   "set_name = 'shop' AND applied_how = 'run' AND "
			   "applied_by IS NULL AND duration_us >= 0 AND applied_at "
			   "GLOB '20[0-9][0-9]-[01][0-9]-[0-3][0-9]T*:*:*Z'"),
		12);
	sqlite3_close(db);
	sqlite3_close(by_hand);
}

static void a_database_of_any_age_comes_out_equal_to_a_fresh_one(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *fresh = open_db(":memory:");

	(void)state;
	migrate(fresh, set);
	for (uint32_t k = 0; k <= set->step_count; k++) {
		sqlite3 *db = open_db(":memory:");

		build_by_hand(db, set, 0, k);
		migrate(db, set);
		assert_true(same_dump(db, fresh, false));
		assert_int_equal(number(db, "SELECT count(*) FROM schema_migrations "
					    "WHERE applied_how = 'reconciled'"),
			k);
		sqlite3_close(db);
	}
	sqlite3_close(fresh);
}

static void an_older_release_of_the_set_is_brought_forward(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *fresh = open_db(":memory:");

	(void)state;
	migrate(fresh, set);
	for (uint32_t k = 0; k < set->step_count; k++) {
		sqlite3 *db = open_db(":memory:");
		instar_set older = *set;

		older.digest += k + 1; /* another set, another stamp */
		older.step_count = k;
		older.check_count = b.steps[k].checks.first;
		migrate(db, &older);
		migrate(db, set);
		assert_true(same_dump(db, fresh, false));
		assert_int_equal(number(db, "SELECT count(*) FROM schema_migrations "
					    "WHERE applied_how = 'run'"),
			12);
		sqlite3_close(db);
	}
	sqlite3_close(fresh);
}

static void the_second_start_is_told_by_the_stamp_and_writes_nothing(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");
	struct seen seen;
	struct instar_options options = seeing(&seen);
	const struct instar_status *status;
	instar *h;

	(void)state;
	migrate(db, set);
	h = instar_open(db, set, &options);
	status = instar_status(h);
	assert_int_equal(status->by_stamp, 1);
	assert_int_equal(status->up_to_date, 1);
	assert_int_equal(status->position, 12);
	assert_string_equal(status->current, "012_notes");
	assert_string_equal(status->problem, "");
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(seen.calls, 0);
	assert_int_equal(sqlite3_total_changes(db), number(db, "SELECT total_changes()"));
	instar_close(h);
	sqlite3_close(db);
}

static void any_change_of_the_schema_voids_the_stamp(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");
	instar *h;

	(void)state;
	migrate(db, set);
	run(db, "CREATE TABLE mine(a)");
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_status(h)->by_stamp, 0);
	assert_int_equal(instar_status(h)->up_to_date, 1);
	assert_int_equal(instar_migrate(h), INSTAR_OK); /* which renews the stamp */
	assert_int_equal(instar_status(h)->by_stamp, 1);
	instar_close(h);
	sqlite3_close(db);
}

static void a_version_that_the_host_wrote_is_kept(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");
	instar *h;

	(void)state;
	run(db, "PRAGMA user_version=7");
	migrate(db, set);
	assert_int_equal(number(db, "PRAGMA user_version"), 7);
	migrate(db, set);
	assert_int_equal(number(db, "PRAGMA user_version"), 7);
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_status(h)->by_stamp, 0);
	assert_int_equal(instar_status(h)->up_to_date, 1);
	instar_close(h);
	sqlite3_close(db);
}

static void validation_looks_even_when_the_stamp_is_right(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");
	struct instar_options options = { .size = sizeof(options), .validate = 1 };
	instar *h;

	(void)state;
	migrate(db, set);
	h = instar_open(db, set, &options);
	assert_int_equal(instar_status(h)->by_stamp, 0);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	/* Behind the cookie's back. */
	run(db, "PRAGMA writable_schema=ON; DELETE FROM sqlite_master WHERE name = "
		"'tidy';"
		"PRAGMA writable_schema=RESET");
	migrate(db, set);
	h = instar_open(db, set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_E_DRIFT);
	assert_string_equal(instar_error(h)->message,
		"12 migrations recorded, but trigger tidy is missing");
	instar_close(h);
	sqlite3_close(db);
}

static void events_tell_the_verdicts_the_steps_and_the_end(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h = instar_open(db, set, &options);

	(void)state;
	build_by_hand(db, set, 0, 2);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_VERDICT], 12);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_BEGIN], 12);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_DONE], 12);
	assert_int_equal(seen.counts[INSTAR_EVENT_COMMITTED], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_ROLLED_BACK], 0);
	instar_close(h);
	sqlite3_close(db);
}

static void a_host_that_cancels_at_any_event_finds_the_database_as_it_was(void **state)
{
	const instar_set *set = shop(&b);
	bool cancelled = true;

	(void)state;
	for (int at = 1; cancelled; at++) {
		sqlite3 *db = open_db(":memory:"), *before = open_db(":memory:");
		struct seen seen;
		struct instar_options options = seeing(&seen);
		instar *h = instar_open(db, set, &options);
		int code;

		seen.cancel_at = at;
		build_by_hand(db, set, 0, 5);
		build_by_hand(before, set, 0, 5);
		code = instar_migrate(h);
		cancelled = code == INSTAR_E_CANCELLED;
		if (cancelled) {
			assert_string_equal(
				instar_error(h)->message, "cancelled; all undone");
			assert_true(same_dump(db, before, true));
			assert_int_equal(seen.counts[INSTAR_EVENT_ROLLED_BACK], 1);
		} else {
			assert_int_equal(code, INSTAR_OK);
			assert_true(at > 12 + 24);
		}
		instar_close(h);
		sqlite3_close(db);
		sqlite3_close(before);
	}
}

static void history_is_what_was_recorded(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");
	struct instar_options options = {
		.size = sizeof(options), .app_version = "1.2.3", .applied_by = "someone"
	};
	const struct instar_history *history;
	instar *h = instar_open(db, set, &options);

	(void)state;
	history = instar_history(h);
	assert_non_null(history);
	assert_int_equal(history->count, 0);
	build_by_hand(db, set, 0, 1);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	run(db, "INSERT INTO schema_migrations VALUES('shop', '099_x', 99, 'h', 'then', "
		"'run', NULL, NULL, 5, 'x', '2.0', 1, 'DROP TABLE x'), ('other', '001', "
		"1, 'h', 'then', 'run', NULL, NULL, 5, 'x', NULL, 0, NULL)");
	history = instar_history(h);
	assert_int_equal(history->count, 13);
	assert_string_equal(history->records[0].id, "001_users");
	assert_string_equal(history->records[0].applied_how, "reconciled");
	assert_string_equal(history->records[1].applied_how, "run");
	assert_string_equal(history->records[1].app_version, "1.2.3");
	assert_string_equal(history->records[1].applied_by, "someone");
	assert_string_equal(history->records[1].description, "orders");
	assert_int_equal(history->records[1].known, 1);
	assert_int_equal(history->records[1].position, 2);
	assert_string_equal(history->records[12].id, "099_x");
	assert_int_equal(history->records[12].known, 0);
	assert_int_equal(history->records[12].duration_us, 5);
	assert_string_equal(history->records[12].applied_by, "");
	assert_string_equal(history->records[12].release, "2.0");
	assert_int_equal(history->records[12].breaking, 1);
	assert_int_equal(history->records[12].carried, 1);
	assert_string_equal(history->records[1].release, "");
	assert_int_equal(history->records[1].breaking, 0);
	assert_int_equal(history->records[1].carried, 0);
	instar_close(h);
	sqlite3_close(db);
}

/* --- Many at once. */

static int migrate_in_child(const char *path, const instar_set *set)
{
	sqlite3 *db = open_db(path);
	instar *h = instar_open(db, set, NULL);
	int code = instar_migrate(h);

	if (code)
		fprintf(stderr, "# %s\n", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
	return code;
}

static void race(const char *mode, uint32_t by_hand)
{
	const instar_set *set = shop(&b);
	char *directory = make_directory(), path[96];
	enum { RACERS = 6 };
	pid_t racers[RACERS];
	sqlite3 *db;
	int status;

	snprintf(path, sizeof(path), "%s/app.db", directory);
	db = open_db(path);
	run(db, mode);
	build_by_hand(db, set, 0, by_hand);
	sqlite3_close(db);
	for (int i = 0; i < RACERS; i++) {
		racers[i] = fork();
		if (racers[i] == 0)
			_exit(migrate_in_child(path, set));
	}
	for (int i = 0; i < RACERS; i++) {
		waitpid(racers[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	db = open_db(path);
	assert_int_equal(number(db, "SELECT count(*) FROM schema_migrations"), 12);
	assert_int_equal(number(db, "SELECT count(*) FROM settings"), 1);
	sqlite3_close(db);
	remove_directory(directory);
}

static void processes_that_start_together_run_each_step_once(void **state)
{
	(void)state;
	for (int round = 0; round < 5; round++) {
		race("PRAGMA journal_mode=DELETE", 0);
		race("PRAGMA journal_mode=WAL", 0);
		race("PRAGMA journal_mode=DELETE", 5);
		race("PRAGMA journal_mode=WAL", 12);
	}
}

static void options_of_an_older_caller_are_understood(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");
	struct instar_options options = { .size = offsetof(
						  struct instar_options, app_version),
		.busy_ms = -1,
		.app_version = (const char *)1 };
	instar *h = instar_open(db, set, &options);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_fresh_database_becomes_the_schema_of_the_set),
	cmocka_unit_test(a_database_of_any_age_comes_out_equal_to_a_fresh_one),
	cmocka_unit_test(an_older_release_of_the_set_is_brought_forward),
	cmocka_unit_test(the_second_start_is_told_by_the_stamp_and_writes_nothing),
	cmocka_unit_test(any_change_of_the_schema_voids_the_stamp),
	cmocka_unit_test(a_version_that_the_host_wrote_is_kept),
	cmocka_unit_test(validation_looks_even_when_the_stamp_is_right),
	cmocka_unit_test(events_tell_the_verdicts_the_steps_and_the_end),
	cmocka_unit_test(a_host_that_cancels_at_any_event_finds_the_database_as_it_was),
	cmocka_unit_test(history_is_what_was_recorded),
	cmocka_unit_test(processes_that_start_together_run_each_step_once),
	cmocka_unit_test(options_of_an_older_caller_are_understood),
};

SUITE(tests)
