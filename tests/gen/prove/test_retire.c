/*
 * Retired steps: their SQL is gone, and every database ends as it would have with it, or
 * is told that it is too old and left as it was. Over all histories, for every step.
 */
#include <stdlib.h>
#include <string.h>

#include "suite.h"

#include "gen/base/arena.h"
#include "gen/prove/retire.h"
#include "compiled.h"
#include "database.h"
#include "density.h"
#include "history.h"

static const char *const directories[] = {
	"migrations/nukeworks",
	"migrations/dated",
	"migrations/jobmanager",
	"tests/sets/autoincrement",
	"tests/sets/column_returns",
	"tests/sets/data_in_the_middle",
	"tests/sets/grown",
	"tests/sets/full_text",
	"tests/sets/keys_and_generated",
	"tests/sets/odd_names",
	"tests/sets/partial_indexes",
	"tests/sets/rebuild_over_steps",
	"tests/sets/rebuilt",
	"tests/sets/rename_with_dependents",
	"tests/sets/table_as_select",
	"tests/sets/windows_files",
};

/* A history as it is, and with the steps before one of them retired. */
struct pair {
	const char *directory;
	const instar_set *whole, *retired;
};

/* With each step first, or with two of them only. */
static void for_each_pair(void (*test)(const struct pair *pair), bool all)
{
	uint32_t stride = (uint32_t)density(2, 1);

	for (size_t i = 0; i < sizeof(directories) / sizeof(*directories); i++) {
		struct arena *arena = arena_new();
		char *path =
			sqlite3_mprintf("%s/%s", getenv("SOURCE_ROOT"), directories[i]);
		struct pair pair = { .directory = directories[i] };

		pair.whole = compiled_set(arena, path);
		for (uint32_t p = 2; p <= pair.whole->step_count; p++) {
			if (all ? p % stride
				: p != pair.whole->step_count &&
					  p != pair.whole->step_count / 2 + 1)
				continue;
			pair.retired = compiled_retired(arena, path, p);
			test(&pair);
		}
		sqlite3_free(path);
		arena_free(arena);
	}
}

/* A database built to step k, with its tracking rows or without. */
static char *build(const instar_set *whole, uint32_t k, bool recorded)
{
	char *path = database_path("at_k.db"), *full = database_path("full.db");
	sqlite3 *db;

	if (k)
		database_build(path, whole, k);
	if (recorded) {
		db = database_open(full);
		assert_int_equal(database_migrate(db, whole), INSTAR_OK);
		sqlite3_close(db);
		database_record(path, full, k);
	}
	sqlite3_free(full);
	return path;
}

/* Migrate one; what is in it then, and the code. */
static char *migrated(const instar_set *whole, const instar_set *set, uint32_t k,
	bool recorded, int *code)
{
	char *path = build(whole, k, recorded);
	sqlite3 *db = database_open(path);
	char *dump;

	*code = database_migrate(db, set);
	sqlite3_close(db);
	dump = database_dump(path);
	sqlite3_free(path);
	return dump;
}

static void compare_new(const struct pair *pair)
{
	int whole_code, code;
	char *whole = migrated(pair->whole, pair->whole, 0, false, &whole_code);
	char *retired = migrated(pair->whole, pair->retired, 0, false, &code);

	assert_int_equal(whole_code, INSTAR_OK);
	if (code != INSTAR_OK || strcmp(whole, retired) != 0)
		fail_msg("%s, %u retired: %s\n%s\n%s", pair->directory,
			pair->retired->retired, instar_code_name(code), whole, retired);
	sqlite3_free(whole);
	sqlite3_free(retired);
}

static void a_new_database_is_the_same_without_the_retired_steps(void **state)
{
	(void)state;
	for_each_pair(compare_new, true);
}

