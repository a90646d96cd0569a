/*
 * The rules of deciding, in words, and what they make of databases of every age.
 */
#include "suite.h"

#include <string.h>

#include "runtime/decide/decide.h"
#include "dump.h"

static struct builder b;

struct verdict_case {
	const char *what;
	bool recorded;
	enum instar__presence presence;
	enum instar_verdict verdict;
};

static const struct verdict_case verdict_cases[] = {
	{ "a fresh database runs the step", false, INSTAR__ABSENT, INSTAR_RUN },
	{ "half of it there: stop, do not guess", false, INSTAR__PARTIAL,
		INSTAR_CONFLICT },
	{ "made by hand: record, do not run", false, INSTAR__PRESENT, INSTAR_RECONCILE },
	{ "recorded, and gone: stop", true, INSTAR__ABSENT, INSTAR_DRIFT },
	{ "recorded, and half gone: stop", true, INSTAR__PARTIAL, INSTAR_DRIFT },
	{ "recorded and there: nothing to do", true, INSTAR__PRESENT, INSTAR_SKIP },
};

static void the_table_of_verdicts_is_the_one_of_the_design(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(verdict_cases) / sizeof(verdict_cases[0]); i++) {
		const struct verdict_case *c = &verdict_cases[i];

		if (instar__verdict(c->recorded, c->presence) != c->verdict)
			fail_msg("%s", c->what);
	}
}

/* One letter a step: Skip, Reconcile, rUn as ".", Conflict, Drift. */
static const char *letters(sqlite3 *db, const instar_set *set)
{
	static char out[SET_STEPS + 32];
	instar *h = instar_open(db, set, NULL);
	const struct instar_plan *plan = instar_plan(h);
	size_t length = 0;

	if (!plan) {
		snprintf(out, sizeof(out), "%s", instar_code_name(instar_error(h)->code));
	} else {
		for (uint32_t i = 0; i < plan->count; i++)
			out[length++] = "?SR.CD"[plan->decisions[i].verdict];
		out[length] = '\0';
	}
	instar_close(h);
	return out;
}

static void migrate(sqlite3 *db, const instar_set *set)
{
	instar *h = instar_open(db, set, NULL);

	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
}

struct age {
	const char *what;
	uint32_t by_hand; /* steps made by plain SQL, not recorded */
	const char *then; /* and what was done to it */
	const char *plan;
};

static const struct age untracked[] = {
	{ "an empty database runs all", 0, "", "............" },
	{ "steps made by hand are recorded, the others run", 5, "", "RRRRR......." },
	{ "a column added and dropped is not missing later", 9, "", "RRRRRRRRR..." },
	{ "a column that comes back is not there before it comes", 10, "",
		"RRRRRRRRRR.." },
	{ "all of it there", 12, "", "RRRRRRRRRRRR" },
	{ "another table is nobody's business", 2, "CREATE TABLE mine(a)",
		"RR.........." },
	{ "an index is missing: its step is half there", 3, "DROP INDEX orders_user",
		"RCR........." },
	{ "a table of a later step is half there", 2, "CREATE TABLE notes(id INTEGER)",
		"RR.........C" },
	{ "a later step was made early", 2, "CREATE TABLE notes(id INTEGER, body TEXT)",
		"RR.........R" },
	{ "a later step was made early in part", 2,
		"ALTER TABLE users ADD COLUMN email TEXT", "RR.....C...." },
	{ "a view of another wording is the view", 5,
		"DROP VIEW names; CREATE VIEW names AS SELECT 1 AS name",
		"RRRRR......." },
	{ "a step in the middle was never made", 7, "DROP TABLE settings",
		"RRRRRR......" },
};

static void an_untracked_database_of_any_age_is_recognised(void **state)
{
	const instar_set *set = shop(&b);

	(void)state;
	for (size_t i = 0; i < sizeof(untracked) / sizeof(untracked[0]); i++) {
		const struct age *age = &untracked[i];
		sqlite3 *db = open_db(":memory:");

		build_by_hand(db, set, 0, age->by_hand);
		run(db, age->then);
		if (strcmp(letters(db, set), age->plan) != 0)
			fail_msg(
				"%s: %s, not %s", age->what, letters(db, set), age->plan);
		sqlite3_close(db);
	}
}

