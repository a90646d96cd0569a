/*
 * Runs of several segments that are cut short: a process that dies at any statement, and
 * others that come between. The next start goes on from the last segment.
 */
#include "segments.h"

#include <sys/wait.h>
#include <unistd.h>

#include "altered.h"
#include "history.h"

/* --- A process that dies. */

struct bomb {
	int left;
};

static int explode(unsigned kind, void *context, void *statement, void *text)
{
	struct bomb *bomb = context;

	(void)kind;
	(void)statement;
	(void)text;
	if (--bomb->left == 0)
		_exit(7);
	return 0;
}

/* Die when statement `n` of the connection begins. */
static void migrate_and_die(const char *path, int n)
{
	sqlite3 *db = database_open(path);
	struct bomb bomb = { .left = n };
	int code;

	sqlite3_trace_v2(db, SQLITE_TRACE_STMT, explode, &bomb);
	code = database_migrate(db, set);
	sqlite3_close(db);
	_exit(code);
}

static bool dies_at(const char *path, int n)
{
	pid_t child = fork();
	int status;

	if (child == 0)
		migrate_and_die(path, n);
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_true(WEXITSTATUS(status) == 7 || WEXITSTATUS(status) == 0);
	return WEXITSTATUS(status) == 7;
}

static void a_process_may_die_at_any_statement(void **state)
{
	static const char *const modes[] = { "PRAGMA journal_mode=DELETE",
		"PRAGMA journal_mode=WAL" };
	char *fresh = undisturbed();
	bool died = true;

	(void)state;
	for (int mode = 0; mode < 2; mode++) {
		for (int n = 1; n == 1 || died; n++) {
			char *path = database_path("dying.db");
			sqlite3 *db = database_open(path);
			char where[32];

			database_run(db, modes[mode]);
			sqlite3_close(db);
			died = dies_at(path, n);
			assert_true(died || n > 100);
			snprintf(where, sizeof(where), "died at statement %d", n);
			assert_finishes(path, fresh, where);
			sqlite3_free(path);
		}
	}
	sqlite3_free(fresh);
}

static void a_step_that_has_only_started_is_pending_and_runs_again(void **state)
{
	char *path = database_path("started.db");
	struct altered_set copy;
	sqlite3 *db = database_open(path);
	const struct instar_history *history;
	instar *h;

	(void)state;
	/* the last statement of step 5, whose first index is then there already */
	altered_set_make(&copy, set, set->steps[4].up.first + set->steps[4].up.count - 1,
		"SELECT nothing");
	assert_int_equal(database_migrate(db, &copy.set), INSTAR_E_SQL);
	altered_set_free(&copy);
	database_answers(
		db, "1", "SELECT count(*) FROM sqlite_master WHERE name = 'users_name'");
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_status(h)->position, 4);
	assert_int_equal(instar_status(h)->pending, 5);
	assert_int_equal(instar_status(h)->conflicts, 0);
	assert_int_equal(instar_plan(h)->decisions[4].verdict, INSTAR_RUN);
	assert_int_equal(instar_plan(h)->recorded, 4);
	history = instar_history(h);
	assert_int_equal(history->count, 5);
	assert_string_equal(history->records[4].applied_how, "started");
	instar_close(h);
	sqlite3_close(db);
	finish(path);
	sqlite3_free(path);
}

/* --- Others. */

static void processes_that_start_together_run_each_step(void **state)
{
	enum { RACERS = 5 };
	char *fresh = undisturbed();

	(void)state;
	for (int round = 0; round < 4; round++) {
		char *path = database_path("race.db");
		sqlite3 *db = database_open(path);
		pid_t racers[RACERS];
		int status;

		database_run(db, round % 2 ? "PRAGMA journal_mode=WAL"
					   : "PRAGMA journal_mode=DELETE");
		sqlite3_close(db);
		for (int i = 0; i < RACERS; i++) {
			racers[i] = fork();
			if (racers[i] == 0)
				migrate_and_die(path, -1);
		}
		for (int i = 0; i < RACERS; i++) {
			waitpid(racers[i], &status, 0);
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		}
		assert_finishes(path, fresh, "a race");
		sqlite3_free(path);
	}
	sqlite3_free(fresh);
}

/* Another process that does all of it when this one has begun the VACUUM of step 5. */
struct other {
	const char *path;
	const instar_set *set;
	bool came;
};

static int overtake(unsigned kind, void *context, void *statement, void *text)
{
	struct other *other = context;
	sqlite3 *db;

	(void)kind;
	(void)statement;
	if (other->came || strcmp(text, "VACUUM") != 0)
		return 0;
	other->came = true;
	db = database_open(other->path);
	assert_int_equal(database_migrate(db, other->set), INSTAR_OK);
	sqlite3_close(db);
	return 0;
}