/* A database of one age: the same end, or too old and untouched. */
static void compare_age(const struct pair *pair, uint32_t k, bool recorded)
{
	int whole_code, code;
	char *whole = migrated(pair->whole, pair->whole, k, recorded, &whole_code);
	char *found = migrated(pair->whole, pair->retired, k, recorded, &code);
	char *path = build(pair->whole, k, recorded);
	char *built = database_dump(path);
	bool old = code == INSTAR_E_TOO_OLD;
	bool right = old ? strcmp(found, built) == 0
			 : code == whole_code && strcmp(found, whole) == 0;

	/* Without tracking rows the age is a guess, and a careful one. */
	if (!right || (recorded && old != (k < pair->retired->retired)))
		fail_msg("%s, %u retired, built to %u: %s instead of %s", pair->directory,
			pair->retired->retired, k, instar_code_name(code),
			instar_code_name(whole_code));
	sqlite3_free(path);
	sqlite3_free(whole);
	sqlite3_free(found);
	sqlite3_free(built);
}

static void compare_old(const struct pair *pair)
{
	uint32_t stride = (uint32_t)density(3, 1);

	for (uint32_t k = 1 + pair->retired->retired % stride;
		k <= pair->whole->step_count; k += stride) {
		compare_age(pair, k, false);
		compare_age(pair, k, true);
	}
}

static void a_database_goes_on_or_is_told_that_it_is_too_old(void **state)
{
	(void)state;
	for_each_pair(compare_old, false);
}

static const char *jobmanager(void)
{
	static char path[512];

	sqlite3_snprintf(
		sizeof(path), path, "%s/migrations/jobmanager", getenv("SOURCE_ROOT"));
	return path;
}

static void retired_steps_are_recorded_as_a_baseline(void **state)
{
	struct arena *arena = arena_new();
	const instar_set *set = compiled_retired(arena, jobmanager(), 8);
	sqlite3 *db = database_open_current(set);

	(void)state;
	database_answers(db, "7",
		"SELECT count(*) FROM schema_migrations WHERE applied_how = 'baseline' "
		"AND position < 8");
	database_answers(db, "8",
		"SELECT count(*) FROM schema_migrations WHERE applied_how = 'run' "
		"AND position >= 8");
	sqlite3_close(db);
	arena_free(arena);
}

static void tables_of_the_host_do_not_make_a_database_old(void **state)
{
	struct arena *arena = arena_new();
	const instar_set *set = compiled_retired(arena, jobmanager(), 8);
	sqlite3 *db = database_open(":memory:");

	(void)state;
	database_run(db, "CREATE TABLE host(a INTEGER PRIMARY KEY AUTOINCREMENT);"
			 "INSERT INTO host VALUES (41); DELETE FROM host;");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	database_answers(db, "15", "SELECT count(*) FROM schema_migrations");
	database_answers(db, "41", "SELECT seq FROM sqlite_sequence WHERE name = 'host'");
	sqlite3_close(db);
	arena_free(arena);
}

/* The baseline fails, as it may when a host has a table of that name already. */
static void a_baseline_that_fails_leaves_nothing_behind(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE a(x); CREATE INDEX i ON a(x);" },
		{ "002_b.sql", "CREATE TABLE b(x);" },
		{ 0 },
	};
	struct history history = history_make(files);
	sqlite3 *db = database_open(":memory:");
	instar_set set;

	(void)state;
	history.proof->baseline =
		retire_make(history.arena, history.diags, history.proof->plan, "002_b");
	history.proof->baseline.statements[1] = "CREATE INDEX i ON nothing(x)";
	set = lower_program(history.arena, history.proof, "history")->set;
	assert_int_equal(database_migrate(db, &set), INSTAR_E_SQL);
	database_answers(db, "0", "SELECT count(*) FROM sqlite_master");
	sqlite3_close(db);
	history_free(&history);
}

static void retiring_more_steps_leaves_an_up_to_date_database_as_it_is(void **state)
{
	struct arena *arena = arena_new();
	const instar_set *whole = compiled_set(arena, jobmanager());
	const instar_set *set = compiled_retired(arena, jobmanager(), 8);
	sqlite3 *db = database_open_current(whole);
	instar *h = instar_open(db, set, NULL);
	const struct instar_status *status = instar_status(h);

	(void)state;
	assert_non_null(status);
	assert_true(status->up_to_date && status->by_stamp);
	instar_close(h);
	sqlite3_close(db);
	arena_free(arena);
}

