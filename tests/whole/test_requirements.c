/*
 * Requirements A, C and D that a library can show: one test a line of the list, named
 * after it. What only the programs can show is in requirements.bats.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

#include "altered.h"
#include "database.h"

INSTAR_SET(nukeworks);
INSTAR_SET(dated);
INSTAR_SET(jobmanager);
INSTAR_SET(handled_primary);
INSTAR_SET(handled_data);
INSTAR_SET(leads);

static const instar_set *const sets[] = { &nukeworks, &dated, &jobmanager,
	&handled_primary, &handled_data, &leads };
#define SET_COUNT (sizeof(sets) / sizeof(*sets))

static void a2_a_step_recorded_under_an_old_name_is_not_run_again(void **state)
{
	sqlite3 *db = database_open_current(&jobmanager);

	(void)state;
	database_run(db,
		"UPDATE schema_migrations SET id = '001_initial' WHERE position = 1;"
		"UPDATE schema_migrations SET id = '010_retention' WHERE position = 10;"
		"DELETE FROM settings WHERE name = 'theme'");
	database_void_stamp(db);
	instar *h = instar_open(db, &jobmanager, NULL);
	const struct instar_plan *plan = instar_plan(h);

	assert_non_null(plan);
	for (uint32_t i = 0; i < plan->count; i++)
		assert_int_equal(plan->decisions[i].verdict, INSTAR_SKIP);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	database_answers(db, "0", "SELECT count(*) FROM settings WHERE name = 'theme'");
	database_answers(db, "15", "SELECT count(*) FROM schema_migrations");
	sqlite3_close(db);
}

static void a2_steps_run_in_numeric_order(void **state)
{
	sqlite3 *db = database_open_current(&jobmanager);

	(void)state;
	database_answers(db, "1",
		"SELECT group_concat(position) = '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15' "
		"FROM "
		"(SELECT position FROM schema_migrations ORDER BY cast(id AS INTEGER))");
	database_answers(db, "002_create_queues",
		"SELECT id FROM schema_migrations WHERE position = 2");
	sqlite3_close(db);
}

static void a4_objects_without_their_row_are_recorded_and_not_run(void **state)
{
	sqlite3 *db = database_open_current(&jobmanager);

	(void)state;
	database_run(db, "UPDATE queues SET name = 'mine' WHERE id = 1;"
			 "DELETE FROM schema_migrations WHERE id = '002_create_queues'");
	database_void_stamp(db);
	assert_int_equal(database_migrate(db, &jobmanager), INSTAR_OK);
	database_answers(db, "reconciled",
		"SELECT applied_how FROM schema_migrations WHERE id = "
		"'002_create_queues'");
	database_answers(db, "mine", "SELECT name FROM queues WHERE id = 1");
	sqlite3_close(db);
}

static void a5_a_failure_tells_what_to_do_and_undoes_everything(void **state)
{
	sqlite3 *db = database_open_built(&jobmanager, 3);
	char *before, *after;

	(void)state;
	database_run(db, "PRAGMA max_page_count = 12"); /* the disk is full in between */
	before = database_definitions(db);
	instar *h = instar_open(db, &jobmanager, NULL);
	const struct instar_error *error = instar_error(h);

	assert_int_equal(instar_migrate(h), INSTAR_E_FULL);
	assert_int_equal(error->sqlite_code, SQLITE_FULL);
	assert_true(*error->message && *error->action);
	instar_close(h);
	after = database_definitions(db);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
}

static int count_statements(unsigned type, void *count, void *stmt, void *sql)
{
	(void)type, (void)stmt, (void)sql;
	++*(int *)count;
	return 0;
}

static void a6_a_second_call_does_nothing(void **state)
{
	sqlite3 *db = database_open_built(&nukeworks, 0);
	instar *h = instar_open(db, &nukeworks, NULL);
	int statements = 0;

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count_statements, &statements);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(statements, 0);
	instar_close(h);
	sqlite3_close(db);
}

static void a9_a_fresh_install_gets_everything(void **state)
{
	(void)state;
	for (size_t i = 0; i < SET_COUNT; i++) {
		sqlite3 *db = database_open_current(sets[i]);

		assert_int_equal(
			database_int(db, "SELECT count(*) FROM schema_migrations "
					 "WHERE applied_how = 'run'"),
			sets[i]->step_count);
		sqlite3_close(db);
	}
}

