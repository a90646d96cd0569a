/*
 * Bringing databases of every age to a set, and leaving them alone when it fails.
 */
#include "suite.h"

#include <string.h>
#include <sys/wait.h>

#include "dump.h"
#include "settings.h"

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
	assert_int_equal(number(db, "SELECT count(*) FROM schema_migrations WHERE "
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

struct seen {
	int counts[INSTAR_EVENT_ROLLED_BACK + 1];
	int calls;
	int cancel_at; /* the call that says stop, from 1; 0: none */
	char warning[256];
};

static int see(void *context, const struct instar_event *event)
{
	struct seen *seen = context;

	seen->counts[event->kind]++;
	assert_non_null(event->id);
	assert_non_null(event->text);
	if (event->kind == INSTAR_EVENT_WARNING)
		snprintf(seen->warning, sizeof(seen->warning), "%s", event->text);
	return ++seen->calls == seen->cancel_at;
}

static struct instar_options seeing(struct seen *seen)
{
	memset(seen, 0, sizeof(*seen));
	return (struct instar_options){
		.size = sizeof(struct instar_options), .on_event = see, .event_context = seen
	};
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
	run(db, "PRAGMA writable_schema=ON; DELETE FROM sqlite_master WHERE name = 'tidy';"
		"PRAGMA writable_schema=RESET");
	migrate(db, set);
	h = instar_open(db, set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_E_DRIFT);
	assert_string_equal(instar_error(h)->message,
		"005_tidy: drift: recorded, but trigger tidy is missing");
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
			assert_string_equal(instar_error(h)->message, "cancelled; all undone");
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
		"'run', NULL, NULL, 5, 'x'), ('other', '001', 1, 'h', 'then', 'run', NULL, "
		"NULL, 5, 'x')");
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
	instar_close(h);
	sqlite3_close(db);
}

/* --- What a failing step leaves behind: nothing. */

static void every_statement_that_fails_leaves_the_database_as_it_was(void **state)
{
	sqlite3 *before = open_db(":memory:");

	(void)state;
	build_by_hand(before, shop(&b), 0, 3);
	for (uint32_t at = b.steps[3].up.first; at < b.set.statement_count; at++) {
		sqlite3 *db = open_db(":memory:");
		const instar_set *set = shop(&b);
		instar *h = instar_open(db, set, NULL);
		const struct instar_error *error = instar_error(h);

		build_by_hand(db, set, 0, 3);
		b.statements[at].sql = set_text(&b, "INSERT INTO nowhere VALUES(1)");
		assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
		assert_string_equal(error->statement, "INSERT INTO nowhere VALUES(1)");
		assert_int_equal(error->line, b.statements[at].line);
		assert_int_equal(error->sqlite_code, SQLITE_ERROR);
		assert_non_null(strstr(error->message, ": no such table: nowhere"));
		assert_non_null(strstr(error->file, ".sql"));
		assert_true(*error->id && *error->action);
		assert_int_equal(sqlite3_get_autocommit(db), 1);
		assert_true(same_dump(db, before, true));
		assert_int_equal(instar_migrate(h), INSTAR_E_SQL); /* it sticks */
		assert_null(instar_plan(h));
		instar_close(h);
		sqlite3_close(db);
	}
	sqlite3_close(before);
}

/* A set of two steps over rows that are already there. */
static const instar_set *two_steps(const char *second)
{
	set_begin(&b, "two");
	step(&b, "001_t");
	sql(&b, "CREATE TABLE t(id INTEGER PRIMARY KEY, a)");
	sql(&b, "CREATE TABLE c(id INTEGER PRIMARY KEY, t REFERENCES t(id))");
	table(&b, "t");
	table(&b, "c");
	step(&b, "002_more");
	sql(&b, second);
	return &b.set;
}

static void expect_failure(const char *second, int code, const char *message)
{
	const instar_set *set = two_steps(second);
	sqlite3 *db = open_db(":memory:"), *before = open_db(":memory:");
	instar *h = instar_open(db, set, NULL);
	static const char rows[] = "INSERT INTO t VALUES(1, 1), (2, 1); INSERT INTO c VALUES(1, 1)";

	build_by_hand(db, set, 0, 1);
	run(db, rows);
	build_by_hand(before, set, 0, 1);
	run(before, rows);
	assert_int_equal(instar_migrate(h), code);
	assert_string_equal(instar_error(h)->message, message);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	assert_true(same_dump(db, before, true));
	instar_close(h);
	sqlite3_close(db);
	sqlite3_close(before);
}

static void rows_that_break_a_step_are_told_with_its_line(void **state)
{
	(void)state;
	expect_failure("CREATE UNIQUE INDEX t_a ON t(a)", INSTAR_E_SQL,
		"002_more.sql:1: UNIQUE constraint failed: t.a");
}

static void a_statement_that_ends_the_transaction_is_caught(void **state)
{
	(void)state;
	expect_failure("ROLLBACK", INSTAR_E_SQL, "the statement ended the transaction");
	expect_failure("INSERT OR ROLLBACK INTO t VALUES(1, 1)", INSTAR_E_SQL,
		"002_more.sql:1: UNIQUE constraint failed: t.id");
}

static void a_step_that_orphans_rows_is_refused(void **state)
{
	(void)state;
	expect_failure("DELETE FROM t WHERE id = 1", INSTAR_E_FOREIGN_KEYS,
		"1 row in c violates t after the steps; all undone");
}

static void orphans_that_were_there_before_are_told_and_not_blamed_on_the_step(void **state)
{
	const instar_set *set = two_steps("CREATE TABLE u(a)");
	sqlite3 *db = open_db(":memory:");
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h = instar_open(db, set, &options);

	(void)state;
	table(&b, "u");
	build_by_hand(db, set, 0, 1);
	run(db, "INSERT INTO c VALUES(1, 7), (2, 8)");
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_string_equal(seen.warning, "2 rows in c violate t (existed before)");
	instar_close(h);
	sqlite3_close(db);
}

static void keys_that_sqlite_cannot_check_do_not_stop_a_step(void **state)
{
	const instar_set *set = two_steps("CREATE TABLE u(a)");
	sqlite3 *db = open_db(":memory:");
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h = instar_open(db, set, &options);

	(void)state;
	table(&b, "u");
	build_by_hand(db, set, 0, 1);
	run(db, "CREATE TABLE bad(a REFERENCES t(a)); INSERT INTO bad VALUES(1)");
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_string_equal(seen.warning, "foreign keys cannot be checked: foreign key "
					  "mismatch - \"bad\" referencing \"t\" (before the steps)");
	instar_close(h);
	sqlite3_close(db);
}

static void a_schema_that_is_not_the_one_proved_is_not_committed(void **state)
{
	const instar_set *set = two_steps("CREATE TABLE v(a)");
	sqlite3 *db = open_db(":memory:"), *before = open_db(":memory:");
	instar *h = instar_open(db, set, NULL);

	(void)state;
	table(&b, "u");
	assert_int_equal(instar_migrate(h), INSTAR_E_VALIDATION);
	assert_string_equal(instar_error(h)->message,
		"after the steps the schema is not the one proved: table u is missing; all undone");
	assert_string_equal(instar_error(h)->id, "002_more");
	assert_true(same_dump(db, before, true));
	instar_close(h);
	sqlite3_close(db);
	sqlite3_close(before);
}

static void preconditions_are_tested_just_before_their_step(void **state)
{
	const instar_set *set = two_steps("CREATE UNIQUE INDEX t_a ON t(a)");
	sqlite3 *db = open_db(":memory:");
	instar *h = instar_open(db, set, NULL);

	(void)state;
	check(&b, INSTAR_CHECK_INDEX, 0, "t_a", NULL, NULL);
	requires(&b, INSTAR_CHECK_TABLE, 0, "t", NULL, NULL); /* made by step 1 */
	requires(&b, INSTAR_CHECK_ROWS, 0, NULL, NULL,
		"SELECT 1 WHERE NOT EXISTS (SELECT a FROM t GROUP BY a HAVING count(*) > 1)");
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);

	db = open_db(":memory:");
	h = instar_open(db, set, NULL);
	build_by_hand(db, set, 0, 1);
	run(db, "INSERT INTO t(a) VALUES(1), (1)");
	assert_int_equal(instar_migrate(h), INSTAR_E_REQUIRES);
	assert_non_null(strstr(instar_error(h)->message, "002_more needs what is not so: no row from:"));
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_master"), 2);
	instar_close(h);
	sqlite3_close(db);
}

