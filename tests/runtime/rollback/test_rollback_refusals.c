/*
 * Where a rollback may go, what it tells before, what it refuses, and what it leaves of
 * the connection and of everybody else's rows.
 */
#include "suite.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "database.h"
#include "history.h"
#include "seen.h"

static const struct history_file files[] = {
	{ "001_users.sql", "-- @release 1.0\n"
			   "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);\n"
			   "-- @down\nDROP TABLE users;" },
	{ "002_notes.sql",
		"CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES "
		"users(id), body TEXT);\nCREATE INDEX notes_user ON notes(user);\n"
		"-- @down\nDROP TABLE notes;" },
	{ "003_email.sql", "-- @release 1.1\n-- @was 003_mail\n"
			   "ALTER TABLE users ADD COLUMN email TEXT;\n"
			   "-- @down\nALTER TABLE users DROP COLUMN email;" },
	{ "004_theme.sql", "-- @release 1.2.0\n"
			   "-- @fingerprint rows (SELECT 1 FROM users WHERE id = 0)\n"
			   "-- @allow INS0811 one row of the program's own\n"
			   "INSERT INTO users(id, name) VALUES (0, 'nobody');\n"
			   "-- @down\nDELETE FROM users WHERE id = 0;" },
	{ 0 },
};

static struct history history;
static const instar_set *set;
static sqlite3 *db;

static int begin(void **state)
{
	(void)state;
	history = history_made(files);
	set = &history.program->set;
	db = database_open(":memory:");
	database_run(db, "PRAGMA foreign_keys = ON");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	return 0;
}

static int end(void **state)
{
	(void)state;
	sqlite3_close(db);
	history_free(&history);
	return 0;
}

static int back_to(const char *to, const struct instar_options *options)
{
	instar *h = instar_open(db, set, options);
	int code = instar_rollback(h, to);

	assert_int_equal(instar_error(h)->code, code);
	instar_close(h);
	assert_true(sqlite3_get_autocommit(db));
	database_answers(db, "1", "PRAGMA foreign_keys");
	return code;
}

static int position(void)
{
	return database_int(
		db, "SELECT coalesce(max(position), 0) FROM schema_migrations");
}

/* The rollback is refused in these words, and nothing has changed. */
static void refused(const char *to, const struct instar_options *options, int code,
	const char *message)
{
	char *before = database_definitions(db), *after;
	int rows = position();
	int changes = sqlite3_total_changes(db);
	instar *h = instar_open(db, set, options);

	assert_int_equal(instar_rollback(h, to), code);
	assert_string_equal(instar_error(h)->message, message);
	/* The first error sticks. */
	assert_int_equal(instar_rollback(h, ""), code);
	assert_null(instar_way_back(h, ""));
	instar_close(h);
	after = database_definitions(db);
	assert_string_equal(before, after);
	assert_int_equal(position(), rows);
	/* These are found out on the way; all else before it. */
	if (code != INSTAR_E_SQL && code != INSTAR_E_VALIDATION &&
		code != INSTAR_E_FOREIGN_KEYS)
		assert_int_equal(sqlite3_total_changes(db), changes);
	sqlite3_free(before);
	sqlite3_free(after);
}

/* --- Where to */

static void without_a_target_one_step_goes_back(void **state)
{
	(void)state;
	for (int at = 3; at >= 0; at--) {
		assert_int_equal(back_to(NULL, NULL), INSTAR_OK);
		assert_int_equal(position(), at);
	}
	refused(NULL, NULL, INSTAR_E_MISUSE,
		"no step is recorded that could be rolled back");
}

static void to_a_step_that_step_stays(void **state)
{
	(void)state;
	assert_int_equal(back_to("002_notes", NULL), INSTAR_OK);
	assert_int_equal(position(), 2);
	assert_int_equal(back_to("002_notes", NULL), INSTAR_OK); /* nothing to do */
	assert_int_equal(position(), 2);
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	/* Under the name that older releases gave it, too. */
	assert_int_equal(back_to("003_mail", NULL), INSTAR_OK);
	assert_int_equal(position(), 3);
}