static void what_another_process_has_gone_past_is_not_made_again(void **state)
{
	static const struct history_file files[] = {
		{ "001_t.sql", "CREATE TABLE t(a);" },
		{ "002_bare.sql", "-- @transaction none\nVACUUM;\n"
				  "CREATE INDEX IF NOT EXISTS t_a ON t(a);" },
		{ "003_not.sql", "DROP INDEX t_a;" },
		{ "004_u.sql", "CREATE TABLE u(a);" },
		{ NULL, NULL },
	};
	struct history history = history_make(files);
	char *path = database_path("overtaken.db");
	sqlite3 *db = database_open(path);
	struct other other = { .path = path };
	struct told told;
	struct instar_options options = telling(&told);
	instar *h;

	(void)state;
	assert_non_null(history.program);
	other.set = &history.program->set;
	sqlite3_trace_v2(db, SQLITE_TRACE_STMT, overtake, &other);
	h = instar_open(db, other.set, &options);
	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_true(other.came);
	assert_string_equal(told.text,
		"begin 001 0/4\ndone 001 1/4\ncommitted  1/4\nbegin 002 1/4\n");
	assert_true(instar_status(h)->up_to_date);
	instar_close(h);
	database_answers(
		db, "0", "SELECT count(*) FROM sqlite_master WHERE name = 't_a'");
	database_answers(db, "4", "SELECT count(*) FROM schema_migrations");
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

static void a_read_only_database_is_not_begun(void **state)
{
	char *path = database_path("readonly.db"), *before, *after;
	sqlite3 *db;
	instar *h;

	(void)state;
	database_build(path, set, 4);
	before = database_dump(path);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), 0);
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_READONLY);
	instar_close(h);
	sqlite3_close(db);
	after = database_dump(path);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	finish(path);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), 0);
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	sqlite3_close(db);
	sqlite3_free(path);
}

/* A reader that comes between two segments, and stays. */
struct reader {
	sqlite3 *db;
	const char *path;
};

static int come(void *context, const struct instar_event *event)
{
	struct reader *reader = context;

	if (event->kind == INSTAR_EVENT_COMMITTED && !reader->db) {
		reader->db = database_open(reader->path);
		database_run(reader->db, "BEGIN; SELECT * FROM users");
	}
	return 0;
}

static void a_reader_between_two_segments_leaves_the_first(void **state)
{
	char *path = database_path("reader.db");
	struct reader reader = { .path = path };
	struct instar_options options = { .size = sizeof(options),
		.busy_ms = -1,
		.on_event = come,
		.event_context = &reader };
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, set, &options);

	(void)state;
	database_run(db, "PRAGMA journal_mode=DELETE");
	assert_int_equal(instar_migrate(h), INSTAR_E_BUSY);
	assert_non_null(
		strstr(instar_error(h)->message, "; the steps up to 002_settings stay"));
	assert_null(strstr(instar_error(h)->message, "all undone"));
	instar_close(h);
	database_answers(db, "2", "SELECT count(*) FROM schema_migrations");
	sqlite3_close(db);
	sqlite3_close(reader.db);
	finish(path);
	sqlite3_free(path);
}

/* A SQLite without enforcement, as the pragma shows it. */
static int without_foreign_keys(void *context, int action, const char *a, const char *b,
	const char *c, const char *d)
{
	(void)context;
	(void)b;
	(void)c;
	(void)d;
	return action == SQLITE_PRAGMA && strcmp(a, "foreign_keys") == 0 ? SQLITE_IGNORE
									 : SQLITE_OK;
}

static void a_sqlite_that_cannot_enforce_is_refused(void **state)
{
	char *path = with_rows("unenforced.db");
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, set, NULL);

	(void)state;
	sqlite3_set_authorizer(db, without_foreign_keys, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_ENVIRONMENT);
	assert_non_null(
		strstr(instar_error(h)->message, "this SQLite cannot enforce them"));
	instar_close(h);
	sqlite3_set_authorizer(db, NULL, NULL);
	database_answers(db, "3", "SELECT count(*) FROM notes WHERE id >= 10");
	sqlite3_close(db);
	sqlite3_free(path);
}

static void rows_that_lose_their_parent_undo_their_segment(void **state)
{
	char *path = with_rows("orphans.db");
	sqlite3 *db = database_open(path);
	const struct instar_range *up = &set->steps[3].up; /* keys are off there */
	struct altered_set copy;
	instar *h;

	(void)state;
	altered_set_make(&copy, set, up->first, "DELETE FROM users WHERE id = 11");
	h = instar_open(db, &copy.set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_FOREIGN_KEYS);
	assert_non_null(strstr(
		instar_error(h)->message, "; the steps up to 003_closed_accounts stay"));
	instar_close(h);
	database_answers(db, "1", "SELECT count(*) FROM users WHERE id = 11");
	database_answers(db, "3", "SELECT count(*) FROM schema_migrations");
	altered_set_free(&copy);
	sqlite3_close(db);
	finish(path);
	sqlite3_free(path);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_process_may_die_at_any_statement),
	cmocka_unit_test(a_step_that_has_only_started_is_pending_and_runs_again),
	cmocka_unit_test(processes_that_start_together_run_each_step),
	cmocka_unit_test(what_another_process_has_gone_past_is_not_made_again),
	cmocka_unit_test(a_read_only_database_is_not_begun),
	cmocka_unit_test(a_reader_between_two_segments_leaves_the_first),
	cmocka_unit_test(a_sqlite_that_cannot_enforce_is_refused),
	cmocka_unit_test(rows_that_lose_their_parent_undo_their_segment),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, begin, end);
}