static const struct age tracked[] = {
	{ "nothing happened to it", 0, "", "SSSSSSSSSSSS" },
	{ "a table is missing", 0, "DROP TABLE settings", "SSSSSSDSSSSS" },
	{ "a column is missing", 0, "ALTER TABLE users DROP COLUMN nick",
		"SSSSSSSSSSDS" },
	{ "a dropped index is back", 0, "CREATE INDEX orders_user ON orders(user_id)",
		"SSSSSSSSSDSS" },
	{ "a view of another body is the view", 0,
		"DROP VIEW names; CREATE VIEW names AS SELECT 1 AS one", "SSSSSSSSSSSS" },
	{ "a trigger is gone", 0, "DROP TRIGGER tidy", "SSSSDSSSSSSS" },
	{ "a row of the tracking table is gone", 0,
		"DELETE FROM schema_migrations WHERE position = 7", "SSSSSSRSSSSS" },
	{ "all rows of the tracking table are gone", 0, "DELETE FROM schema_migrations",
		"RRRRRRRRRRRR" },
	{ "the tracking table is gone", 0, "DROP TABLE schema_migrations",
		"RRRRRRRRRRRR" },
	{ "a step with rows of its own and its record are gone: do not guess", 0,
		"DROP TABLE settings; DELETE FROM schema_migrations WHERE position = 7",
		"SSSSSSCSSSSS" },
	{ "an object of the user's is nobody's business", 0,
		"CREATE TABLE mine(a); CREATE INDEX mine_a ON mine(a)", "SSSSSSSSSSSS" },
	{ "an unknown column is nobody's business", 0,
		"ALTER TABLE users ADD COLUMN mine", "SSSSSSSSSSSS" },
	{ "another wording of the same table is the same table", 0,
		"DROP TABLE notes; CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT)",
		"SSSSSSSSSSSS" },
	{ "rows of another set do not count", 0,
		"INSERT INTO schema_migrations SELECT 'other', 'x', position, "
		"token_hash, "
		"applied_at, applied_how, applied_by, app_version, duration_us, "
		"description, release, breaking, down_sql "
		"FROM schema_migrations LIMIT 1",
		"SSSSSSSSSSSS" },
};

static void a_tracked_database_is_what_its_rows_say_or_has_drifted(void **state)
{
	const instar_set *set = shop(&b);

	(void)state;
	for (size_t i = 0; i < sizeof(tracked) / sizeof(tracked[0]); i++) {
		const struct age *age = &tracked[i];
		sqlite3 *db = open_db(":memory:");

		migrate(db, set);
		run(db, age->then);
		if (strcmp(letters(db, set), age->plan) != 0)
			fail_msg(
				"%s: %s, not %s", age->what, letters(db, set), age->plan);
		sqlite3_close(db);
	}
}

static void a_recorded_database_that_went_on_by_hand_is_recognised(void **state)
{
	const instar_set *set = shop(&b);

	(void)state;
	for (uint32_t k = 5; k <= 12; k++) {
		sqlite3 *db = open_db(":memory:");
		char wanted[16] = "SSSSS.......";
		instar_set five = *set;

		five.step_count = 5;
		five.check_count = b.steps[5].checks.first;
		migrate(db, &five);
		build_by_hand(db, set, 5, k);
		memset(wanted + 5, 'R', k - 5);
		assert_string_equal(letters(db, set), wanted);
		sqlite3_close(db);
	}
}

static void a_database_stands_at_the_lowest_of_equally_good_positions(void **state)
{
	static const unsigned char truth[8] = { 1, 0, 0, 0, 0, 0, 0, 0 };

	(void)state;
	set_begin(&b, "data");
	step(&b, "001_t");
	table(&b, "t");
	step(&b, "002_rows_only");
	step(&b, "003_rows_only");
	step(&b, "004_u");
	table(&b, "u");
	assert_int_equal(instar__stands_at(&b.set, truth, 0), 1);
	assert_int_equal(instar__stands_at(&b.set, truth, 2), 2);
	assert_int_equal(instar__stands_at(&b.set, truth, 4), 4);
	assert_int_equal(instar__presence(&b.set, truth, 0, 1), INSTAR__PRESENT);
	assert_int_equal(instar__presence(&b.set, truth, 1, 1), INSTAR__ABSENT);
	assert_int_equal(instar__presence(&b.set, truth, 1, 2), INSTAR__PRESENT);
	assert_int_equal(instar__presence(&b.set, truth, 3, 2), INSTAR__ABSENT);
}