static void to_a_release_its_last_step_stays(void **state)
{
	(void)state;
	assert_int_equal(back_to("1.1", NULL), INSTAR_OK);
	assert_int_equal(position(), 3);
	/* 002 names no release, so it belongs to that of 001. */
	assert_int_equal(back_to("1.0", NULL), INSTAR_OK);
	assert_int_equal(position(), 2);
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	assert_int_equal(back_to("1.2.0", NULL), INSTAR_OK);
	assert_int_equal(position(), 4);
}

static void everything_goes_back_to_an_empty_database(void **state)
{
	static const char *const names[] = { "", "0" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(back_to(names[i], NULL), INSTAR_OK);
		assert_int_equal(position(), 0);
		database_answers(db, "schema_migrations",
			"SELECT group_concat(name) FROM sqlite_master WHERE name NOT "
			"LIKE 'sqlite%'");
		assert_int_equal(database_migrate(db, set), INSTAR_OK);
		assert_int_equal(position(), 4);
	}
}

static void a_target_that_nobody_knows_or_that_is_ahead_is_refused(void **state)
{
	(void)state;
	refused("005_more", NULL, INSTAR_E_MISUSE,
		"no step and no release of this program is called 005_more");
	refused("1.1.0", NULL, INSTAR_E_MISUSE,
		"no step and no release of this program is called 1.1.0");
	assert_int_equal(back_to("001_users", NULL), INSTAR_OK);
	refused("003_email", NULL, INSTAR_E_MISUSE,
		"the database is at 001_users, which is before 003_email");
	assert_int_equal(back_to("", NULL), INSTAR_OK);
	refused("001_users", NULL, INSTAR_E_MISUSE,
		"the database is at nothing yet, which is before 001_users");
}

/* --- What is told before */

static void the_way_is_told_without_changing_anything(void **state)
{
	const struct instar_way_back *way;
	instar *h = instar_open(db, set, NULL);
	int changes;

	(void)state;
	database_run(db, "INSERT INTO users VALUES (1, 'ann', 'a@b'), (2, 'bob', NULL);"
			 "INSERT INTO notes VALUES (1, 1, 'hello')");
	changes = sqlite3_total_changes(db);
	way = instar_way_back(h, "001_users");
	assert_non_null(way);
	assert_string_equal(way->to, "001_users");
	assert_int_equal(way->position, 1);
	assert_int_equal(way->count, 3);
	assert_string_equal(way->steps[0].id, "004_theme");
	assert_string_equal(way->steps[0].release, "1.2.0");
	assert_int_equal(way->steps[0].known, 1);
	assert_string_equal(way->steps[2].id, "002_notes");
	assert_string_equal(way->steps[2].description, "notes");
	assert_int_equal(way->steps[2].position, 2);
	/* A column's values count, where they are not NULL. */
	assert_int_equal(way->stake_count, 2);
	assert_string_equal(way->stakes[0].name, "notes");
	assert_int_equal(way->stakes[0].rows, 1);
	assert_string_equal(way->stakes[0].column, "");
	assert_string_equal(way->stakes[1].name, "users.email");
	assert_string_equal(way->stakes[1].table, "users");
	assert_string_equal(way->stakes[1].column, "email");
	assert_int_equal(way->stakes[1].rows, 1);
	way = instar_way_back(h, "004_theme");
	assert_int_equal(way->count, 0);
	assert_int_equal(way->stake_count, 0);
	assert_int_equal(sqlite3_total_changes(db), changes);
	assert_null(instar_way_back(h, "005_more"));
	assert_int_equal(instar_error(h)->code, INSTAR_E_MISUSE);
	instar_close(h);
	assert_null(instar_way_back(NULL, NULL));
	assert_int_equal(instar_rollback(NULL, NULL), INSTAR_E_NOMEM);
}

