/*
 * Requirements E that a library can show: a desktop app whose databases are older, equal
 * or newer than it is. What only the programs can show is in requirements.bats.
 */
#include <string.h>

#include "suite.h"

#include "altered.h"
#include "altered.h"
#include "database.h"

INSTAR_SET(nukeworks);
INSTAR_SET(jobmanager);

static const char counts[] =
	"SELECT sum(type = 'table') || ' tables, ' || sum(type = 'index') || ' indexes, '"
	" || sum((SELECT count(DISTINCT id) FROM pragma_foreign_key_list(name)))"
	" || ' foreign keys' FROM sqlite_master WHERE name <> 'schema_migrations'";

static void e1_a_database_behind_is_pending_and_an_equal_one_is_not(void **state)
{
	sqlite3 *db = database_open_at_001(&nukeworks);
	instar *h = instar_open(db, &nukeworks, NULL);
	const struct instar_status *status = instar_status(h);

	(void)state;
	assert_non_null(status);
	assert_int_equal(status->pending, 1);
	assert_false(status->up_to_date);
	assert_string_equal(status->current, "001_initial_schema");
	assert_string_equal(status->required, "002_add_offtakers");
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	status = instar_status(h);
	assert_true(status && status->up_to_date);
	assert_string_equal(status->current, "002_add_offtakers");
	instar_close(h);
	sqlite3_close(db);
}

static void e1_a_database_ahead_is_refused(void **state)
{
	sqlite3 *db = database_open_current(&nukeworks);

	(void)state;
	database_run(db,
		"CREATE TABLE fuel_suppliers(id INTEGER PRIMARY KEY);"
		"INSERT INTO schema_migrations VALUES ('nukeworks', "
		"'003_add_fuel_suppliers', 3, '00', '2027-01-01T00:00:00Z', 'run', "
		"NULL, '1.2.0', 1, 'add fuel suppliers', NULL, 0, NULL)");
	database_void_stamp(db);
	instar *h = instar_open(db, &nukeworks, NULL);
	char *before = database_definitions(db), *after;

	assert_int_equal(instar_migrate(h), INSTAR_E_TOO_NEW);
	assert_non_null(strstr(instar_error(h)->action, "newer"));
	/* E8: the step that this program lacks is named */
	assert_non_null(strstr(instar_error(h)->message, "003_add_fuel_suppliers"));
	instar_close(h);
	after = database_definitions(db);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
}

