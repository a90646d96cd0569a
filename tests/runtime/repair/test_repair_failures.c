/*
 * Repair when something fails: interrupted, forbidden, read-only, without what it needs.
 * The database is as it was, or whole, or what was left is told; rows stay in any case.
 */
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "altered.h"
#include "gen/base/arena.h"
#include "compiled.h"
#include "dump.h"
#include "history.h"

static struct builder b;

/* A database that the set has made and that somebody has harmed. */
static sqlite3 *harmed(const char *path)
{
	sqlite3 *db = open_db(path);
	instar *h = instar_open(db, shop(&b), NULL);

	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	run(db, "DROP TRIGGER tidy; DROP VIEW names; DROP TABLE settings;"
		"DROP INDEX users_email; CREATE INDEX users_email ON users(name);"
		"ALTER TABLE users DROP COLUMN email;"
		"INSERT INTO users(id, name, nick) VALUES(1, 'Ann', 'nan'), (2, 'Bob', "
		"NULL); INSERT INTO orders VALUES(1, 1), (2, 2), (3, 1)");
	return db;
}

static int64_t survivors(sqlite3 *db)
{
	return number(db,
		"SELECT count(*) * 100 + (SELECT count(*) FROM users WHERE name "
		"IN ('Ann', 'Bob')) FROM orders");
}

static void expect_whole(sqlite3 *db)
{
	struct instar_options options = { .size = sizeof(options), .validate = 1 };
	instar *h = instar_open(db, &b.set, &options);

	assert_non_null(instar_repair(h));
	assert_int_equal(instar_status(h)->up_to_date, 1);
	instar_close(h);
	assert_int_equal(survivors(db), 302);
}

static int countdown;

static int stop(void *context)
{
	(void)context;
	return countdown > 0 && --countdown == 0;
}

static void a_repair_interrupted_at_any_moment_leaves_all_as_it_was(void **state)
{
	bool interrupted = true;
	int rounds = 0;

	(void)state;
	for (int at = 1; interrupted; at++, rounds++) {
		sqlite3 *db = harmed(":memory:");
		char *before = dump(db, true), *after;
		instar *h = instar_open(db, &b.set, NULL);
		const struct instar_repair_result *repair;

		countdown = at;
		sqlite3_progress_handler(db, 25, stop, NULL);
		repair = instar_repair(h);
		interrupted = countdown == 0;
		countdown = 0;
		sqlite3_progress_handler(db, 0, NULL, NULL);
		assert_int_equal(sqlite3_get_autocommit(db), 1);
		after = dump(db, true);
		if (!repair) {
			assert_int_equal(instar_error(h)->code, INSTAR_E_CANCELLED);
			assert_string_equal(before, after);
		}
		instar_close(h);
		expect_whole(db);
		sqlite3_free(before);
		sqlite3_free(after);
		sqlite3_close(db);
	}
	assert_true(rounds > 20);
}

static int forbid(void *context, int action, const char *a, const char *c, const char *d,
	const char *e)
{
	(void)context, (void)action, (void)a, (void)c, (void)d, (void)e;
	return countdown > 0 && --countdown == 0 ? SQLITE_DENY : SQLITE_OK;
}

/* Each of SQLite's questions is answered with no, once. */
static void a_repair_forbidden_at_any_statement_loses_no_row(void **state)
{
	bool forbidden = true;
	int rounds = 0;

	(void)state;
	for (int at = 1; forbidden; at++, rounds++) {
		sqlite3 *db = harmed(":memory:");
		char *before = dump(db, true), *after;
		instar *h = instar_open(db, &b.set, NULL);
		const struct instar_repair_result *repair;

		countdown = at;
		sqlite3_set_authorizer(db, forbid, NULL);
		repair = instar_repair(h);
		forbidden = countdown == 0;
		countdown = 0;
		sqlite3_set_authorizer(db, NULL, NULL);
		assert_int_equal(sqlite3_get_autocommit(db), 1);
		after = dump(db, true);
		if (!repair)
			assert_string_equal(before, after);
		else
			assert_true(!forbidden || repair->repaired + repair->left > 0);
		assert_int_equal(survivors(db), 302);
		instar_close(h);
		expect_whole(db);
		sqlite3_free(before);
		sqlite3_free(after);
		sqlite3_close(db);
	}
	assert_true(rounds > 50);
}