static void rows_at_stake_are_told_and_may_be_refused(void **state)
{
	struct seen seen;
	struct instar_options options = seeing(&seen);

	(void)state;
	database_run(db, "INSERT INTO notes(body) VALUES ('hello'), ('you')");
	options.refuse_destructive = 1;
	refused("001_users", &options, INSTAR_E_DESTRUCTIVE,
		"refused: 2 rows of notes would be lost; nothing was changed");
	assert_int_equal(seen.counts[INSTAR_EVENT_AT_STAKE], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_ROLLED_BACK], 1);
	/* What holds nothing may go. */
	assert_int_equal(back_to("002_notes", &options), INSTAR_OK);
	options = seeing(&seen);
	assert_int_equal(back_to("001_users", &options), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_AT_STAKE], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_BEGIN], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_DONE], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_COMMITTED], 1);
}

static void a_host_that_cancels_at_any_event_finds_all_as_it_was(void **state)
{
	char *before = database_definitions(db), *after;
	bool cancelled = true;

	(void)state;
	database_run(db, "INSERT INTO notes VALUES (1, 0, 'hello')");
	for (int at = 1; cancelled; at++) {
		struct seen seen;
		struct instar_options options = seeing(&seen);
		int code;

		seen.cancel_at = at;
		code = back_to("001_users", &options);
		cancelled = code == INSTAR_E_CANCELLED;
		if (!cancelled) {
			assert_int_equal(code, INSTAR_OK);
			assert_int_equal(at, 1 + 6 + 1); /* COMMITTED is too late */
			continue;
		}
		after = database_definitions(db);
		assert_string_equal(before, after);
		sqlite3_free(after);
		database_answers(db, "1", "SELECT count(*) FROM notes");
		assert_int_equal(position(), 4);
	}
	sqlite3_free(before);
}

/* --- What is refused */

struct story {
	const char *what;
	const char *sql; /* done to a database at the last step */
	int code;
	const char *message;
};

/* clang-format off */
static const struct story stories[] = {
	{ "a table is missing", "DROP TABLE notes", INSTAR_E_DRIFT,
		"4 migrations recorded, but table notes is missing" },
	{ "half of an unrecorded step is there",
		"DELETE FROM schema_migrations WHERE position = 2; DROP INDEX notes_user",
		INSTAR_E_CONFLICT, "002_notes is partly applied: index notes_user is missing" },
	{ "a step is not recorded below others",
		"DELETE FROM schema_migrations WHERE position = 2", INSTAR_E_CONFLICT,
		"002_notes is not recorded, and steps after it are; nothing was changed" },
	{ "the last step is there and not recorded",
		"DELETE FROM schema_migrations WHERE position = 4", INSTAR_E_CONFLICT,
		"004_theme is not recorded, and is there; nothing was changed" },
	{ "a step was edited", "UPDATE schema_migrations SET token_hash = 'x' WHERE position = 2",
		INSTAR_E_EDITED,
		"history differs at 002_notes: the step was changed after it was recorded" },
	{ "another history is recorded",
		"UPDATE schema_migrations SET id = 'x' WHERE position = 2", INSTAR_E_TOO_NEW,
		"history differs at x: this program has no such step" },
	{ "the tracking table is another tool's",
		"DROP TABLE schema_migrations; CREATE TABLE schema_migrations(position)",
		INSTAR_E_FOREIGN,
		"schema_migrations is not instar's tracking table: it has other columns" },
	{ "a newer program did not store its down migration",
		"INSERT INTO schema_migrations VALUES('history', '005_x', 5, 'h', 'then', 'run', "
		"NULL, NULL, 1, 'x', NULL, 0, NULL)", INSTAR_E_TOO_NEW,
		"005_x is newer than this program, and its down migration is not stored "
		"with it; nothing was changed" },
	{ "a trigger waits on the tracking table",
		"CREATE TRIGGER trap AFTER DELETE ON schema_migrations BEGIN DELETE FROM users; END",
		INSTAR_E_FOREIGN, "unknown trigger trap on schema_migrations; refused" },
};
/* clang-format on */

static void a_database_with_another_story_is_refused_and_left_alone(void **state)
{
	for (size_t i = 0; i < sizeof(stories) / sizeof(*stories); i++) {
		end(state);
		begin(state);
		database_run(db, stories[i].sql);
		refused("001_users", NULL, stories[i].code, stories[i].message);
	}
}

