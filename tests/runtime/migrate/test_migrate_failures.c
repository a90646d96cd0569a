/*
 * What a step that fails leaves behind: nothing. And the connection is left as found.
 */
#include "suite.h"

#include <string.h>

#include "dump.h"
#include "runtime/core/connection.h"
#include "seen.h"

static struct builder b;

static void migrate(sqlite3 *db, const instar_set *set)
{
	instar *h = instar_open(db, set, NULL);

	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
}

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
	static const char rows[] =
		"INSERT INTO t VALUES(1, 1), (2, 1); INSERT INTO c VALUES(1, 1)";

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

static void expect_rebuild(instar_refused_row_function *function, const char *message)
{
	const instar_set *set = two_steps("CREATE TABLE instar_rebuild_t(id, a UNIQUE)");
	sqlite3 *db = open_db(":memory:"), *before = open_db(":memory:");
	struct instar_options options = { .size = sizeof(options) };
	instar *h;
	static const char rows[] = "INSERT INTO t VALUES(1, 1), (2, 1)";

	sql(&b, "INSERT INTO instar_rebuild_t SELECT id, a FROM t");
	options.refused_row = function;
	h = instar_open(db, set, &options);
	build_by_hand(db, set, 0, 1);
	run(db, rows);
	build_by_hand(before, set, 0, 1);
	run(before, rows);
	assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
	assert_string_equal(instar_error(h)->message, message);
	assert_true(same_dump(db, before, true));
	assert_int_equal(number(db, "SELECT count(*) FROM temp.sqlite_master"), 0);
	instar_close(h);
	sqlite3_close(db);
	sqlite3_close(before);
}

static void the_row_is_named_and_the_table_by_its_own_name(void **state)
{
	(void)state;
	expect_rebuild(NULL, "002_more.sql:11: UNIQUE constraint failed: t.a");
	expect_rebuild(instar_name_refused_row,
		"002_more.sql:11: UNIQUE constraint failed: t.a (row id 2, a 1 of t)");
}

/* What is to be done is told by what SQLite said. */
static void expect_action(const char *second, const char *part)
{
	const instar_set *set = two_steps(second);
	sqlite3 *db = open_db(":memory:");
	instar *h = instar_open(db, set, NULL);

	build_by_hand(db, set, 0, 1);
	run(db, "INSERT INTO t VALUES(1, 1), (2, 1); CREATE TABLE left_over(x)");
	assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
	if (!strstr(instar_error(h)->action, part))
		fail_msg("%s", instar_error(h)->action);
	instar_close(h);
	sqlite3_close(db);
}

static void rows_are_to_be_looked_at_only_where_they_are_at_fault(void **state)
{
	(void)state;
	expect_action("CREATE UNIQUE INDEX t_a ON t(a)", "look at the rows");
	expect_action("INSERT INTO t VALUES(1, 1)", "look at the rows");
	expect_action("CREATE TABLE left_over(x)", "rename it, or drop it");
	expect_action("ALTER TABLE t ADD COLUMN a", "rename it, or drop it");
	expect_action("INSERT INTO nowhere VALUES(1)", "health tells how");
	expect_action("ALTER TABLE t DROP COLUMN nowhere", "health tells how");
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

static void orphans_that_were_there_before_are_told_and_not_blamed_on_the_step(
	void **state)
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
	assert_string_equal(seen.warning,
		"foreign keys cannot be checked: foreign key "
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
		"after the steps the schema is not the one "
		"proved: table u is missing; all undone");
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
		"SELECT 1 WHERE NOT EXISTS (SELECT a FROM t GROUP BY a HAVING count(*) > "
		"1)");
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);

	db = open_db(":memory:");
	h = instar_open(db, set, NULL);
	build_by_hand(db, set, 0, 1);
	run(db, "INSERT INTO t(a) VALUES(1), (1)");
	assert_int_equal(instar_migrate(h), INSTAR_E_REQUIRES);
	assert_non_null(strstr(
		instar_error(h)->message, "002_more needs what is not so: no row from:"));
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
		"UPDATE sqlite_master SET sql = 'CREATE TABLE t(id INTEGER PRIMARY KEY, "
		"a NOT NULL)'"
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
	"ignore_check_constraints", "recursive_triggers", "query_only", "synchronous",
	"cell_size_check" };

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
				snprintf(text, sizeof(text), "PRAGMA %s=%d", pragmas[p],
					on);
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

