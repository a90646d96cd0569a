/*
 * Steps that cut a run into segments: with foreign keys on, and outside a transaction.
 * A failure of any statement, and a cancel at any event, leaves whole segments.
 */
#include "segments.h"

#include "altered.h"
#include "history.h"

/* The segments of tests/sets/boundaries: the last step of each. */
static const uint32_t ends[] = { 2, 3, 4, 5, 6, 7, 8, 9 };
enum { SEGMENTS = sizeof(ends) / sizeof(*ends), STEPS = 9 };

/* --- A run that goes well. */

static void each_segment_commits_and_the_progress_is_that_of_the_run(void **state)
{
	sqlite3 *db = database_open(":memory:");
	struct told told;
	struct instar_options options = telling(&told);
	instar *h = instar_open(db, set, &options);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_string_equal(told.text,
		"begin 001 0/9\ndone 001 1/9\nbegin 002 1/9\ndone 002 2/9\n"
		"committed  2/9\n"
		"begin 003 2/9\ndone 003 3/9\ncommitted  3/9\n"
		"begin 004 3/9\ndone 004 4/9\ncommitted  4/9\n"
		"begin 005 4/9\ndone 005 5/9\ncommitted  5/9\n"
		"begin 006 5/9\ndone 006 6/9\ncommitted  6/9\n"
		"begin 007 6/9\ndone 007 7/9\ncommitted  7/9\n"
		"begin 008 7/9\ndone 008 8/9\ncommitted  8/9\n"
		"begin 009 8/9\ndone 009 9/9\ncommitted  9/9\n");
	told.text[0] = '\0';
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_string_equal(told.text, "");
	instar_close(h);
	sqlite3_close(db);
}

static void a_step_with_foreign_keys_on_does_what_on_delete_says(void **state)
{
	static const char *const modes[] = { "PRAGMA foreign_keys=ON",
		"PRAGMA foreign_keys=OFF" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		char *path = with_rows("rows.db");
		sqlite3 *db = database_open(path);

		database_run(db, modes[i]);
		assert_int_equal(database_migrate(db, set), INSTAR_OK);
		database_answers(db, "1,2,3,12",
			"SELECT group_concat(id) FROM (SELECT id FROM notes ORDER BY 1)");
		database_answers(db, i == 0 ? "1" : "0", "PRAGMA foreign_keys");
		sqlite3_close(db);
		sqlite3_free(path);
	}
}

static void a_step_outside_a_transaction_changes_the_file(void **state)
{
	char *path = database_path("file.db");
	sqlite3 *db;

	(void)state;
	finish(path);
	db = database_open(path);
	database_answers(db, "2", "PRAGMA auto_vacuum");
	sqlite3_close(db);
	sqlite3_free(path);
}