static void a_read_only_database_is_told_what_there_would_be_to_repair(void **state)
{
	char *directory = make_directory(), path[96], uri[128];
	struct instar_options options = { .size = sizeof(options) };
	char *before, *after;
	sqlite3 *db;
	instar *h;

	(void)state;
	snprintf(path, sizeof(path), "%s/app.db", directory);
	snprintf(uri, sizeof(uri), "file:%s?mode=ro", path);
	sqlite3_close(harmed(path));
	assert_int_equal(
		sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL),
		SQLITE_OK);
	before = dump(db, true);
	h = instar_open(db, &b.set, &options);
	assert_null(instar_repair(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_READONLY);
	assert_string_equal(instar_error(h)->message, "read-only; 5 things to repair");
	instar_close(h);
	h = instar_open(db, &b.set, &options);
	assert_int_equal(instar_health(h, 1)->state, INSTAR_HEALTH_DRIFTED);
	assert_int_equal(instar_identify(h)->exact, 0);
	instar_close(h);
	after = dump(db, true);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
	remove_directory(directory);
}

static void a_lock_that_another_holds_ends_it_in_time(void **state)
{
	char *directory = make_directory(), path[96];
	struct instar_options options = { .size = sizeof(options), .busy_ms = -1 };
	sqlite3 *db, *other;
	instar *h;

	(void)state;
	snprintf(path, sizeof(path), "%s/app.db", directory);
	db = harmed(path);
	other = open_db(path);
	run(other, "BEGIN IMMEDIATE");
	h = instar_open(db, &b.set, &options);
	assert_null(instar_repair(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_BUSY);
	instar_close(h);
	run(other, "COMMIT");
	sqlite3_close(other);
	expect_whole(db);
	sqlite3_close(db);
	remove_directory(directory);
}

static void a_write_ahead_log_makes_no_difference(void **state)
{
	char *directory = make_directory(), path[96];
	sqlite3 *db;

	(void)state;
	snprintf(path, sizeof(path), "%s/app.db", directory);
	db = open_db(path);
	run(db, "PRAGMA journal_mode=WAL");
	sqlite3_close(db);
	db = harmed(path);
	expect_whole(db);
	assert_int_equal(number(db, "SELECT count(*) FROM pragma_journal_mode WHERE "
				    "journal_mode = 'wal'"),
		1);
	sqlite3_close(db);
	remove_directory(directory);
}

static void settings_of_the_host_are_put_back(void **state)
{
	sqlite3 *db = harmed(":memory:");

	(void)state;
	run(db, "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA "
		"legacy_alter_table=ON; PRAGMA synchronous=OFF");
	expect_whole(db);
	assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number(db, "PRAGMA recursive_triggers"), 1);
	assert_int_equal(number(db, "PRAGMA legacy_alter_table"), 1);
	assert_int_equal(number(db, "PRAGMA synchronous"), 0);
	assert_int_equal(number(db, "SELECT count(*) FROM temp.sqlite_master"), 0);
	sqlite3_close(db);
}

static int no(void *context)
{
	(void)context;
	return 1;
}

static void a_commit_that_the_host_refuses_undoes_all_and_is_told(void **state)
{
	sqlite3 *db = harmed(":memory:");
	char *before = dump(db, true), *after;
	instar *h = instar_open(db, &b.set, NULL);

	(void)state;
	sqlite3_commit_hook(db, no, NULL);
	assert_null(instar_repair(h));
	sqlite3_commit_hook(db, NULL, NULL);
	assert_int_equal(instar_error(h)->code, INSTAR_E_SQL);
	assert_non_null(strstr(instar_error(h)->message, "not migrated"));
	instar_close(h);
	after = dump(db, true);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	expect_whole(db);
	sqlite3_close(db);
}