static void quick_check_runs_when_asked_for(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");
	struct instar_options options = { .size = sizeof(options), .quick_check = 1 };
	instar *h = instar_open(db, set, &options);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);
	/* NULL where NOT NULL was put behind SQLite's back. */
	db = open_db(":memory:");
	set = two_steps("CREATE TABLE u(a)");
	table(&b, "u");
	build_by_hand(db, set, 0, 1);
	run(db, "INSERT INTO t(a) VALUES(NULL); PRAGMA writable_schema=ON;"
		"UPDATE sqlite_master SET sql = 'CREATE TABLE t(id INTEGER PRIMARY KEY, a NOT NULL)'"
		" WHERE name = 't'; PRAGMA writable_schema=RESET");
	h = instar_open(db, set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_E_CORRUPT);
	assert_string_equal(instar_error(h)->message,
		"damaged before the steps: NULL value in t.a; nothing was changed");
	instar_close(h);
	sqlite3_close(db);
}

/* --- The connection is left as it was found. */

static const char *const pragmas[] = { "foreign_keys", "legacy_alter_table",
	"ignore_check_constraints", "recursive_triggers", "query_only", "synchronous" };

enum { PRAGMA_COUNT = sizeof(pragmas) / sizeof(pragmas[0]) };

static void read_pragmas(sqlite3 *db, int64_t *values)
{
	char text[64];

	for (int i = 0; i < PRAGMA_COUNT; i++) {
		snprintf(text, sizeof(text), "PRAGMA %s", pragmas[i]);
		values[i] = number(db, text);
	}
}

