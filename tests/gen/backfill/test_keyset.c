/*
 * Backfills as the generator compiles them, along every kind of key: each row is changed
 * once, whatever the app writes meanwhile, and though every batch is another handle's.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "database.h"
#include "history.h"

struct key_case {
	const char *name;
	const char *table;    /* the first step */
	const char *backfill; /* below the second */
	const char *rows;     /* into an empty database, 100 rows; n is 1 … 100 */
	const char *behind,
		*ahead;	    /* what the app writes after each batch; %d: a number */
	const char *wrong;  /* a SELECT of the number of rows that are not right */
	const char *quoted; /* the table as SQL; NULL: t */
};

static const struct key_case keys[] = {
	{ "a rowid that no column names",
		"CREATE TABLE t(k INTEGER NOT NULL, v TEXT);\nCREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || k WHERE v IS NULL",
		"INSERT INTO t(rowid, k) SELECT n * 10, n FROM n",
		"INSERT INTO t(rowid, k) VALUES(-%d, 1000 + %d)",
		"INSERT INTO t(rowid, k) VALUES(100000 + %d, 2000 + %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "numbers below zero",
		"CREATE TABLE t(k INTEGER PRIMARY KEY NOT NULL, v TEXT);\nCREATE TABLE "
		"seen(k)",
		"UPDATE t SET v = 'v' || k WHERE v IS NULL",
		"INSERT INTO t(k) SELECT (n - 50) * 10 FROM n",
		"INSERT INTO t(k) VALUES(-100000 - %d - 0 * %d)",
		"INSERT INTO t(k) VALUES(100000 + %d + 0 * %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "text without a rowid",
		"CREATE TABLE t(k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID;\n"
		"CREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || k WHERE v IS NULL",
		"INSERT INTO t(k) SELECT 'k''' || n FROM n",
		"INSERT INTO t(k) VALUES('a' || %d || %d)",
		"INSERT INTO t(k) VALUES('z' || %d || %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "text whose case does not count",
		"CREATE TABLE t(k TEXT COLLATE NOCASE PRIMARY KEY, v TEXT) WITHOUT "
		"ROWID;\n"
		"CREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || k WHERE v IS NULL",
		"INSERT INTO t(k) SELECT iif(n % 2, 'K', 'k') || n FROM n",
		"INSERT INTO t(k) VALUES('A' || %d || %d)",
		"INSERT INTO t(k) VALUES('Z' || %d || %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "a key of two columns",
		"CREATE TABLE t(a TEXT, k INTEGER, v TEXT, PRIMARY KEY(a, k))"
		" WITHOUT ROWID;\nCREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || k WHERE v IS NULL",
		"INSERT INTO t(a, k) SELECT 'g' || (n / 20), n FROM n",
		"INSERT INTO t(a, k) VALUES('a', 10000 + %d + 0 * %d)",
		"INSERT INTO t(a, k) VALUES('z', 20000 + %d + 0 * %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "text whose blanks at the end do not count",
		"CREATE TABLE t(k TEXT COLLATE RTRIM PRIMARY KEY, v TEXT) WITHOUT "
		"ROWID;\n"
		"CREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || k WHERE v IS NULL",
		"INSERT INTO t(k) SELECT 'k' || n || iif(n % 2, '  ', '') FROM n",
		"INSERT INTO t(k) VALUES('a' || %d || %d || ' ')",
		"INSERT INTO t(k) VALUES('z' || %d || %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "a key that goes down",
		"CREATE TABLE t(k INTEGER PRIMARY KEY DESC, v TEXT) WITHOUT ROWID;\n"
		"CREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || k WHERE v IS NULL",
		"INSERT INTO t(k) SELECT n * 10 FROM n",
		"INSERT INTO t(k) VALUES(-%d - 0 * %d)",
		"INSERT INTO t(k) VALUES(100000 + %d + 0 * %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "a key that goes up and down, through two collations",
		"CREATE TABLE t(a TEXT COLLATE NOCASE, k INTEGER, v TEXT, PRIMARY KEY(a"
		" DESC, k)) WITHOUT ROWID;\nCREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || k WHERE v IS NULL",
		"INSERT INTO t(a, k) SELECT iif(n % 2, 'G', 'g') || (n / 20), n FROM n",
		"INSERT INTO t(a, k) VALUES('a', 10000 + %d + 0 * %d)",
		"INSERT INTO t(a, k) VALUES('Z', 20000 + %d + 0 * %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "a primary key of NULLs, which is not the key",
		"CREATE TABLE t(p TEXT PRIMARY KEY, k INTEGER NOT NULL, v TEXT);\n"
		"CREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || k WHERE v IS NULL",
		"INSERT INTO t(p, k) SELECT NULL, n FROM n",
		"INSERT INTO t(rowid, k) VALUES(-%d, 1000 + %d)",
		"INSERT INTO t(rowid, k) VALUES(100000 + %d, 2000 + %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "keys of every type",
		"CREATE TABLE t(k PRIMARY KEY, v TEXT) WITHOUT ROWID;\n"
		"CREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || quote(k) WHERE v IS NULL",
		"INSERT INTO t(k) SELECT CASE n % 4 WHEN 0 THEN n WHEN 1 THEN n + 0.5 "
		"WHEN"
		" 2 THEN 'k' || n ELSE CAST('b' || n AS BLOB) END FROM n",
		"INSERT INTO t(k) VALUES(-%d - 0.25 * %d)",
		"INSERT INTO t(k) VALUES(CAST('z' || %d || %d AS BLOB))",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || quote(k)", NULL },
	{ "names that have to be quoted",
		"CREATE TABLE \"the \"\"or\"\"der\"(k INTEGER PRIMARY KEY NOT NULL,"
		" \"wh\"\"ere\" TEXT);\n"
		"CREATE VIEW t AS SELECT k, \"wh\"\"ere\" AS v FROM \"the"
		" \"\"or\"\"der\";\nCREATE TABLE seen(k)",
		"UPDATE \"the \"\"or\"\"der\" SET \"wh\"\"ere\" = 'v' || k WHERE"
		" \"wh\"\"ere\" IS NULL",
		"INSERT INTO \"the \"\"or\"\"der\"(k) SELECT n * 10 FROM n",
		"INSERT INTO \"the \"\"or\"\"der\"(k) VALUES(-%d - 0 * %d)",
		"INSERT INTO \"the \"\"or\"\"der\"(k) VALUES(100000 + %d + 0 * %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k",
		"\"the \"\"or\"\"der\"" },
	{ "letters beyond ASCII",
		"CREATE TABLE Straße(k TEXT PRIMARY KEY, höhe TEXT) WITHOUT"
		" ROWID;\nCREATE TABLE seen(k)",
		"UPDATE Straße SET höhe = 'v' || k WHERE höhe IS NULL",
		"INSERT INTO Straße(k) SELECT 'ä' || n FROM n",
		"INSERT INTO Straße(k) VALUES('a' || %d || %d)",
		"INSERT INTO Straße(k) VALUES('ü' || %d || %d)",
		"SELECT count(*) FROM Straße WHERE höhe IS NOT 'v' || k", "Straße" },
	{ "a generated column in the condition",
		"CREATE TABLE t(k INTEGER PRIMARY KEY NOT NULL, v TEXT, g TEXT AS "
		"(lower(v)),"
		" s TEXT AS (upper(v)) STORED);\nCREATE TABLE seen(k)",
		"UPDATE t SET v = 'v' || k WHERE g IS NULL AND s IS NULL",
		"INSERT INTO t(k) SELECT n * 10 FROM n",
		"INSERT INTO t(k) VALUES(-%d - 0 * %d)",
		"INSERT INTO t(k) VALUES(100000 + %d + 0 * %d)",
		"SELECT count(*) FROM t WHERE s IS NOT 'V' || k", NULL },
	{ "rows that go, by a subquery",
		"CREATE TABLE t(k INTEGER PRIMARY KEY NOT NULL, v TEXT);\n"
		"CREATE TABLE keep(k INTEGER PRIMARY KEY);\nCREATE TABLE seen(k)",
		"DELETE FROM t WHERE k NOT IN (SELECT k FROM keep)",
		"INSERT INTO t(k) SELECT n * 10 FROM n",
		"INSERT INTO t(k) VALUES(-%d - 0 * %d)",
		"INSERT INTO t(k) VALUES(100000 + %d + 0 * %d)", "SELECT count(*) FROM t",
		NULL },
	{ "a table under another name",
		"CREATE TABLE t(k INTEGER PRIMARY KEY NOT NULL, v TEXT);\nCREATE TABLE "
		"seen(k)",
		"UPDATE t AS x SET v = 'v' || x.k WHERE x.v IS NULL",
		"INSERT INTO t(k) SELECT n * 10 FROM n",
		"INSERT INTO t(k) VALUES(-%d - 0 * %d)",
		"INSERT INTO t(k) VALUES(100000 + %d + 0 * %d)",
		"SELECT count(*) FROM t WHERE v IS NOT 'v' || k", NULL },
	{ "rows that go",
		"CREATE TABLE t(k INTEGER PRIMARY KEY NOT NULL, v TEXT);\nCREATE TABLE "
		"seen(k)",
		"DELETE FROM t WHERE v IS NULL", "INSERT INTO t(k) SELECT n * 10 FROM n",
		"INSERT INTO t(k) VALUES(-%d - 0 * %d)",
		"INSERT INTO t(k) VALUES(100000 + %d + 0 * %d)",
		"SELECT count(*) FROM t WHERE v IS NULL", NULL },
	{ 0 },
};

static const char numbers[] = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1"
			      " FROM n WHERE n < 100) ";

/* A trigger of the history notes each row that is changed, by its key. */
static struct history make(const struct key_case *of)
{
	bool goes = strncmp(of->backfill, "DELETE", 6) == 0;
	static char first[800], second[800];
	struct history_file files[] = { { "001_t.sql", first },
		{ "002_later.sql", second }, { 0 } };
	struct history history;

	snprintf(first, sizeof(first), "%s;", of->table);
	snprintf(second, sizeof(second),
		"%sCREATE TABLE later(id INTEGER PRIMARY KEY);\n"
		"CREATE TRIGGER noted AFTER %s ON %s BEGIN INSERT INTO seen"
		" VALUES(%s.k); END;\n"
		"-- @backfill fill batch=7\n%s;",
		goes ? "-- @destructive t: they are to go\n" : "",
		goes ? "DELETE" : "UPDATE", of->quoted ? of->quoted : "t",
		goes ? "old" : "new", of->backfill);
	history = history_make(files);
	if (!history.program)
		fail_msg("%s: %s", of->name, history_findings(&history));
	return history;
}

static sqlite3 *open_filled(const struct history *history, const struct key_case *of)
{
	sqlite3 *db = database_open(":memory:");
	char text[700];

	assert_int_equal(database_migrate(db, &history->program->set), INSTAR_OK);
	snprintf(text, sizeof(text), "%s%s", numbers, of->rows);
	database_run(db, text);
	return db;
}

/* One batch by a handle of its own, as if every program were killed after its first. */
static int one_batch(sqlite3 *db, const instar_set *set)
{
	instar *h = instar_open(db, set, NULL);
	int left;

	if (instar_backfill_step(h, NULL, &left) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	database_run(db, "UPDATE schema_backfills SET runner = NULL");
	return left;
}

static void write_rows(sqlite3 *db, const struct key_case *of, int round)
{
	char text[300];

	snprintf(text, sizeof(text), of->behind, round, round);
	database_run(db, text);
	snprintf(text, sizeof(text), of->ahead, round, round);
	database_run(db, text);
}

static void fill(const struct key_case *of, int rows_while_it_runs)
{
	struct history history = make(of);
	sqlite3 *db = open_filled(&history, of);
	int rounds = 0, written = 0;

	while (one_batch(db, &history.program->set) && rounds++ < 1000) {
		if (written < rows_while_it_runs)
			write_rows(db, of, ++written);
	}
	assert_in_range(rounds, 100 / 7, 999);
	print_message("# %s: %d batches\n", of->name, rounds);
	database_answers(db, "0", of->wrong);
	assert_int_equal(
		database_int(db, "SELECT count(*) FROM seen"), 100 + 2 * written);
	assert_int_equal(database_int(db, "SELECT count(DISTINCT k) FROM seen"),
		100 + 2 * written);
	sqlite3_close(db);
	history_free(&history);
}

static void each_row_is_changed_once_along_every_key(void **state)
{
	(void)state;
	for (const struct key_case *of = keys; of->name; of++)
		fill(of, 0);
}

static void rows_written_behind_and_ahead_are_found_along_every_key(void **state)
{
	(void)state;
	for (const struct key_case *of = keys; of->name; of++)
		fill(of, 10);
}

/* A pair: rows of one table go over into another. */
static void rows_that_move_to_another_table_move_once(void **state)
{
	static const struct history_file files[] = {
		{ "001_old.sql", "CREATE TABLE old(id INTEGER PRIMARY KEY, v TEXT);" },
		{ "002_new.sql",
			"CREATE TABLE fresh(id INTEGER PRIMARY KEY, v TEXT);\n"
			"-- @backfill move table=old batch=7\n"
			"INSERT INTO fresh(id, v) SELECT id, v FROM old WHERE id > 0;\n"
			"DELETE FROM old WHERE id > 0;\n" },
		{ 0 },
	};
	struct history history = history_make(files);
	sqlite3 *db = database_open(":memory:");
	char text[300];
	int rounds = 0;

	(void)state;
	if (!history.program)
		fail_msg("%s", history_findings(&history));
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	snprintf(text, sizeof(text),
		"%sINSERT INTO old SELECT n * 3 - 30, 'v' || n FROM n", numbers);
	database_run(db, text);
	while (one_batch(db, &history.program->set) && rounds++ < 1000) {
		if (rounds == 5)
			database_run(db, "INSERT INTO old VALUES(2, 'b'), (5000, 'a')");
	}
	assert_int_equal(database_int(db, "SELECT count(*) FROM old WHERE id > 0"), 0);
	assert_int_equal(database_int(db, "SELECT count(*) FROM old"), 10);
	assert_int_equal(database_int(db, "SELECT count(*) FROM fresh"), 92);
	sqlite3_close(db);
	history_free(&history);
}

/* The app has put some of the rows there itself. */
static void rows_that_are_there_already_are_brought_up_to_date(void **state)
{
	static const struct history_file files[] = {
		{ "001_old.sql", "CREATE TABLE old(id INTEGER PRIMARY KEY, v TEXT);" },
		{ "002_new.sql",
			"CREATE TABLE fresh(id INTEGER PRIMARY KEY, v TEXT, n INTEGER);\n"
			"-- @backfill copy table=old batch=1\n"
			"INSERT INTO fresh(id, v, n) SELECT o.id, o.v, 1 FROM old AS o"
			" WHERE NOT EXISTS (SELECT 1 FROM fresh AS f WHERE f.id = o.id "
			"AND"
			" f.n = 1)\n"
			"ON CONFLICT(id) DO UPDATE SET v = excluded.v, n = 1;\n" },
		{ 0 },
	};
	struct history history = history_make(files);
	sqlite3 *db = database_open(":memory:");
	char text[300];
	int rounds = 0;

	(void)state;
	if (!history.program)
		fail_msg("%s", history_findings(&history));
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	snprintf(text, sizeof(text), "%sINSERT INTO old SELECT n, 'v' || n FROM n",
		numbers);
	database_run(db, text);
	database_run(
		db, "INSERT INTO fresh(id, v) VALUES(3, 'x'), (99, 'x'), (500, 'x')");
	while (one_batch(db, &history.program->set) && rounds++ < 1000)
		;
	assert_in_range(rounds, 1, 999);
	database_answers(db, "0",
		"SELECT count(*) FROM old WHERE v IS NOT (SELECT f.v FROM fresh AS f"
		" WHERE f.id = old.id)");
	database_answers(db, "101 x",
		"SELECT count(*) || ' ' || max(iif(id = 500, v, '')) FROM fresh");
	sqlite3_close(db);
	history_free(&history);
}

/* Columns, expressions, an order, and a condition: what the message names is true. */
static void duplicates_are_named_as_the_index_sees_them(void **state)
{
	static const struct {
		const char *index, *told;
	} cases[] = {
		{ "i ON t(a)", "duplicates in t: 1 (2 rows)" },
		{ "i ON t(a DESC, b)", "duplicates in t: 1, 'x' (2 rows)" },
		{ "i ON t(lower(c) ASC, (a))", "duplicates in t: 'd', 1 (2 rows)" },
		{ "i ON t(c COLLATE NOCASE)", "duplicates in t: 'D' (2 rows)" },
		{ "i ON t(b) WHERE a < 3", "duplicates in t: 'x' (2 rows)" },
		{ "i ON t(b, c) WHERE a > 2", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char step[300];
		const struct history_file files[] = {
			{ "001_t.sql",
				"CREATE TABLE t(id INTEGER PRIMARY KEY, a, b TEXT, c"
				" TEXT);" },
			{ "002_i.sql", step },
			{ 0 },
		};
		sqlite3 *db = database_open(":memory:");
		struct history history;
		instar *h;

		snprintf(step, sizeof(step), "-- @index\nCREATE UNIQUE INDEX %s;",
			cases[i].index);
		history = history_make(files);
		if (!history.program)
			fail_msg("%s", history_findings(&history));
		assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
		database_run(db, "INSERT INTO t VALUES(1, 1, 'x', 'D'), (2, 1, 'x', 'd'),"
				 " (3, 3, 'y', 'e'), (4, NULL, 'z', NULL), (5, NULL, 'z',"
				 " NULL)");
		h = instar_open(db, &history.program->set, NULL);
		assert_int_equal(instar_backfill(h, NULL),
			*cases[i].told ? INSTAR_E_SQL : INSTAR_OK);
		if (!strstr(instar_error(h)->message, cases[i].told))
			fail_msg("%s: %s", cases[i].index, instar_error(h)->message);
		instar_close(h);
		sqlite3_close(db);
		history_free(&history);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(each_row_is_changed_once_along_every_key),
	cmocka_unit_test(rows_written_behind_and_ahead_are_found_along_every_key),
	cmocka_unit_test(rows_that_move_to_another_table_move_once),
	cmocka_unit_test(rows_that_are_there_already_are_brought_up_to_date),
	cmocka_unit_test(duplicates_are_named_as_the_index_sees_them),
};

SUITE(tests)