/* The second step fails at its last statement: the first, and the rows, are kept. */
static void e2_a_failure_restores_the_former_state(void **state)
{
	const struct instar_step *last = &nukeworks.steps[nukeworks.step_count - 1];
	sqlite3 *db = database_open_built(&nukeworks, 1);
	struct altered_set altered;
	char *before = database_definitions(db), *after;
	instar *h;

	(void)state;
	altered_set_make(&altered, &nukeworks, last->up.first + last->up.count - 1,
		"INSERT INTO no_such_table VALUES (1)");
	h = instar_open(db, &altered.set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
	assert_string_equal(instar_error(h)->id, "002_add_offtakers");
	instar_close(h);
	after = database_definitions(db);
	assert_string_equal(before, after);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	sqlite3_free(before);
	sqlite3_free(after);
	altered_set_free(&altered);
	assert_int_equal(database_migrate(db, &nukeworks), INSTAR_OK);
	sqlite3_close(db);
}

/* What a progress bar needs: how far, of how much, and which step it is. */
struct bar {
	uint32_t done, total, begun;
	bool went_back;
};

static int draw(void *context, const struct instar_event *event)
{
	struct bar *bar = context;

	if (event->kind != INSTAR_EVENT_STEP_BEGIN &&
		event->kind != INSTAR_EVENT_STEP_DONE)
		return 0;
	bar->went_back |= event->done < bar->done || event->done > event->total ||
			  (bar->total && event->total != bar->total);
	bar->done = event->done;
	bar->total = event->total;
	bar->begun += event->kind == INSTAR_EVENT_STEP_BEGIN && *event->id != '\0';
	return 0;
}

static void e12_a_dialog_can_draw_a_progress_bar(void **state)
{
	struct bar bar = { 0 };
	struct instar_options options = {
		.size = sizeof(options), .on_event = draw, .event_context = &bar
	};
	sqlite3 *db = database_open(":memory:");
	instar *h = instar_open(db, &nukeworks, &options);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	assert_false(bar.went_back);
	assert_int_equal(bar.begun, nukeworks.step_count);
	assert_int_equal(bar.done, nukeworks.step_count);
	assert_int_equal(bar.total, nukeworks.step_count);
	sqlite3_close(db);
}

static void e6_the_history_tells_what_when_by_whom(void **state)
{
	struct instar_options options = {
		.size = sizeof(options),
		.app_version = "1.1.0",
		.applied_by = "ann@desk",
	};
	sqlite3 *db = database_open_built(&nukeworks, 0);
	instar *h = instar_open(db, &nukeworks, &options);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	const struct instar_history *history = instar_history(h);

	assert_non_null(history);
	assert_int_equal(history->count, 2);
	assert_string_equal(history->records[1].id, "002_add_offtakers");
	assert_string_equal(history->records[1].description, "add offtakers");
	assert_string_equal(history->records[1].applied_by, "ann@desk");
	assert_string_equal(history->records[1].app_version, "1.1.0");
	assert_string_equal(history->records[1].applied_how, "run");
	assert_int_equal(strlen(history->records[1].applied_at), 20);
	assert_true(history->records[1].duration_us >= 0 && history->records[1].known);
	instar_close(h);
	sqlite3_close(db);
}

static void e6_what_the_older_system_recorded_is_adopted(void **state)
{
	sqlite3 *db = database_open_built(&nukeworks, 1);

	(void)state;
	database_run(db,
		"CREATE TABLE schema_version(version INTEGER PRIMARY KEY, "
		"applied_date TEXT NOT NULL, applied_by TEXT, description TEXT);"
		"INSERT INTO schema_version VALUES(1, '2024-01-31', 'ann', 'all')");
	assert_int_equal(database_migrate(db, &nukeworks), INSTAR_OK);
	database_answers(db, "001_initial_schema adopted,002_add_offtakers run",
		"SELECT group_concat(id || ' ' || applied_how) FROM (SELECT * FROM "
		"schema_migrations ORDER BY position)");
	database_answers(db, "1 2024-01-31 ann all",
		"SELECT version || ' ' || applied_date || ' ' || applied_by || ' ' || "
		"description FROM schema_version_before_instar");
	sqlite3_close(db);
}

static void e9_the_release_that_needs_the_schema_is_told(void **state)
{
	sqlite3 *db = database_open_at_001(&nukeworks);
	instar *h = instar_open(db, &nukeworks, NULL);

	(void)state;
	assert_string_equal(instar_status(h)->required_release, "1.1.0");
	assert_string_equal(instar_plan(h)->decisions[0].release, "1.0.0");
	instar_close(h);
	sqlite3_close(db);
}

static void e10_26_tables_88_indexes_69_foreign_keys(void **state)
{
	sqlite3 *db = database_open_current(&nukeworks);

	(void)state;
	database_answers(db, "26 tables, 88 indexes, 69 foreign keys", counts);
	database_answers(db, "ok", "PRAGMA integrity_check");
	sqlite3_close(db);
}

static const char orphan[] = "INSERT INTO products(vendor_id, product_name, "
			     "reactor_type) VALUES (4711, 'x', 'PWR')";

static void e11_a_step_that_leaves_rows_without_their_parent_is_undone(void **state)
{
	sqlite3 *db = database_open_built(&nukeworks, 0);
	struct altered_set copy;

	(void)state; /* the last statement of the first step adds settings */
	altered_set_make(&copy, &nukeworks, nukeworks.steps[0].up.count - 1, orphan);
	assert_int_equal(database_migrate(db, &copy.set), INSTAR_E_FOREIGN_KEYS);
	database_answers(db, "0", "SELECT count(*) FROM sqlite_master");
	altered_set_free(&copy);
	sqlite3_close(db);
}

static int see_warning(void *context, const struct instar_event *event)
{
	if (event->kind == INSTAR_EVENT_WARNING && strstr(event->text, "products"))
		++*(int *)context;
	return 0;
}

static void e11_rows_that_were_orphans_before_are_told_and_kept(void **state)
{
	int warnings = 0;
	struct instar_options options = {
		.size = sizeof(options),
		.on_event = see_warning,
		.event_context = &warnings,
	};
	sqlite3 *db = database_open_built(&nukeworks, 1);
	instar *h = instar_open(db, &nukeworks, &options);

	(void)state;
	database_run(db, "PRAGMA foreign_keys = OFF");
	database_run(db, orphan);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(warnings, 1);
	database_answers(db, "4711", "SELECT vendor_id FROM products");
	instar_close(h);
	sqlite3_close(db);
}

static void e11_quick_check_is_an_option(void **state)
{
	struct instar_options options = { .size = sizeof(options), .quick_check = 1 };
	sqlite3 *db = database_open_built(&nukeworks, 1);
	instar *h = instar_open(db, &nukeworks, &options);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);
}