static void one_that_is_too_old_is_told_which_release_to_start(void **state)
{
	struct arena *arena = arena_new();
	const instar_set *whole = compiled_set(arena, jobmanager());
	const instar_set *set = compiled_retired(arena, jobmanager(), 8);
	sqlite3 *db = database_open_built(whole, 3);
	instar *h = instar_open(db, set, NULL);

	(void)state;
	assert_null(instar_plan(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_TOO_OLD);
	assert_non_null(strstr(instar_error(h)->message,
		"too old: this database is at 003_jobs_choose_a_queue; start "));
	assert_non_null(strstr(instar_error(h)->message, " first"));
	instar_close(h);
	sqlite3_close(db);
	arena_free(arena);
}

/* The baseline of all but the last step, one statement a line; then the findings. */
static void expect(const struct history_file *files, const char *last, const char *want)
{
	struct history history = history_make(files);
	struct baseline baseline;
	const char *text = "";

	baseline = retire_make(history.arena, history.diags, history.proof->plan, last);
	for (uint32_t i = 0; i < baseline.count; i++)
		text = arena_printf(
			history.arena, "%s%s\n", text, baseline.statements[i]);
	for (uint32_t i = 0; i < history.diags->count; i++) {
		const struct diag *diag = &history.diags->items[i];

		if (diag->rule == &rules[RULE_RETIRE])
			text = arena_printf(history.arena, "%s%s\n", text, diag->message);
	}
	assert_string_equal(text, want);
	history_free(&history);
}

#define LAST                                                                             \
	{ "002_b.sql", "CREATE TABLE last(a);" },                                        \
	{                                                                                \
		0                                                                        \
	}

static void rows_of_the_history_itself_come_with_it(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a INTEGER PRIMARY KEY, b);"
			       "CREATE TABLE u(x);"
			       "INSERT INTO t VALUES (3, 'it''s'), (7, x'00ff');"
			       "INSERT INTO u VALUES (1.5); DELETE FROM u; "
			       "INSERT INTO u(rowid, x) VALUES (9, NULL);" },
		LAST,
	};

	(void)state;
	expect(files, "002_b",
		"CREATE TABLE t(a INTEGER PRIMARY KEY, b)\n"
		"CREATE TABLE u(x)\n"
		"INSERT INTO \"t\"(\"a\", \"b\") VALUES(3, 'it''s')\n"
		"INSERT INTO \"t\"(\"a\", \"b\") VALUES(7, X'00FF')\n"
		"INSERT INTO \"u\"(\"rowid\", \"x\") VALUES(9, NULL)\n");
}

static void numbers_that_were_given_are_not_given_again(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT);"
			       "INSERT INTO t VALUES (41); DELETE FROM t;" },
		LAST,
	};

	(void)state;
	expect(files, "002_b",
		"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)\n"
		"DELETE FROM sqlite_sequence WHERE name = 't'\n"
		"INSERT INTO sqlite_sequence(name, seq) VALUES('t', 41)\n");
}

static void a_number_above_32_bits_is_kept_whole(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT);"
			       "INSERT INTO t VALUES (5000000041); DELETE FROM t;" },
		LAST,
	};

	(void)state;
	expect(files, "002_b",
		"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)\n"
		"DELETE FROM sqlite_sequence WHERE name = 't'\n"
		"INSERT INTO sqlite_sequence(name, seq) VALUES('t', 5000000041)\n");
}

static void triggers_do_not_see_the_rows(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a INTEGER PRIMARY KEY);"
			       "CREATE TRIGGER g AFTER INSERT ON t BEGIN "
			       "DELETE FROM t; END;"
			       "CREATE VIEW v AS SELECT a FROM t;"
			       "CREATE INDEX i ON t(a);" },
		LAST,
	};

	(void)state;
	expect(files, "002_b",
		"CREATE TABLE t(a INTEGER PRIMARY KEY)\n"
		"CREATE INDEX i ON t(a)\n"
		"CREATE VIEW v AS SELECT a FROM t\n"
		"CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END\n");
}

