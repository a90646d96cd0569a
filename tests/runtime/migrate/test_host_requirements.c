/*
 * What a set needs of the connection: registered, all is as ever; missing, one sentence,
 * and nothing was touched.
 */
#include <string.h>

#include "suite.h"

#include "database.h"
#include "history.h"

static const struct history_file files[] = {
	{ "001_a.sql", "-- @function normalize(1), pair(2), any(*)\n"
		       "-- @collation german\n"
		       "-- @module words\n"
		       "CREATE TABLE t(a TEXT COLLATE german, b);\n"
		       "CREATE INDEX t_a ON t(normalize(a));\n"
		       "CREATE VIRTUAL TABLE w USING words(one, two);\n"
		       "CREATE VIEW v AS SELECT pair(a, b), any(a) FROM t;\n"
		       "INSERT INTO t VALUES (normalize('x'), any(1, 2, 3));\n"
		       "INSERT INTO t SELECT one, two FROM w;" },
	{ 0 },
};

static const char *const needs[] = { "function normalize(1)", "function pair(2)",
	"function any(*)", "collation german", "module words" };

static void echo(sqlite3_context *context, int count, sqlite3_value **values)
{
	if (count)
		sqlite3_result_value(context, values[0]);
}

static int compare(void *unused, int n, const void *a, int m, const void *b)
{
	int order = memcmp(a, b, (size_t)(n < m ? n : m));

	(void)unused;
	return order ? order : n - m;
}

static int connect_words(sqlite3 *db, void *unused, int count, const char *const *words,
	sqlite3_vtab **table, char **message)
{
	(void)unused;
	(void)count;
	(void)words;
	(void)message;
	sqlite3_declare_vtab(db, "CREATE TABLE x(one, two)");
	*table = sqlite3_malloc(sizeof(**table));
	memset(*table, 0, sizeof(**table));
	return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
	sqlite3_free(table);
	return SQLITE_OK;
}

static int best(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	(void)info;
	return SQLITE_OK;
}

static int open_it(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
	(void)table;
	*cursor = sqlite3_malloc(sizeof(**cursor));
	return *cursor ? SQLITE_OK : SQLITE_NOMEM;
}

static int close_it(sqlite3_vtab_cursor *cursor)
{
	sqlite3_free(cursor);
	return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *cursor, int n, const char *name, int count,
	sqlite3_value **values)
{
	(void)cursor;
	(void)n;
	(void)name;
	(void)count;
	(void)values;
	return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *cursor)
{
	(void)cursor;
	return 1;
}

static const sqlite3_module words_module = {
	.iVersion = 1,
	.xCreate = connect_words,
	.xConnect = connect_words,
	.xBestIndex = best,
	.xDisconnect = disconnect,
	.xDestroy = disconnect,
	.xOpen = open_it,
	.xClose = close_it,
	.xFilter = filter,
	.xEof = at_end,
};

/* Register all but one of the needs. */
static void equip(sqlite3 *db, size_t but)
{
	const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

	if (but != 0)
		sqlite3_create_function(
			db, "normalize", 1, flags, NULL, echo, NULL, NULL);
	if (but != 1)
		sqlite3_create_function(db, "pair", 2, flags, NULL, echo, NULL, NULL);
	if (but != 2)
		sqlite3_create_function(db, "any", -1, flags, NULL, echo, NULL, NULL);
	if (but != 3)
		sqlite3_create_collation(db, "german", SQLITE_UTF8, NULL, compare);
	if (but != 4)
		sqlite3_create_module(db, "words", &words_module, NULL);
}

static void a_host_that_has_everything_migrates(void **state)
{
	struct history history = history_make(files);
	sqlite3 *db = database_open(":memory:");

	(void)state;
	assert_string_equal(history_findings(&history), "");
	equip(db, 99);
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	database_answers(db, "x", "SELECT a FROM t");
	sqlite3_close(db);
	history_free(&history);
}