/* Other down migrations for the same steps. */
static void with_files(const struct history_file *others)
{
	end(NULL);
	history = history_made(others);
	set = &history.program->set;
	db = database_open(":memory:");
	database_run(db, "PRAGMA foreign_keys = ON");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
}

static void a_step_without_a_way_back_stops_it_with_the_reason(void **state)
{
	static const struct history_file others[] = {
		{ "001_a.sql", "CREATE TABLE a(x);" },
		{ "002_b.sql",
			"-- @irreversible the old spelling is gone\nCREATE TABLE b(x);" },
		{ "003_c.sql", "CREATE TABLE c(x);\n-- @down\nDROP TABLE c;" },
		{ "004_d.sql",
			"-- @destructive c: nobody read it\n-- @irreversible it is "
			"gone\nDROP TABLE c;" },
		{ 0 },
	};

	(void)state;
	with_files(others);
	refused("003_c", NULL, INSTAR_E_IRREVERSIBLE,
		"004_d cannot be rolled back: it is gone; nothing was changed");
	/* The first three alone. */
	history.program->set.step_count = 3;
	history.program->set.digest++;
	sqlite3_close(db);
	db = database_open(":memory:");
	database_run(db, "PRAGMA foreign_keys = ON");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	assert_int_equal(back_to(NULL, NULL), INSTAR_OK);
	refused("001_a", NULL, INSTAR_E_IRREVERSIBLE,
		"002_b cannot be rolled back: the old spelling is gone; nothing was "
		"changed");
	refused("", NULL, INSTAR_E_IRREVERSIBLE,
		"002_b cannot be rolled back: the old spelling is gone; nothing was "
		"changed");
}

static void a_step_that_was_retired_stays(void **state)
{
	(void)state;
	history.program->set.retired = 2;
	assert_int_equal(back_to("002_notes", NULL), INSTAR_OK);
	refused("001_users", NULL, INSTAR_E_IRREVERSIBLE,
		"002_notes cannot be rolled back: it was retired from this program; "
		"nothing was changed");
}

static void a_transaction_or_a_running_statement_of_the_host_stops_it(void **state)
{
	sqlite3_stmt *stmt;
	instar *h;

	(void)state;
	database_run(db, "BEGIN");
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_rollback(h, NULL), INSTAR_E_TRANSACTION);
	instar_close(h);
	database_run(db, "COMMIT");
	sqlite3_prepare_v2(db, "SELECT * FROM users", -1, &stmt, NULL);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_rollback(h, NULL), INSTAR_E_TRANSACTION);
	instar_close(h);
	sqlite3_finalize(stmt);
	assert_int_equal(position(), 4);
}

