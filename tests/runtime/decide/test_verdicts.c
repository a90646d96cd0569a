/*
 * test_verdicts: histories proved in memory, met by databases of odd pasts.
 */
#include "suite.h"

#include <string.h>

#include "database.h"
#include "history.h"

/* The verdicts on a database made by `sql`, "RECONCILE RUN …", with the first problem. */
static void expect(
	const struct history_file *files, const char *sql, const char *verdicts)
{
	struct history history = history_make(files);
	const struct instar_plan *plan;
	const char *words = "";
	sqlite3 *db;
	instar *h;

	assert_non_null(history.program);
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	database_run(db, sql);
	h = instar_open(db, &history.program->set, NULL);
	plan = instar_plan(h);
	assert_non_null(plan);
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct instar_decision *decision = &plan->decisions[i];
		bool stops = decision->verdict == INSTAR_CONFLICT ||
			     decision->verdict == INSTAR_DRIFT;

		words = arena_printf(history.arena, "%s%s%s%s%s", words, i ? ", " : "",
			instar_verdict_name(decision->verdict), stops ? ": " : "",
			stops ? decision->reason : "");
	}
	assert_string_equal(words, verdicts);
	instar_close(h);
	sqlite3_close(db);
	history_free(&history);
}

static const struct history_file views[] = {
	{ "001_a.sql", "CREATE TABLE t(a); CREATE TABLE u(b); CREATE VIEW v AS SELECT a "
		       "FROM t;" },
	{ "002_b.sql", "DROP VIEW v; CREATE VIEW v AS SELECT a, 1 AS one FROM t;" },
	{ "003_c.sql", "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;" },
	{ 0 },
};

static void an_earlier_version_of_a_view_is_no_obstacle(void **state)
{
	(void)state;
	expect(views,
		"CREATE TABLE t(a); CREATE TABLE u(b); CREATE VIEW v AS SELECT a FROM t;",
		"RECONCILE, RUN, RUN");
}

static void a_trigger_with_another_body_is_the_trigger(void **state)
{
	(void)state;
	expect(views,
		"CREATE TABLE t(a); CREATE TABLE u(b);"
		"CREATE VIEW v AS SELECT a, 1 AS one FROM t;"
		"CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 2; END;",
		"RECONCILE, RECONCILE, RECONCILE");
}

static void a_view_with_another_query_is_the_view(void **state)
{
	(void)state;
	expect(views,
		"CREATE TABLE t(a); CREATE TABLE u(b); CREATE VIEW v AS SELECT 2 AS a;",
		"RECONCILE, RUN, RUN");
}

static void a_view_with_another_query_is_not_read_by_a_step(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t;" },
		{ "002_b.sql", "CREATE TABLE u(b); INSERT INTO u SELECT a FROM \"V\";" },
		{ 0 },
	};

	(void)state;
	expect(files, "CREATE TABLE t(a); CREATE VIEW v AS SELECT 2 AS a FROM t;",
		"CONFLICT: partly applied: view v has another definition, RUN");
}

static void a_table_whose_check_a_step_changed_is_the_table(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a CHECK (a > 0));" },
		{ "002_b.sql", "-- @rebuild t\nCREATE TABLE t(a CHECK (a >= 0));" },
		{ "003_c.sql", "CREATE TABLE u(b);" },
		{ 0 },
	};

	(void)state;
	expect(files, "CREATE TABLE t(a CHECK (a > -1)); CREATE TABLE u(b);",
		"RECONCILE, RECONCILE, RECONCILE");
	expect(files, "CREATE TABLE t(a CHECK (a > 0));", "RECONCILE, RUN, RUN");
}

static void a_view_in_the_place_of_a_table_is_a_conflict(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);" },
		{ "002_b.sql", "CREATE TABLE u(b);" },
		{ 0 },
	};

	(void)state;
	expect(files, "CREATE TABLE t(a); CREATE VIEW u AS SELECT a AS b FROM t;",
		"RECONCILE, CONFLICT: partly applied: table u is missing");
}

static void what_was_dropped_does_not_speak_for_a_database_of_others(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a, b, c, d);" },
		{ "002_b.sql", "-- @destructive t.b, t.c, t.d: x\n"
			       "ALTER TABLE t DROP COLUMN b; ALTER TABLE t DROP COLUMN c;"
			       "ALTER TABLE t DROP COLUMN d;" },
		{ 0 },
	};

	(void)state;
	expect(files, "CREATE TABLE elsewhere(x);", "RUN, RUN");
}

static void a_lost_index_is_made_again(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);" },
		{ "002_b.sql", "CREATE INDEX i ON t(a);" },
		{ "003_c.sql", "ALTER TABLE t ADD COLUMN b;" },
		{ 0 },
	};

	(void)state;
	expect(files, "CREATE TABLE t(a, b);", "RECONCILE, RUN, RECONCILE");
}

static void rows_are_not_written_again_for_a_lost_index(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);" },
		{ "002_b.sql", "CREATE INDEX i ON t(a); UPDATE t SET a = a * 2;" },
		{ "003_c.sql", "CREATE TABLE u(b);" },
		{ 0 },
	};

	(void)state;
	expect(files, "CREATE TABLE t(a); CREATE TABLE u(b);",
		"RECONCILE, CONFLICT: partly applied: index i is missing, RECONCILE");
}

static void a_table_made_again_later_is_not_taken_for_the_later_one(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);" },
		{ "002_b.sql", "-- @destructive t: x\nDROP TABLE t;" },
		{ "003_c.sql", "CREATE TABLE u(a);" },
		{ "004_d.sql", "CREATE TABLE t(a);" },
		{ 0 },
	};

	(void)state;
	expect(files, "CREATE TABLE t(a);", "RECONCILE, RUN, RUN, RUN");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(an_earlier_version_of_a_view_is_no_obstacle),
	cmocka_unit_test(a_trigger_with_another_body_is_the_trigger),
	cmocka_unit_test(a_view_with_another_query_is_the_view),
	cmocka_unit_test(a_view_with_another_query_is_not_read_by_a_step),
	cmocka_unit_test(a_table_whose_check_a_step_changed_is_the_table),
	cmocka_unit_test(a_view_in_the_place_of_a_table_is_a_conflict),
	cmocka_unit_test(what_was_dropped_does_not_speak_for_a_database_of_others),
	cmocka_unit_test(a_lost_index_is_made_again),
	cmocka_unit_test(rows_are_not_written_again_for_a_lost_index),
	cmocka_unit_test(a_table_made_again_later_is_not_taken_for_the_later_one),
};

SUITE(tests)