static void a_host_that_lacks_one_is_told_which_and_nothing_is_touched(void **state)
{
	struct history history = history_make(files);

	(void)state;
	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		sqlite3 *db = database_open(":memory:");
		char want[200];
		instar *h;

		equip(db, i);
		sqlite3_snprintf(sizeof(want), want,
			"the migrations need the %s, which this connection does not have",
			needs[i]);
		h = instar_open(db, &history.program->set, NULL);
		assert_int_equal(instar_migrate(h), INSTAR_E_ENVIRONMENT);
		assert_string_equal(instar_error(h)->message, want);
		assert_int_equal(sqlite3_total_changes(db), 0);
		database_answers(db, "0", "SELECT count(*) FROM sqlite_master");
		instar_close(h);
		sqlite3_close(db);
	}
	history_free(&history);
}

static void a_function_with_other_arguments_is_not_the_one(void **state)
{
	struct history history = history_make(files);
	sqlite3 *db = database_open(":memory:");

	(void)state;
	equip(db, 1);
	sqlite3_create_function(db, "pair", 3, SQLITE_UTF8, NULL, echo, NULL, NULL);
	assert_int_equal(
		database_migrate(db, &history.program->set), INSTAR_E_ENVIRONMENT);
	sqlite3_close(db);
	history_free(&history);
}

static void an_up_to_date_database_is_not_asked(void **state)
{
	struct history history = history_make(files);
	char *path = database_path("host.db");
	sqlite3 *db = database_open(path);

	(void)state;
	equip(db, 99);
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	sqlite3_close(db);
	db = database_open(path);
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

/* The needs of one file, a comma after each. */
static void expect_needs(const char *sql, const char *want)
{
	const struct history_file one[] = { { "001_a.sql", sql }, { 0 } };
	struct history history = history_make(one);
	const char *text = "";

	for (uint32_t i = 0; i < history.proof->needs.count; i++)
		text = arena_printf(
			history.arena, "%s%s, ", text, history.proof->needs.items[i]);
	assert_string_equal(text, want);
	history_free(&history);
}

static void what_a_build_of_sqlite_may_lack_is_needed_too(void **state)
{
	(void)state;
	expect_needs("CREATE TABLE t(a CHECK (json_valid(a)), b DEFAULT (sqrt(2)));",
		"function json_valid, function sqrt, ");
	expect_needs("CREATE VIRTUAL TABLE f USING fts5(a);", "module fts5, ");
	expect_needs(
		"CREATE VIRTUAL TABLE f USING \"rtree\"(id, a, b);", "module rtree, ");
	expect_needs("CREATE TABLE t(a); UPDATE t SET a = 1 LIMIT 3;",
		"option ENABLE_UPDATE_DELETE_LIMIT, ");
	expect_needs(
		"CREATE TABLE t(a); INSERT INTO t SELECT sin(1) AS a;", "function sin, ");
}

static void a_table_named_like_a_function_needs_nothing(void **state)
{
	(void)state;
	expect_needs("CREATE TABLE log(a); CREATE INDEX i ON log(a);"
		     "CREATE TABLE floor(log REFERENCES log(a));"
		     "INSERT INTO log(a) VALUES (1);"
		     "WITH pow(a) AS (SELECT 1), mod(b) AS (SELECT 2) "
		     "INSERT INTO log SELECT a FROM pow, mod;",
		"");
}

/* The version that a statement needs, made after two tables. */
static void expect_version(uint32_t version, const char *sql)
{
	char *text = sqlite3_mprintf("CREATE TABLE a(id INTEGER PRIMARY KEY, b, c);"
				     "CREATE TABLE d(id INTEGER PRIMARY KEY, e);%s",
		sql);
	const struct history_file one[] = { { "001_a.sql", text }, { 0 } };
	struct history history = history_make(one);

	if (history.proof->sqlite_version != version)
		fail_msg("%s: %u", sql, history.proof->sqlite_version);
	history_free(&history);
	sqlite3_free(text);
}

static void each_feature_has_its_version(void **state)
{
	(void)state;
	expect_version(3026000, "ALTER TABLE a RENAME COLUMN b TO f;");
	expect_version(3030000,
		"CREATE INDEX i ON a(b); CREATE VIEW v AS SELECT b FROM a "
		"ORDER BY b NULLS LAST;");
	expect_version(3031000, "CREATE TABLE g(a, b GENERATED ALWAYS AS (a));");
	expect_version(3031000, "CREATE TABLE g(a, b AS (a) STORED);");
	expect_version(3032000, "CREATE VIEW v AS SELECT iif(b, 1, 2) FROM a;");
	expect_version(3033000, "UPDATE a SET b = e FROM d WHERE d.id = a.id;");
	expect_version(3026000, "UPDATE a SET b = (SELECT e FROM d);");
	expect_version(3035000, "ALTER TABLE a DROP COLUMN b;");
	expect_version(3035000, "INSERT INTO a(b) VALUES (1) RETURNING id;");
	expect_version(3037000, "CREATE TABLE g(a TEXT) STRICT;");
	expect_version(
		3037000, "CREATE TABLE g(a TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;");
	expect_version(3026000, "CREATE TABLE g(strict, b);");
	expect_version(3038000, "CREATE VIEW v AS SELECT b -> '$.x' FROM a;");
	expect_version(3038000, "CREATE VIEW v AS SELECT unixepoch(b) FROM a;");
	expect_version(
		3039000, "CREATE VIEW v AS SELECT 1 FROM a RIGHT JOIN d USING (id);");
	expect_version(3039000, "CREATE VIEW v AS SELECT b IS DISTINCT FROM c FROM a;");
	expect_version(3042000, "CREATE VIEW v AS SELECT datetime(b, 'subsec') FROM a;");
	expect_version(3026000, "CREATE TABLE IF NOT EXISTS g(a, format, concat);");
}

static const struct history_file quoting[] = {
	{ "001_a.sql", "CREATE TABLE t(a TEXT CHECK (a IN (\"x\", \"y\")), b);\n"
		       "CREATE INDEX t_b ON t(b) WHERE a = \"x\";\n"
		       "CREATE TRIGGER g AFTER INSERT ON t BEGIN\n"
		       "  UPDATE t SET b = \"new\" WHERE rowid = new.rowid;\n"
		       "END;\n"
		       "INSERT INTO t(a) VALUES (\"x\");" },
	{ "002_b.sql", "ALTER TABLE t RENAME COLUMN b TO c;\n"
		       "INSERT INTO t(a) VALUES ('y');" },
	{ 0 },
};

/* As builds of SQLite with SQLITE_DQS=0 have it. */
static void expect_quotes(sqlite3 *db, int on)
{
	int is[2] = { -1, -1 };

	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, -1, &is[0]);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, -1, &is[1]);
	assert_int_equal(is[0], on);
	assert_int_equal(is[1], on);
}