static void a_read_only_database_says_how_many_steps_would_go(void **state)
{
	char *path = database_path("readonly.db");
	sqlite3 *file = database_open(path);

	(void)state;
	assert_int_equal(database_migrate(file, set), INSTAR_OK);
	sqlite3_close(file);
	sqlite3_close(db);
	assert_int_equal(
		sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	database_run(db, "PRAGMA foreign_keys = ON");
	refused("001_users", NULL, INSTAR_E_READONLY, "read-only; 3 steps would be rolled back");
	assert_int_equal(back_to("004_theme", NULL), INSTAR_OK);
	sqlite3_free(path);
}

/* A down migration that leaves another schema does not compile; so the set is changed. */
static void a_result_that_is_not_the_one_proved_is_undone(void **state)
{
	struct instar_statement *statements =
		(struct instar_statement *)(uintptr_t)set->statements;
	const struct instar_step *notes = &set->steps[1];

	(void)state;
	statements[notes->down.first].sql = set->name; /* "history": no SQL */
	refused("001_users", NULL, INSTAR_E_SQL,
		"002_notes.sql:4: near \"history\": syntax error");
	statements[notes->down.first].sql =
		statements[set->steps[3].down.first].sql; /* does not drop it */
	refused("001_users", NULL, INSTAR_E_VALIDATION,
		"after the down migration the schema is not the one proved: something of "
		"002_notes is still there; all undone");
}

static void rows_whose_parents_would_go_undo_it(void **state)
{
	(void)state;
	database_run(db, "INSERT INTO notes VALUES (1, 0, 'by nobody')");
	refused("003_email", NULL, INSTAR_E_FOREIGN_KEYS,
		"1 row in notes violates users after the steps; all undone");
}

static int refuse_commit(void *context)
{
	(void)context;
	return 1;
}

static void a_commit_that_the_host_refuses_is_told_as_not_rolled_back(void **state)
{
	(void)state;
	sqlite3_commit_hook(db, refuse_commit, NULL);
	refused("001_users", NULL, INSTAR_E_SQL,
		"the commit was refused: constraint failed; state re-read: not rolled "
		"back");
	sqlite3_commit_hook(db, NULL, NULL);
	assert_int_equal(back_to("001_users", NULL), INSTAR_OK);
}

/* Nobody waits for ever, and nothing happens meanwhile. */
static void a_database_that_another_connection_writes_is_busy(void **state)
{
	struct instar_options options = { .size = sizeof(options), .busy_ms = -1 };
	char *path = database_path("busy.db");
	sqlite3 *other = database_open(path);

	(void)state;
	sqlite3_close(db);
	db = database_open(path);
	database_run(db, "PRAGMA foreign_keys = ON");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	database_run(other, "BEGIN IMMEDIATE");
	assert_int_equal(back_to("001_users", &options), INSTAR_E_BUSY);
	database_run(other, "ROLLBACK");
	/* A reader holds up the commit only. */
	database_run(other, "BEGIN; SELECT count(*) FROM users");
	assert_int_equal(back_to("001_users", &options), INSTAR_E_BUSY);
	database_run(other, "ROLLBACK");
	assert_int_equal(position(), 4);
	assert_int_equal(back_to("001_users", &options), INSTAR_OK);
	sqlite3_close(other);
	sqlite3_free(path);
}

/* --- What it leaves */

static void the_stamp_goes_even_when_no_schema_changed(void **state)
{
	const struct instar_status *status;
	instar *h;

	(void)state;
	assert_int_equal(back_to("003_email", NULL), INSTAR_OK);
	h = instar_open(db, set, NULL);
	status = instar_status(h);
	assert_int_equal(status->by_stamp, 0);
	assert_int_equal(status->pending, 1);
	assert_string_equal(status->current, "003_email");
	instar_close(h);
}

static void a_version_that_the_host_wrote_is_kept(void **state)
{
	(void)state;
	database_run(db, "PRAGMA user_version = 7");
	assert_int_equal(back_to("001_users", NULL), INSTAR_OK);
	database_answers(db, "7", "PRAGMA user_version");
}

static void rows_under_old_names_and_of_other_sets_are_told_apart(void **state)
{
	(void)state;
	database_run(db,
		"UPDATE schema_migrations SET id = '003_mail' WHERE position = 3;"
		"INSERT INTO schema_migrations SELECT 'other', id, position, "
		"token_hash, applied_at, applied_how, applied_by, app_version, "
		"duration_us, description, release, breaking, down_sql FROM "
		"schema_migrations");
	assert_int_equal(back_to("002_notes", NULL), INSTAR_OK);
	database_answers(db, "001_users,002_notes",
		"SELECT group_concat(id) FROM schema_migrations WHERE set_name = "
		"'history'");
	database_answers(db, "4",
		"SELECT count(*) FROM schema_migrations WHERE set_name = 'other'");
}

static void one_handle_can_go_forth_and_back(void **state)
{
	instar *h = instar_open(db, set, NULL);

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(instar_migrate(h), INSTAR_OK);
		assert_int_equal(position(), 4);
		assert_int_equal(instar_rollback(h, "001_users"), INSTAR_OK);
		assert_int_equal(position(), 1);
	}
	instar_close(h);
}