static void the_time_of_day_stays_a_default(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql",
			"CREATE TABLE t(a INTEGER PRIMARY KEY, "
			"at TEXT DEFAULT CURRENT_TIMESTAMP);"
			"INSERT INTO t(a) VALUES (1); INSERT INTO t VALUES (2, 'x');" },
		LAST,
	};

	(void)state;
	expect(files, "002_b",
		"CREATE TABLE t(a INTEGER PRIMARY KEY, at TEXT DEFAULT "
		"CURRENT_TIMESTAMP)\n"
		"INSERT INTO \"t\"(\"a\") VALUES(1)\n"
		"INSERT INTO \"t\"(\"a\", \"at\") VALUES(2, 'x')\n");
}

static void chance_cannot_be_written_down(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a INTEGER PRIMARY KEY, b);"
			       "INSERT INTO t VALUES (1, random());" },
		LAST,
	};
	static const struct history_file dated[] = {
		{ "001_a.sql", "CREATE TABLE t(a INTEGER PRIMARY KEY, b);"
			       "INSERT INTO t VALUES (1, date('now'));" },
		LAST,
	};

	(void)state;
	expect(files, "002_b",
		"CREATE TABLE t(a INTEGER PRIMARY KEY, b)\n"
		"rows of t cannot be written down: b differs from run to run\n");
	expect(dated, "002_b",
		"CREATE TABLE t(a INTEGER PRIMARY KEY, b)\n"
		"rows of t cannot be written down: b differs from run to run\n");
}

static void full_text_tables_get_their_rows_back(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(id INTEGER PRIMARY KEY, body);"
			       "INSERT INTO t VALUES (1, 'word');"
			       "CREATE VIRTUAL TABLE own USING fts5(body);"
			       "INSERT INTO own(rowid, body) VALUES (5, 'own');"
			       "CREATE VIRTUAL TABLE far USING fts5(body, content='t', "
			       "content_rowid='id');" },
		LAST,
	};
	static const struct history_file contentless[] = {
		{ "001_a.sql", "CREATE VIRTUAL TABLE none USING fts5(body, content='');"
			       "INSERT INTO none(rowid, body) VALUES (5, 'lost');" },
		LAST,
	};

	(void)state;
	expect(files, "002_b",
		"CREATE TABLE t(id INTEGER PRIMARY KEY, body)\n"
		"CREATE VIRTUAL TABLE own USING fts5(body)\n"
		"CREATE VIRTUAL TABLE far USING fts5(body, content='t', "
		"content_rowid='id')\n"
		"INSERT INTO \"t\"(\"id\", \"body\") VALUES(1, 'word')\n"
		"INSERT INTO \"own\"(\"rowid\", \"body\") VALUES(5, 'own')\n"
		"INSERT INTO \"far\"(\"far\") VALUES('rebuild')\n");
	expect(contentless, "002_b",
		"CREATE VIRTUAL TABLE none USING fts5(body, content='')\n"
		"none has rows and no content, so they cannot be written down\n");
}

static void a_step_that_is_not_there_is_named(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);" },
		LAST,
	};

	(void)state;
	expect(files, "002_c", "--retire-before: no step \"002_c\"\n");
	expect(files, "001_a", "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_new_database_is_the_same_without_the_retired_steps),
	cmocka_unit_test(a_database_goes_on_or_is_told_that_it_is_too_old),
	cmocka_unit_test(retired_steps_are_recorded_as_a_baseline),
	cmocka_unit_test(tables_of_the_host_do_not_make_a_database_old),
	cmocka_unit_test(a_baseline_that_fails_leaves_nothing_behind),
	cmocka_unit_test(retiring_more_steps_leaves_an_up_to_date_database_as_it_is),
	cmocka_unit_test(one_that_is_too_old_is_told_which_release_to_start),
	cmocka_unit_test(rows_of_the_history_itself_come_with_it),
	cmocka_unit_test(numbers_that_were_given_are_not_given_again),
	cmocka_unit_test(a_number_above_32_bits_is_kept_whole),
	cmocka_unit_test(triggers_do_not_see_the_rows),
	cmocka_unit_test(the_time_of_day_stays_a_default),
	cmocka_unit_test(chance_cannot_be_written_down),
	cmocka_unit_test(full_text_tables_get_their_rows_back),
	cmocka_unit_test(a_step_that_is_not_there_is_named),
};

SUITE(tests)