/* Rows that users of an old release have written are all there after the upgrade. */
static void rows_of_an_old_release_survive(void **state)
{
	sqlite3 *db = database_open_built(&jobmanager, 6);

	(void)state;
	database_run(db,
		"INSERT INTO jobs(id, name, command, cron, owner_email, queue_id) VALUES"
		" (1, 'backup', 'tar', '@daily', 'ann@example.org', 1),"
		" (2, 'report', 'awk', NULL, 'ANN@example.org', 3),"
		" (3, 'clean', 'rm', '5 * * * *', NULL, NULL);"
		"INSERT INTO job_runs(id, job_id) VALUES (7, 1), (8, 2);"
		"UPDATE job_runs SET status = 'failed', exit_code = 3 WHERE id = 8");
	assert_int_equal(database_migrate(db, &jobmanager), INSTAR_OK);
	database_answers(db, "backup @daily,report -,clean 5 * * * *",
		"SELECT group_concat(name || ' ' || coalesce(schedule, '-')) FROM "
		"(SELECT * FROM jobs ORDER BY id)");
	database_answers(db, "1 ann@example.org,2 ann@example.org",
		"SELECT group_concat(job_id || ' ' || email) FROM (SELECT * FROM "
		"job_contacts JOIN contacts ON id = contact_id ORDER BY job_id)");
	database_answers(db, "8 failed error from waiting to failed",
		"SELECT r.id || ' ' || status || ' ' || severity || ' ' || message "
		"FROM runs r JOIN run_events e ON e.run_id = r.id");
	database_answers(db, "8", "SELECT seq FROM sqlite_sequence WHERE name = 'runs'");
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	{ "E2 a failure restores the former state",
		e2_a_failure_restores_the_former_state, NULL, NULL, NULL },
	{ "E12 a dialog can draw a progress bar", e12_a_dialog_can_draw_a_progress_bar,
		NULL, NULL, NULL },
	{ "E1 a database behind is pending and an equal one is not",
		e1_a_database_behind_is_pending_and_an_equal_one_is_not, NULL, NULL,
		NULL },
	{ "E1 E8 a database ahead is refused and the step it has is named",
		e1_a_database_ahead_is_refused, NULL, NULL, NULL },
	{ "E2 rows of an old release survive", rows_of_an_old_release_survive, NULL, NULL,
		NULL },
	{ "E6 the history tells what, when and by whom",
		e6_the_history_tells_what_when_by_whom, NULL, NULL, NULL },
	{ "E6 what the older system recorded is adopted",
		e6_what_the_older_system_recorded_is_adopted, NULL, NULL, NULL },
	{ "E9 the release that needs the schema is told",
		e9_the_release_that_needs_the_schema_is_told, NULL, NULL, NULL },
	{ "E10 26 tables, 88 indexes, 69 foreign keys",
		e10_26_tables_88_indexes_69_foreign_keys, NULL, NULL, NULL },
	{ "E11 a step that leaves rows without their parent is undone",
		e11_a_step_that_leaves_rows_without_their_parent_is_undone, NULL, NULL,
		NULL },
	{ "E11 rows that were orphans before are told and kept",
		e11_rows_that_were_orphans_before_are_told_and_kept, NULL, NULL, NULL },
	{ "E11 quick_check is an option", e11_quick_check_is_an_option, NULL, NULL,
		NULL },
};

SUITE(tests)