static void processes_that_go_back_together_do_it_once(void **state)
{
	enum { RACERS = 6 };
	char *path = database_path("race.db");
	pid_t racers[RACERS];
	int status;

	(void)state;
	sqlite3_close(db);
	db = database_open(path);
	database_run(db, "PRAGMA foreign_keys = ON");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	sqlite3_close(db);
	for (int i = 0; i < RACERS; i++) {
		racers[i] = fork();
		if (racers[i] == 0) {
			db = database_open(path);
			database_run(db, "PRAGMA foreign_keys = ON");
			_exit(back_to("002_notes", NULL));
		}
	}
	for (int i = 0; i < RACERS; i++) {
		waitpid(racers[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	db = database_open(path);
	assert_int_equal(position(), 2);
	database_answers(db, "ok", "PRAGMA integrity_check");
	sqlite3_free(path);
}

/* The event number `*context` is the last thing that this process sees. */
static int die(void *context, const struct instar_event *event)
{
	int *left = context;

	(void)event;
	if (--*left == 0)
		kill(getpid(), SIGKILL);
	return 0;
}

static void go_back_and_die(const char *path, int at)
{
	struct instar_options options = {
		.size = sizeof(options), .on_event = die, .event_context = &at
	};

	db = database_open(path);
	database_run(db, "PRAGMA foreign_keys = ON; PRAGMA cache_size = 1");
	_exit(back_to("001_users", &options));
}

static void a_process_that_is_killed_at_any_event_leaves_the_old_or_the_new(void **state)
{
	char *path = database_path("killed.db");
	bool killed = true;
	int status;

	(void)state;
	sqlite3_close(db);
	for (int at = 1; killed; at++) {
		pid_t child;

		db = database_open(path);
		assert_int_equal(database_migrate(db, set), INSTAR_OK);
		sqlite3_close(db);
		child = fork();
		if (child == 0)
			go_back_and_die(path, at);
		waitpid(child, &status, 0);
		killed = WIFSIGNALED(status);
		db = database_open(path);
		database_answers(db, "ok", "PRAGMA integrity_check");
		/* COMMITTED, the last of eight events, comes when it is durable. */
		assert_int_equal(position(), at < 8 ? 4 : 1);
		assert_int_equal(database_migrate(db, set), INSTAR_OK);
		sqlite3_close(db);
	}
	db = database_open(path);
	sqlite3_free(path);
}

#define with_database(test) cmocka_unit_test_setup_teardown(test, begin, end)

static const struct CMUnitTest tests[] = {
	with_database(without_a_target_one_step_goes_back),
	with_database(to_a_step_that_step_stays),
	with_database(to_a_release_its_last_step_stays),
	with_database(everything_goes_back_to_an_empty_database),
	with_database(a_target_that_nobody_knows_or_that_is_ahead_is_refused),
	with_database(the_way_is_told_without_changing_anything),
	with_database(rows_at_stake_are_told_and_may_be_refused),
	with_database(a_host_that_cancels_at_any_event_finds_all_as_it_was),
	with_database(a_database_with_another_story_is_refused_and_left_alone),
	with_database(a_step_without_a_way_back_stops_it_with_the_reason),
	with_database(a_step_that_was_retired_stays),
	with_database(a_transaction_or_a_running_statement_of_the_host_stops_it),
	with_database(a_read_only_database_says_how_many_steps_would_go),
	with_database(a_result_that_is_not_the_one_proved_is_undone),
	with_database(rows_whose_parents_would_go_undo_it),
	with_database(a_commit_that_the_host_refuses_is_told_as_not_rolled_back),
	with_database(a_database_that_another_connection_writes_is_busy),
	with_database(the_stamp_goes_even_when_no_schema_changed),
	with_database(a_version_that_the_host_wrote_is_kept),
	with_database(rows_under_old_names_and_of_other_sets_are_told_apart),
	with_database(one_handle_can_go_forth_and_back),
	with_database(a_process_that_is_killed_at_any_event_leaves_the_old_or_the_new),
	with_database(processes_that_go_back_together_do_it_once),
};

SUITE(tests)