/* Nothing is run that is there already: what was made by hand is recorded. */
static void a_database_that_is_past_the_boundaries_is_only_recorded(void **state)
{
	char *path = database_path("past.db");
	struct told told;
	struct instar_options options = telling(&told);
	sqlite3 *db;
	instar *h;

	(void)state;
	database_build(path, set, STEPS);
	db = database_open(path);
	h = instar_open(db, set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_non_null(strstr(told.text, "committed  9/9"));
	assert_ptr_equal(
		strstr(told.text, "committed"), strstr(told.text, "committed  9/9"));
	database_answers(db, "reconciled",
		"SELECT group_concat(DISTINCT applied_how) FROM schema_migrations");
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(path);
}

/* --- A run that fails. */

static uint32_t segment_of_step(uint32_t position)
{
	uint32_t i = 0;

	while (ends[i] < position)
		i++;
	return i;
}

/* A failing statement in a step outside a transaction leaves those before it. */
static bool is_bare(uint32_t position)
{
	return (set->steps[position - 1].flags & INSTAR_STEP_NO_TRANSACTION) != 0;
}

static void check_what_stays(
	const char *path, const instar *h, uint32_t position, uint32_t kept)
{
	const struct instar_error *error = instar_error(h);
	char *built = database_path("built.db"), *wanted, *got;
	char words[64];

	assert_null(strstr(error->message, "nothing was changed"));
	assert_null(strstr(error->message, "all undone"));
	if (kept) {
		assert_null(strstr(error->action, "nothing was changed"));
		snprintf(words, sizeof(words), "; the steps up to %s stay",
			set_text(set, set->steps[kept - 1].id));
		assert_non_null(strstr(error->message, words));
	}
	if (is_bare(position)) {
		assert_non_null(strstr(error->action, "from its first statement"));
	} else {
		database_build(built, set, kept);
		wanted = database_dump(built);
		got = database_dump(path);
		assert_string_equal(wanted, got);
		sqlite3_free(wanted);
		sqlite3_free(got);
	}
	sqlite3_free(built);
}

static void fail_at(uint32_t statement, uint32_t position, const char *fresh)
{
	char *path = database_path("failing.db");
	sqlite3 *db = database_open(path);
	uint32_t segment = segment_of_step(position);
	uint32_t kept = segment ? ends[segment - 1] : 0;
	struct altered_set copy;
	struct told told;
	struct instar_options options = telling(&told);
	instar *h;

	altered_set_make(&copy, set, statement, "INSERT INTO nowhere VALUES (1)");
	h = instar_open(db, &copy.set, &options);
	database_run(db, "PRAGMA foreign_keys=ON");
	assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
	assert_string_equal(instar_error(h)->statement, "INSERT INTO nowhere VALUES (1)");
	assert_int_equal(instar_error(h)->line, set->statements[statement].line);
	assert_non_null(strstr(told.text, "rolled back"));
	database_answers(db, "1", "PRAGMA foreign_keys");
	check_what_stays(path, h, position, kept);
	instar_close(h);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	if (kept || is_bare(position))
		assert_int_equal(database_int(db, "SELECT count(*) FROM schema_migrations"
						  " WHERE applied_how = 'run'"),
			(int)kept);
	sqlite3_close(db);
	altered_set_free(&copy);
	assert_finishes(path, fresh, "after a failure");
	sqlite3_free(path);
}

static void a_failure_of_any_statement_leaves_the_segments_before_it(void **state)
{
	char *fresh = undisturbed();

	(void)state;
	for (uint32_t k = 1; k <= STEPS; k++) {
		const struct instar_range *up = &set->steps[k - 1].up;

		for (uint32_t i = up->first; i < up->first + up->count; i++)
			fail_at(i, k, fresh);
	}
	sqlite3_free(fresh);
}

/* What a history of three steps says when the second one needs what is not so. */
static void requires(const char *manner, const char *kept)
{
	char *second = sqlite3_mprintf(
		"%s\n-- @requires rows (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM t))\n"
		"CREATE INDEX IF NOT EXISTS t_a ON t(a);",
		manner);
	const struct history_file files[] = { { "001_t.sql", "CREATE TABLE t(a);" },
		{ "002_index.sql", second }, { "003_u.sql", "CREATE TABLE u(a);" },
		{ NULL, NULL } };
	struct history history = history_make(files);
	sqlite3 *db = database_open(":memory:");
	instar *h;

	assert_non_null(history.program);
	database_run(db, "CREATE TABLE t(a); INSERT INTO t VALUES (1)");
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_REQUIRES);
	assert_string_equal(instar_error(h)->id, "002_index");
	assert_non_null(strstr(instar_error(h)->message, kept));
	assert_null(strstr(instar_error(h)->message, "nothing was changed"));
	instar_close(h);
	database_answers(db, "001_t", "SELECT group_concat(id) FROM schema_migrations");
	database_run(db, "DELETE FROM t");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	sqlite3_close(db);
	history_free(&history);
	sqlite3_free(second);
}

static void a_precondition_is_asked_for_just_before_its_step(void **state)
{
	(void)state;
	requires("-- @foreign_keys on", "; the steps up to 001_t stay");
	requires("-- @transaction none", "; the steps up to 001_t stay");
}

static void a_host_that_cancels_at_any_event_finds_a_whole_segment(void **state)
{
	char *fresh = undisturbed();
	int code = INSTAR_E_CANCELLED;

	(void)state;
	for (int n = 1; code != INSTAR_OK; n++) {
		char *path = database_path("cancelled.db");
		sqlite3 *db = database_open(path);
		struct told told;
		struct instar_options options = telling(&told);
		instar *h = instar_open(db, set, &options);

		assert_true(n < 100);
		told.stop_at = n;
		code = instar_migrate(h);
		assert_true(code == INSTAR_OK || code == INSTAR_E_CANCELLED);
		if (code && strstr(told.text, "committed"))
			assert_non_null(strstr(
				instar_error(h)->message, "cancelled; the steps up to"));
		if (code == INSTAR_OK) /* only the last commit ends the choice */
			assert_true(n >= told.calls);
		instar_close(h);
		sqlite3_close(db);
		assert_finishes(path, fresh, told.text);
		sqlite3_free(path);
	}
	sqlite3_free(fresh);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(each_segment_commits_and_the_progress_is_that_of_the_run),
	cmocka_unit_test(a_step_with_foreign_keys_on_does_what_on_delete_says),
	cmocka_unit_test(a_step_outside_a_transaction_changes_the_file),
	cmocka_unit_test(a_database_that_is_past_the_boundaries_is_only_recorded),
	cmocka_unit_test(a_failure_of_any_statement_leaves_the_segments_before_it),
	cmocka_unit_test(a_precondition_is_asked_for_just_before_its_step),
	cmocka_unit_test(a_host_that_cancels_at_any_event_finds_a_whole_segment),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, begin, end);
}
