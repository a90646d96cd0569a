/*
 * The one file that talks to SQLite: the first error sticks, and every code has a name.
 */
#include "suite.h"

#include <string.h>

#include "dump.h"
#include "runtime/sqlite/sql.h"

static void after_the_first_error_every_call_does_nothing(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s;

	(void)state;
	instar__sql_init(&s, db);
	assert_int_equal(instar__sql_exec(&s, "CREATE TABLE t(a)"), INSTAR_OK);
	assert_int_equal(
		instar__sql_exec(&s, "INSERT INTO nowhere VALUES(1)"), INSTAR_E_SQL);
	assert_string_equal(s.message, "no such table: nowhere");
	assert_int_equal(instar__sql_exec(&s, "INSERT INTO t VALUES(1)"), INSTAR_E_SQL);
	assert_null(instar__sql_prepare(&s, "SELECT 1"));
	assert_int_equal(instar__sql_int(&s, "SELECT 5", 7), 7);
	assert_string_equal(s.message, "no such table: nowhere");
	assert_int_equal(number(db, "SELECT count(*) FROM t"), 0);
	instar__sql_clear(&s);
	assert_int_equal(instar__sql_exec(&s, "INSERT INTO t VALUES(1)"), INSTAR_OK);
	sqlite3_close(db);
}

static void rows_text_and_numbers_are_read_as_they_are(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s;
	sqlite3_stmt *stmt;

	(void)state;
	instar__sql_init(&s, db);
	assert_int_equal(instar__sql_int(&s, "SELECT 5", 7), 5);
	assert_int_equal(instar__sql_int(&s, "SELECT 5 WHERE 0", 7), 7);
	stmt = instar__sql_prepare(&s, "SELECT ?1, ?2, 'x'");
	instar__sql_bind(&s, stmt, 1, "text");
	instar__sql_bind(&s, stmt, 2, NULL);
	assert_true(instar__sql_row(&s, stmt));
	assert_string_equal(instar__sql_text(&s, stmt, 0), "text");
	assert_string_equal(instar__sql_text(&s, stmt, 1), "");
	assert_false(instar__sql_row(&s, stmt));
	instar__sql_bind(&s, stmt, 9, "no such parameter");
	assert_true(s.code != INSTAR_OK);
	instar__sql_finish(stmt);
	instar__sql_finish(NULL);
	sqlite3_close(db);
}

struct code {
	int rc, code;
};

static const struct code codes[] = {
	{ SQLITE_OK, INSTAR_OK },
	{ SQLITE_ROW, INSTAR_OK },
	{ SQLITE_DONE, INSTAR_OK },
	{ SQLITE_ERROR, INSTAR_E_SQL },
	{ SQLITE_CONSTRAINT_UNIQUE, INSTAR_E_SQL },
	{ SQLITE_NOMEM, INSTAR_E_NOMEM },
	{ SQLITE_IOERR_NOMEM, INSTAR_E_NOMEM },
	{ SQLITE_BUSY, INSTAR_E_BUSY },
	{ SQLITE_BUSY_SNAPSHOT, INSTAR_E_BUSY },
	{ SQLITE_BUSY_RECOVERY, INSTAR_E_BUSY },
	{ SQLITE_LOCKED_SHAREDCACHE, INSTAR_E_BUSY },
	{ SQLITE_PROTOCOL, INSTAR_E_BUSY },
	{ SQLITE_LOCKED, INSTAR_E_TRANSACTION },
	{ SQLITE_READONLY_ROLLBACK, INSTAR_E_READONLY },
	{ SQLITE_CANTOPEN_SYMLINK, INSTAR_E_CANTOPEN },
	{ SQLITE_NOTADB, INSTAR_E_NOTADB },
	{ SQLITE_CORRUPT_VTAB, INSTAR_E_CORRUPT },
	{ SQLITE_FULL, INSTAR_E_FULL },
	{ SQLITE_IOERR_WRITE, INSTAR_E_IO },
	{ SQLITE_INTERRUPT, INSTAR_E_CANCELLED },
	{ SQLITE_MISUSE, INSTAR_E_MISUSE },
	{ SQLITE_AUTH, INSTAR_E_SQL },
};

static void every_code_of_sqlite_has_one_of_ours(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		assert_int_equal(instar__sql_code(codes[i].rc), codes[i].code);
}

static void what_the_connection_has_forgotten_is_told_from_the_code(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s;

	(void)state;
	instar__sql_init(&s, db);
	assert_int_equal(instar__sql_fail(&s, SQLITE_NOMEM), INSTAR_E_NOMEM);
	assert_string_equal(s.message, "out of memory");
	assert_int_equal(s.sqlite_code, SQLITE_NOMEM);
	assert_int_equal(instar__sql_fail(&s, SQLITE_FULL), INSTAR_E_NOMEM);
	sqlite3_close(db);
}

static void a_statement_that_ends_in_an_error_is_finished(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s;

	(void)state;
	instar__sql_init(&s, db);
	instar__sql_exec(&s, "CREATE TABLE t(a UNIQUE)");
	instar__sql_exec(&s, "INSERT INTO t VALUES(1), (1)");
	assert_int_equal(s.sqlite_code, SQLITE_CONSTRAINT_UNIQUE);
	assert_null(sqlite3_next_stmt(db, NULL));
	sqlite3_close(db);
}

static void every_code_and_verdict_has_a_name(void **state)
{
	(void)state;
	for (int code = INSTAR_OK; code <= INSTAR_E_CANCELLED; code++)
		assert_true(strlen(instar_code_name(code)) > 1);
	assert_string_equal(instar_code_name(-1), "unknown");
	assert_string_equal(instar_code_name(1000), "unknown");
	assert_string_equal(instar_verdict_name(INSTAR_RUN), "RUN");
	assert_string_equal(instar_verdict_name(INSTAR_DRIFT), "DRIFT");
	assert_string_equal(instar_verdict_name((enum instar_verdict)0), "");
	assert_string_equal(instar_verdict_name((enum instar_verdict)99), "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(after_the_first_error_every_call_does_nothing),
	cmocka_unit_test(rows_text_and_numbers_are_read_as_they_are),
	cmocka_unit_test(every_code_of_sqlite_has_one_of_ours),
	cmocka_unit_test(what_the_connection_has_forgotten_is_told_from_the_code),
	cmocka_unit_test(a_statement_that_ends_in_an_error_is_finished),
	cmocka_unit_test(every_code_and_verdict_has_a_name),
};

SUITE(tests)