static void a_step_that_fails_within_a_rebuild_leaves_no_setting_behind(void **state)
{
	(void)state;
	for (int on = 0; on < 2; on++) {
		const instar_set *set = two_steps("PRAGMA legacy_alter_table=ON");
		sqlite3 *db = open_db(":memory:");
		instar *h = instar_open(db, set, NULL);

		sql(&b, "nonsense");
		sql(&b, "PRAGMA legacy_alter_table=OFF");
		run(db, on ? "PRAGMA legacy_alter_table=ON"
			   : "PRAGMA legacy_alter_table=OFF");
		assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
		assert_int_equal(number(db, "PRAGMA legacy_alter_table"), on);
		instar_close(h);
		sqlite3_close(db);
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
	run(db, "PRAGMA foreign_keys=ON; INSERT INTO t VALUES(1, 1); INSERT INTO c "
		"VALUES(1, 1)");
	migrate(db, set);
	assert_int_equal(number(db, "SELECT count(*) FROM c"), 1);
	assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
	sqlite3_close(db);
}

/* --- The end of a run */

static int refuse_commit(void *context)
{
	(void)context;
	return 1;
}

static void a_commit_that_the_host_refuses_is_told_as_not_migrated(void **state)
{
	sqlite3 *db = open_db(":memory:"), *before = open_db(":memory:");
	instar *h = instar_open(db, shop(&b), NULL);

	(void)state;
	build_by_hand(db, shop(&b), 0, 3);
	build_by_hand(before, shop(&b), 0, 3);
	sqlite3_commit_hook(db, refuse_commit, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
	assert_non_null(strstr(instar_error(h)->message, "state re-read: not migrated"));
	assert_true(same_dump(db, before, true));
	instar_close(h);
	sqlite3_close(db);
	sqlite3_close(before);
}

static void a_private_copy_is_the_database_and_not_connected_to_it(void **state)
{
	sqlite3 *db = open_db(":memory:"), *copy;
	instar *h = instar_open(db, shop(&b), NULL);

	(void)state;
	build_by_hand(db, shop(&b), 0, 8);
	run(db, "INSERT INTO users(name) VALUES('a')");
	copy = instar__private_copy(h);
	assert_non_null(copy);
	assert_true(same_dump(db, copy, true));
	migrate(copy, shop(&b));
	assert_int_equal(
		number(db, "SELECT count(*) FROM sqlite_master WHERE name = 'notes'"), 0);
	sqlite3_close(copy);
	instar_close(h);
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
		orphans_that_were_there_before_are_told_and_not_blamed_on_the_step),
	cmocka_unit_test(every_statement_that_fails_leaves_the_database_as_it_was),
	cmocka_unit_test(rows_that_break_a_step_are_told_with_its_line),
	cmocka_unit_test(the_row_is_named_and_the_table_by_its_own_name),
	cmocka_unit_test(rows_are_to_be_looked_at_only_where_they_are_at_fault),
	cmocka_unit_test(a_statement_that_ends_the_transaction_is_caught),
	cmocka_unit_test(a_step_that_orphans_rows_is_refused),
	cmocka_unit_test(keys_that_sqlite_cannot_check_do_not_stop_a_step),
	cmocka_unit_test(a_schema_that_is_not_the_one_proved_is_not_committed),
	cmocka_unit_test(preconditions_are_tested_just_before_their_step),
	cmocka_unit_test(quick_check_runs_when_asked_for),
	cmocka_unit_test(settings_are_put_back_after_success_and_after_failure),
	cmocka_unit_test(a_step_that_fails_within_a_rebuild_leaves_no_setting_behind),
	cmocka_unit_test(steps_run_with_foreign_keys_off),
	cmocka_unit_test(a_commit_that_the_host_refuses_is_told_as_not_migrated),
	cmocka_unit_test(a_private_copy_is_the_database_and_not_connected_to_it),
};

SUITE(tests)