static void a9_a_database_last_at_001_runs_the_rest(void **state)
{
	(void)state;
	for (size_t i = 0; i < SET_COUNT; i++) {
		sqlite3 *db = database_open_at_001(sets[i]);
		instar *h = instar_open(db, sets[i], NULL);
		const struct instar_plan *plan = instar_plan(h);

		assert_non_null(plan);
		assert_int_equal(plan->pending, sets[i]->step_count - 1);
		assert_int_equal(plan->decisions[0].verdict, INSTAR_SKIP);
		assert_int_equal(instar_migrate(h), INSTAR_OK);
		instar_close(h);
		database_answers(db, "2024-01-01T00:00:00Z",
			"SELECT applied_at FROM schema_migrations WHERE position = 1");
		assert_int_equal(
			database_int(db, "SELECT count(*) FROM schema_migrations"),
			sets[i]->step_count);
		sqlite3_close(db);
	}
}

static void a9_missing_rows_with_tables_there_are_filled_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < SET_COUNT; i++) {
		sqlite3 *db = database_open_current(sets[i]);
		char *before = database_definitions(db), *after;

		database_run(db, "DELETE FROM schema_migrations");
		database_void_stamp(db);
		assert_int_equal(database_migrate(db, sets[i]), INSTAR_OK);
		after = database_definitions(db);
		assert_string_equal(before, after);
		assert_int_equal(
			database_int(db, "SELECT count(*) FROM schema_migrations "
					 "WHERE applied_how = 'reconciled'"),
			sets[i]->step_count);
		sqlite3_free(before);
		sqlite3_free(after);
		sqlite3_close(db);
	}
}

static void a9_an_up_to_date_database_is_left_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < SET_COUNT; i++) {
		sqlite3 *db = database_open_current(sets[i]);
		int changes = sqlite3_total_changes(db);
		int version = database_int(db, "PRAGMA data_version");
		instar *h = instar_open(db, sets[i], NULL);
		const struct instar_status *status = instar_status(h);

		assert_true(status && status->up_to_date && status->by_stamp);
		assert_int_equal(instar_migrate(h), INSTAR_OK);
		instar_close(h);
		assert_int_equal(sqlite3_total_changes(db), changes);
		assert_int_equal(database_int(db, "PRAGMA data_version"), version);
		sqlite3_close(db);
	}
}

/* The set as it would be had its author changed a released file. */
static instar_set edited(const instar_set *set, struct instar_step *steps, uint32_t k)
{
	instar_set copy = *set;

	memcpy(steps, set->steps, set->step_count * sizeof(*steps));
	steps[k - 1].token_hash = steps[k % set->step_count].token_hash;
	copy.steps = steps;
	copy.digest++;
	return copy;
}

/* The last statement of the last step does something else than what was proved. */
static void b5_what_is_missing_after_the_steps_undoes_them(void **state)
{
	const struct instar_step *last =
		&handled_primary.steps[handled_primary.step_count - 1];
	sqlite3 *db = database_open(":memory:");
	struct altered_set altered;
	char *before, *after;
	instar *h;

	(void)state;
	database_run(db, "CREATE TABLE mine(x); INSERT INTO mine VALUES (1)");
	before = database_definitions(db);
	altered_set_make(&altered, &handled_primary, last->up.first + last->up.count - 1,
		"SELECT 1");
	h = instar_open(db, &altered.set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_VALIDATION);
	assert_non_null(strstr(instar_error(h)->message, "customer_overview"));
	assert_string_not_equal(instar_error(h)->action, "");
	instar_close(h);
	after = database_definitions(db);
	assert_string_equal(before, after);
	database_answers(db, "1", "SELECT count(*) FROM mine");
	sqlite3_free(before);
	sqlite3_free(after);
	altered_set_free(&altered);
	sqlite3_close(db);
}