static void old_strings_in_double_quotes_run_on_a_sqlite_without_them(void **state)
{
	struct history history = history_make_released(quoting);
	sqlite3 *db = database_open(":memory:");
	instar *h;

	(void)state;
	assert_non_null(history.program);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	expect_quotes(db, 0);
	database_answers(db, "x new,y new", "SELECT group_concat(a || ' ' || c) FROM t");
	database_run(db, "DROP INDEX t_b");
	h = instar_open(db, &history.program->set, NULL);
	assert_non_null(instar_repair(h));
	instar_close(h);
	expect_quotes(db, 0);
	database_answers(db, "1", "SELECT count(*) FROM sqlite_master WHERE name = 't_b'");
	sqlite3_close(db);
	history_free(&history);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_host_that_has_everything_migrates),
	cmocka_unit_test(a_host_that_lacks_one_is_told_which_and_nothing_is_touched),
	cmocka_unit_test(a_function_with_other_arguments_is_not_the_one),
	cmocka_unit_test(an_up_to_date_database_is_not_asked),
	cmocka_unit_test(what_a_build_of_sqlite_may_lack_is_needed_too),
	cmocka_unit_test(a_table_named_like_a_function_needs_nothing),
	cmocka_unit_test(each_feature_has_its_version),
	cmocka_unit_test(old_strings_in_double_quotes_run_on_a_sqlite_without_them),
};

SUITE(tests)