static void an_empty_database_runs_steps_that_end_with_nothing(void **state)
{
	sqlite3 *db = open_db(":memory:");

	(void)state;
	set_begin(&b, "ends");
	step(&b, "001_t");
	sql(&b, "CREATE TABLE t(a)");
	table(&b, "t");
	step(&b, "002_no_t");
	sql(&b, "DROP TABLE t");
	ends(&b, INSTAR_CHECK_TABLE, "t", NULL);
	check(&b, INSTAR_CHECK_TABLE, INSTAR_CHECK_NOT, "t", NULL, NULL);
	assert_string_equal(letters(db, &b.set), "..");
	migrate(db, &b.set);
	assert_string_equal(letters(db, &b.set), "SS");
	sqlite3_close(db);
}

static void rows_are_evidence_for_the_next_step_only(void **state)
{
	sqlite3 *db = open_db(":memory:");

	(void)state;
	set_begin(&b, "seeds");
	step(&b, "001_t");
	sql(&b, "CREATE TABLE t(a)");
	table(&b, "t");
	step(&b, "002_one");
	sql(&b, "INSERT INTO t VALUES(1)");
	check(&b, INSTAR_CHECK_ROWS, 0, NULL, NULL, "SELECT 1 FROM t WHERE a = 1");
	step(&b, "003_two");
	sql(&b, "INSERT INTO t VALUES(2)");
	check(&b, INSTAR_CHECK_ROWS, 0, NULL, NULL, "SELECT 1 FROM t WHERE a = 2");
	run(db, "CREATE TABLE t(a)");
	assert_string_equal(letters(db, &b.set), "R..");
	run(db, "INSERT INTO t VALUES(1)");
	assert_string_equal(letters(db, &b.set), "RR.");
	run(db, "DELETE FROM t; INSERT INTO t VALUES(2)");
	assert_string_equal(letters(db, &b.set), "R..");
	sqlite3_close(db);
}

static void a_set_without_steps_has_nothing_to_do(void **state)
{
	sqlite3 *db = open_db(":memory:");

	(void)state;
	set_begin(&b, "empty");
	assert_string_equal(letters(db, &b.set), "");
	migrate(db, &b.set);
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_master"), 0);
	sqlite3_close(db);
}

static void an_old_name_counts_as_the_step(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");

	(void)state;
	migrate(db, set);
	run(db, "UPDATE schema_migrations SET id = '003_nickname', token_hash = 'other' "
		"WHERE position = 3");
	assert_string_equal(letters(db, set), "SSSSSSSSSSSS");
	sqlite3_close(db);
}

static void every_step_has_its_reason(void **state)
{
	const instar_set *set = shop(&b);
	sqlite3 *db = open_db(":memory:");
	instar *h = instar_open(db, set, NULL);
	const struct instar_plan *plan;

	(void)state;
	build_by_hand(db, set, 0, 3);
	run(db, "DROP INDEX orders_user");
	plan = instar_plan(h);
	assert_non_null(plan);
	assert_int_equal(plan->count, 12);
	assert_int_equal(plan->stands_at, 3);
	assert_int_equal(plan->recorded, 0);
	assert_int_equal(plan->pending, 11);
	assert_int_equal(plan->conflicts, 1);
	assert_int_equal(plan->drifted, 0);
	assert_string_equal(
		plan->decisions[0].reason, "not recorded, but all of it is there");
	assert_string_equal(plan->decisions[1].reason,
		"partly applied: index orders_user is missing");
	assert_string_equal(plan->decisions[3].reason, "not recorded and not there");
	assert_string_equal(plan->decisions[3].id, "004_names");
	assert_string_equal(plan->decisions[3].file, "004_names.sql");
	assert_int_equal(plan->decisions[3].position, 4);
	instar_close(h);
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_table_of_verdicts_is_the_one_of_the_design),
	cmocka_unit_test(an_untracked_database_of_any_age_is_recognised),
	cmocka_unit_test(a_tracked_database_is_what_its_rows_say_or_has_drifted),
	cmocka_unit_test(a_recorded_database_that_went_on_by_hand_is_recognised),
	cmocka_unit_test(a_database_stands_at_the_lowest_of_equally_good_positions),
	cmocka_unit_test(an_empty_database_runs_steps_that_end_with_nothing),
	cmocka_unit_test(rows_are_evidence_for_the_next_step_only),
	cmocka_unit_test(a_set_without_steps_has_nothing_to_do),
	cmocka_unit_test(an_old_name_counts_as_the_step),
	cmocka_unit_test(every_step_has_its_reason),
};

SUITE(tests)