static void settings_are_put_back_after_success_and_after_failure(void **state)
{
	static const char *const second[] = { "CREATE TABLE u(a)", "nonsense" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		for (int on = 0; on < 2; on++) {
			const instar_set *set = two_steps(second[i]);
			sqlite3 *db = open_db(":memory:");
			instar *h = instar_open(db, set, NULL);
			int64_t before[PRAGMA_COUNT], after[PRAGMA_COUNT];
			char text[64];

			table(&b, "u");
			for (int p = 0; p < PRAGMA_COUNT; p++) {
				snprintf(text, sizeof(text), "PRAGMA %s=%d", pragmas[p], on);
				run(db, text);
			}
			read_pragmas(db, before);
			assert_int_equal(instar_migrate(h), i ? INSTAR_E_SQL : INSTAR_OK);
			instar_close(h);
			read_pragmas(db, after);
			assert_memory_equal(before, after, sizeof(before));
			sqlite3_close(db);
		}
	}
}

static void steps_run_with_foreign_keys_off(void **state)
{
	/* With enforcement on, dropping the parent would delete the child's rows. */
	const instar_set *set = two_steps("CREATE TABLE n(id INTEGER PRIMARY KEY, a)");
	sqlite3 *db = open_db(":memory:");

	(void)state;
	sql(&b, "INSERT INTO n SELECT id, a FROM t");
	sql(&b, "DROP TABLE t");
	sql(&b, "ALTER TABLE n RENAME TO t");
	check(&b, INSTAR_CHECK_ROWS, 0, NULL, NULL,
		"SELECT 1 FROM sqlite_master WHERE name = 't' AND sql LIKE '%\"t\"%'");
	build_by_hand(db, set, 0, 1);
	run(db, "PRAGMA foreign_keys=ON; INSERT INTO t VALUES(1, 1); INSERT INTO c VALUES(1, 1)");
	migrate(db, set);
	assert_int_equal(number(db, "SELECT count(*) FROM c"), 1);
	assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
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
	struct instar_options options = { .size = offsetof(struct instar_options, app_version),
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
	cmocka_unit_test(every_statement_that_fails_leaves_the_database_as_it_was),
	cmocka_unit_test(rows_that_break_a_step_are_told_with_its_line),
	cmocka_unit_test(a_statement_that_ends_the_transaction_is_caught),
	cmocka_unit_test(a_step_that_orphans_rows_is_refused),
	cmocka_unit_test(orphans_that_were_there_before_are_told_and_not_blamed_on_the_step),
	cmocka_unit_test(keys_that_sqlite_cannot_check_do_not_stop_a_step),
	cmocka_unit_test(a_schema_that_is_not_the_one_proved_is_not_committed),
	cmocka_unit_test(preconditions_are_tested_just_before_their_step),
	cmocka_unit_test(quick_check_runs_when_asked_for),
	cmocka_unit_test(settings_are_put_back_after_success_and_after_failure),
	cmocka_unit_test(steps_run_with_foreign_keys_off),
	cmocka_unit_test(processes_that_start_together_run_each_step_once),
	cmocka_unit_test(options_of_an_older_caller_are_understood),
};

SUITE(tests)
