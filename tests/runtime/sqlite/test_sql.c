/*
 * The room that talks to SQLite: the first error sticks, and every code has a name.
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

static void formats_quote_and_a_script_stops_at_its_first_error(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s;
	char word[8];

	(void)state;
	instar__sql_init(&s, db);
	instar__sql_execf(&s, "CREATE TABLE \"%w\"(a)", "it's \"one\"");
	instar__sql_execf(
		&s, "INSERT INTO \"%w\" VALUES(%Q)", "it's \"one\"", "it's");
	assert_int_equal(instar__sql_intf(&s, 7, "SELECT count(*) FROM \"%w\" WHERE a = %Q",
				 "it's \"one\"", "it's"),
		1);
	instar__sql_word(&s, "SELECT 'a long word'", word, sizeof(word));
	assert_string_equal(word, "a long ");
	assert_true(instar__sql_any(&s, "SELECT NULL"));
	assert_false(instar__sql_any(&s, "SELECT NULL WHERE 0"));
	assert_int_equal(instar__sql_code(s.sqlite_code), INSTAR_OK);
	assert_int_equal(instar__sql_script(&s, "CREATE TABLE t(a); -- then\n; INSERT INTO"
						" t VALUES(1); INSERT INTO nowhere"
						" VALUES(1); DELETE FROM t;"),
		INSTAR_E_SQL);
	assert_string_equal(s.message, "no such table: nowhere");
	assert_int_equal(number(db, "SELECT count(*) FROM t"), 1);
	sqlite3_close(db);
}

static void after_an_error_there_is_no_text_no_memory_and_no_answer(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s;
	uint32_t room = 0;
	char word[8] = "before";

	(void)state;
	instar__sql_init(&s, db);
	instar__sql_exec(&s, "nonsense");
	assert_null(instar__sql_textf(&s, "%d", 1));
	assert_null(instar__sql_memory(&s, 8));
	assert_null(instar__sql_grow(&s, NULL, 0, &room, 8));
	assert_int_equal(room, 0);
	assert_null(instar__sql_preparef(&s, "SELECT %d", 1));
	assert_int_equal(instar__sql_intf(&s, 7, "SELECT %d", 1), 7);
	assert_false(instar__sql_any(&s, "SELECT 1"));
	instar__sql_word(&s, "SELECT 1", word, sizeof(word));
	assert_string_equal(word, "");
	assert_int_equal(s.code, INSTAR_E_SQL);
	sqlite3_close(db);
}

static void a_list_grows_when_it_is_full_and_keeps_its_items(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s;
	uint32_t room = 0, count = 0, *items = NULL;

	(void)state;
	instar__sql_init(&s, db);
	while (count < 100) {
		items = instar__sql_grow(&s, items, count, &room, sizeof(*items));
		assert_non_null(items);
		assert_true(count < room);
		items[count] = count;
		count++;
	}
	for (uint32_t i = 0; i < count; i++)
		assert_int_equal(items[i], i);
	sqlite3_free(items);
	sqlite3_close(db);
}

/* That a question does not compile is an answer; that it could not be asked is not. */
static void only_an_error_about_more_than_the_statement_is_taken_over(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s, trial;

	(void)state;
	instar__sql_init(&s, db);
	instar__sql_init(&trial, db);
	instar__sql_exec(&trial, "SELECT nothing FROM nowhere");
	instar__sql_take(&s, &trial);
	assert_int_equal(s.code, INSTAR_OK);
	instar__sql_clear(&trial);
	instar__sql_fail(&trial, SQLITE_NOMEM);
	instar__sql_take(&s, &trial);
	assert_int_equal(s.code, INSTAR_E_NOMEM);
	instar__sql_clear(&trial);
	instar__sql_fail(&trial, SQLITE_FULL);
	instar__sql_take(&s, &trial);
	assert_int_equal(s.code, INSTAR_E_NOMEM);
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(formats_quote_and_a_script_stops_at_its_first_error),
	cmocka_unit_test(after_an_error_there_is_no_text_no_memory_and_no_answer),
	cmocka_unit_test(a_list_grows_when_it_is_full_and_keeps_its_items),
	cmocka_unit_test(only_an_error_about_more_than_the_statement_is_taken_over),
	cmocka_unit_test(after_the_first_error_every_call_does_nothing),
	cmocka_unit_test(rows_text_and_numbers_are_read_as_they_are),
	cmocka_unit_test(every_code_of_sqlite_has_one_of_ours),
	cmocka_unit_test(what_the_connection_has_forgotten_is_told_from_the_code),
	cmocka_unit_test(a_statement_that_ends_in_an_error_is_finished),
	cmocka_unit_test(every_code_and_verdict_has_a_name),
};

SUITE(tests)