static void c1_an_edited_released_file_is_reported(void **state)
{
	struct instar_step *steps = malloc(dated.step_count * sizeof(*steps));
	sqlite3 *db = database_open_current(&dated);
	instar_set copy = edited(&dated, steps, 3);
	instar *h = instar_open(db, &copy, NULL);

	(void)state;
	assert_null(instar_status(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_EDITED);
	assert_non_null(strstr(instar_error(h)->message, "2024_02_19_add_tags"));
	instar_close(h);
	assert_int_equal(database_migrate(db, &copy), INSTAR_E_EDITED);
	sqlite3_close(db);
	free(steps);
}

static void c1_the_state_is_readable_with_plain_sql(void **state)
{
	sqlite3 *db = database_open_current(&dated);

	(void)state;
	database_answers(db,
		"dated|2024_01_08_create_workspace|1|64|run|create workspace",
		"SELECT set_name || '|' || id || '|' || position || '|' || "
		"length(token_hash) || '|' || applied_how || '|' || description "
		"FROM schema_migrations ORDER BY position");
	sqlite3_close(db);
}

static void c2_dated_steps_run_in_order_of_date(void **state)
{
	sqlite3 *db = database_open_current(&dated);

	(void)state;
	database_answers(db, "10", "SELECT count(*) FROM schema_migrations");
	database_answers(db, "0",
		"SELECT count(*) FROM schema_migrations a JOIN schema_migrations b "
		"ON a.position < b.position AND a.id > b.id");
	database_answers(db, "2",
		"SELECT count(*) FROM schema_migrations WHERE id LIKE '2024_02_19_%'");
	sqlite3_close(db);
}

static bool begins(const char *sql, const char *words)
{
	return sqlite3_strnicmp(sql, words, (int)strlen(words)) == 0;
}

/* A rebuild's tables come and go within the step; all others leave something to tell. */
static void assert_guarded(const instar_set *set, const struct instar_step *step)
{
	for (uint32_t i = 0; i < step->up.count; i++) {
		const struct instar_statement *s = &set->statements[step->up.first + i];
		const char *sql = set_text(set, s->sql);

		if ((begins(sql, "CREATE TABLE") || begins(sql, "ALTER TABLE")) &&
			s->guard == INSTAR_NONE)
			fail_msg("no guard: %s", sql);
	}
}

static void c3_statements_have_guards_without_writing_them(void **state)
{
	(void)state;
	for (uint32_t k = 0; k < nukeworks.step_count; k++)
		assert_guarded(&nukeworks, &nukeworks.steps[k]);
	for (uint32_t k = 0; k < jobmanager.step_count; k++)
		assert_guarded(&jobmanager, &jobmanager.steps[k]);
}

struct seen {
	uint32_t verdicts, begun, done, committed;
	bool reasons;
};

static int see(void *context, const struct instar_event *event)
{
	struct seen *seen = context;

	seen->verdicts += event->kind == INSTAR_EVENT_VERDICT;
	seen->begun += event->kind == INSTAR_EVENT_STEP_BEGIN;
	seen->done += event->kind == INSTAR_EVENT_STEP_DONE;
	seen->committed += event->kind == INSTAR_EVENT_COMMITTED;
	if (event->kind == INSTAR_EVENT_VERDICT && !*event->text)
		seen->reasons = false;
	return 0;
}

static void d1_every_verdict_is_reported_with_its_reason(void **state)
{
	struct seen seen = { .reasons = true };
	struct instar_options options = {
		.size = sizeof(options),
		.on_event = see,
		.event_context = &seen,
	};
	sqlite3 *db = database_open_built(&dated, 4);
	instar *h = instar_open(db, &dated, &options);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	assert_true(seen.reasons);
	assert_int_equal(seen.verdicts, dated.step_count);
	assert_true(seen.done >= dated.step_count - 4 && seen.done <= dated.step_count);
	assert_int_equal(seen.committed, 1);
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	{ "B5 what is missing after the steps undoes them",
		b5_what_is_missing_after_the_steps_undoes_them, NULL, NULL, NULL },
	{ "A2 a step recorded under an old name is not run again",
		a2_a_step_recorded_under_an_old_name_is_not_run_again, NULL, NULL, NULL },
	{ "A2 steps run in numeric order", a2_steps_run_in_numeric_order, NULL, NULL,
		NULL },
	{ "A4 objects without their row are recorded and not run",
		a4_objects_without_their_row_are_recorded_and_not_run, NULL, NULL, NULL },
	{ "A5 a failure tells what to do and undoes everything",
		a5_a_failure_tells_what_to_do_and_undoes_everything, NULL, NULL, NULL },
	{ "A6 a second call does nothing", a6_a_second_call_does_nothing, NULL, NULL,
		NULL },
	{ "A9 a fresh install gets everything", a9_a_fresh_install_gets_everything, NULL,
		NULL, NULL },
	{ "A9 a database last at 001 runs the rest",
		a9_a_database_last_at_001_runs_the_rest, NULL, NULL, NULL },
	{ "A9 missing rows with tables there are filled in",
		a9_missing_rows_with_tables_there_are_filled_in, NULL, NULL, NULL },
	{ "A9 an up-to-date database is left alone",
		a9_an_up_to_date_database_is_left_alone, NULL, NULL, NULL },
	{ "C1 an edited released file is reported",
		c1_an_edited_released_file_is_reported, NULL, NULL, NULL },
	{ "C1 the state is readable with plain SQL",
		c1_the_state_is_readable_with_plain_sql, NULL, NULL, NULL },
	{ "C2 dated steps run in order of date", c2_dated_steps_run_in_order_of_date,
		NULL, NULL, NULL },
	{ "C3 statements have guards without writing them",
		c3_statements_have_guards_without_writing_them, NULL, NULL, NULL },
	{ "D1 every verdict is reported with its reason",
		d1_every_verdict_is_reported_with_its_reason, NULL, NULL, NULL },
};

SUITE(tests)