/* A table of steps that does not make what its checks say, as no compiler writes it. */
static void what_is_not_whole_afterwards_is_never_told_as_repaired_alone(void **state)
{
	sqlite3 *db = harmed(":memory:");
	const struct instar_repair_result *repair;
	struct altered_set other;
	uint32_t at = 0;
	bool told = false;
	instar *h;

	(void)state;
	while (strncmp(b.text + b.statements[at].sql, "CREATE UNIQUE INDEX", 19) != 0)
		at++;
	altered_set_make(&other, &b.set, at, "CREATE INDEX users_email ON users(id)");
	h = instar_open(db, &other.set, NULL);
	repair = instar_repair(h);
	assert_non_null(repair);
	for (uint32_t i = 0; i < repair->count; i++)
		told |= !repair->mends[i].repaired &&
			strcmp(repair->mends[i].name, "users_email") == 0;
	assert_true(told);
	assert_int_equal(instar_status(h)->drifted, 1);
	instar_close(h);
	altered_set_free(&other);
	expect_whole(db);
	sqlite3_close(db);
}

static void a_repair_that_would_spoil_what_held_is_undone(void **state)
{
	sqlite3 *db = harmed(":memory:");
	char *before = dump(db, true), *after;
	struct altered_set other;
	instar *h;

	(void)state;
	altered_set_make(&other, &b.set, 0,
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name BLOB)");
	h = instar_open(db, &other.set, NULL);
	assert_null(instar_repair(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_VALIDATION);
	assert_string_equal(instar_error(h)->message,
		"after the repair something that was there is not: column users.name is "
		"BLOB, not TEXT; all undone");
	instar_close(h);
	altered_set_free(&other);
	after = dump(db, true);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
}

static void steps_that_do_not_run_are_told_with_their_line(void **state)
{
	sqlite3 *db = harmed(":memory:");
	char *before = dump(db, true), *after;
	struct altered_set other;
	instar *h;

	(void)state;
	altered_set_make(&other, &b.set, 0, "CREATE TABLE users(oops");
	h = instar_open(db, &other.set, NULL);
	assert_null(instar_repair(h));
	assert_string_equal(instar_error(h)->message,
		"the steps cannot be run in a database of their own: 001_users.sql:1: "
		"incomplete input");
	assert_string_equal(instar_error(h)->id, "001_users");
	instar_close(h);
	altered_set_free(&other);
	after = dump(db, true);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
}

/* --- What a set needs of a connection. */

static const struct history_file needy[] = {
	{ "001_a.sql", "-- @function twice(1)\nCREATE TABLE a(x INTEGER, y TEXT CHECK "
		       "(twice(x) > x));\nCREATE INDEX a_y ON a(y);" },
	{ 0 },
};

static void twice(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	sqlite3_result_int(context, 2 * sqlite3_value_int(values[0]));
}

static int with_twice(void *context, const char *path, int flags, sqlite3 **db)
{
	int rc = sqlite3_open_v2(path, db, flags, NULL);

	++*(int *)context;
	return rc == SQLITE_OK ? sqlite3_create_function(*db, "twice", 1,
					 SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, twice,
					 NULL, NULL)
			       : rc;
}

static void connections_of_its_own_are_opened_by_the_host(void **state)
{
	struct history history = history_make(needy);
	int opened = 0;
	struct instar_options options = { .size = sizeof(options) };
	const struct instar_repair_result *repair;
	sqlite3 *db = NULL;
	instar *h;

	(void)state;
	assert_non_null(history.program);
	with_twice(&opened, ":memory:", SQLITE_OPEN_READWRITE, &db);
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	run(db, "INSERT INTO a VALUES(1, 'y'); DROP INDEX a_y");

	h = instar_open(db, &history.program->set, &options);
	assert_null(instar_repair(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_ENVIRONMENT);
	assert_non_null(strstr(instar_error(h)->action, "on_open"));
	instar_close(h);

	options.on_open = with_twice;
	options.open_context = &opened;
	h = instar_open(db, &history.program->set, &options);
	repair = instar_repair(h);
	assert_non_null(repair);
	assert_int_equal(repair->repaired, 1);
	assert_int_equal(opened, 1 + 2); /* the copy and the reference */
	instar_close(h);
	sqlite3_close(db);
	history_free(&history);
}

static int refuse_to_open(void *context, const char *path, int flags, sqlite3 **db)
{
	(void)context, (void)path, (void)flags;
	*db = NULL;
	return SQLITE_CANTOPEN;
}

static void a_host_that_opens_nothing_is_told(void **state)
{
	sqlite3 *db = harmed(":memory:");
	struct instar_options options = { .size = sizeof(options),
		.on_open = refuse_to_open };
	char *before = dump(db, true), *after;
	instar *h = instar_open(db, &b.set, &options);

	(void)state;
	assert_null(instar_repair(h));
	assert_true(instar_error(h)->code != INSTAR_OK);
	assert_true(*instar_error(h)->message != '\0');
	instar_close(h);
	after = dump(db, true);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
}

/* --- Steps that are gone from the program. */

static void drop_first(sqlite3 *db, const char *type)
{
	char query[200], sql[300];
	sqlite3_stmt *stmt;

	snprintf(query, sizeof(query),
		"SELECT name FROM sqlite_master WHERE type = '%s' AND sql IS NOT NULL "
		"AND "
		"name <> 'schema_migrations' LIMIT 1",
		type);
	sqlite3_prepare_v2(db, query, -1, &stmt, NULL);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	snprintf(sql, sizeof(sql), "DROP %s \"%s\"", type,
		(const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	run(db, sql);
}

static void what_retired_steps_made_comes_back_from_the_baseline(void **state)
{
	struct arena *arena = arena_new();
	char directory[512];
	const instar_set *set;
	sqlite3 *db = open_db(":memory:");
	const struct instar_repair_result *repair;
	instar *h;

	(void)state;
	snprintf(directory, sizeof(directory), "%s/migrations/jobmanager",
		getenv("SOURCE_ROOT"));
	set = compiled_retired(arena, directory, 4);
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	drop_first(db, "index");
	h = instar_open(db, set, NULL);
	repair = instar_repair(h);
	assert_non_null(repair);
	assert_int_equal(repair->repaired, 1);
	assert_int_equal(repair->left, 0);
	assert_string_equal(repair->mends[0].type, "index");
	instar_close(h);
	sqlite3_close(db);
	arena_free(arena);
}

static void a_database_at_a_retired_step_is_told_which_release_repairs_it(void **state)
{
	struct arena *arena = arena_new();
	char directory[512];
	const instar_set *set;
	instar_set old;
	sqlite3 *db = open_db(":memory:");
	instar *h;

	(void)state;
	snprintf(directory, sizeof(directory), "%s/migrations/jobmanager",
		getenv("SOURCE_ROOT"));
	set = compiled_set(arena, directory);
	old = *set;
	old.step_count = 2;
	old.check_count = set->steps[2].checks.first;
	h = instar_open(db, &old, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	drop_first(db, "table");
	h = instar_open(db, compiled_retired(arena, directory, 5), NULL);
	assert_null(instar_repair(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_TOO_OLD);
	instar_close(h);
	sqlite3_close(db);
	arena_free(arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_repair_interrupted_at_any_moment_leaves_all_as_it_was),
	cmocka_unit_test(a_repair_forbidden_at_any_statement_loses_no_row),
	cmocka_unit_test(a_read_only_database_is_told_what_there_would_be_to_repair),
	cmocka_unit_test(a_lock_that_another_holds_ends_it_in_time),
	cmocka_unit_test(a_write_ahead_log_makes_no_difference),
	cmocka_unit_test(settings_of_the_host_are_put_back),
	cmocka_unit_test(a_commit_that_the_host_refuses_undoes_all_and_is_told),
	cmocka_unit_test(what_is_not_whole_afterwards_is_never_told_as_repaired_alone),
	cmocka_unit_test(a_repair_that_would_spoil_what_held_is_undone),
	cmocka_unit_test(steps_that_do_not_run_are_told_with_their_line),
	cmocka_unit_test(connections_of_its_own_are_opened_by_the_host),
	cmocka_unit_test(a_host_that_opens_nothing_is_told),
	cmocka_unit_test(what_retired_steps_made_comes_back_from_the_baseline),
	cmocka_unit_test(a_database_at_a_retired_step_is_told_which_release_repairs_it),
};

SUITE(tests)
