/*
 * What a line of quick_check says: a damaged file and a disk that fails are told apart.
 */
#include "suite.h"

#include "database.h"
#include "runtime/sqlite/pages.h"

static sqlite3 *db;
static struct instar__sql sql;

static int begin(void **state)
{
	(void)state;
	db = database_open(":memory:");
	instar__sql_init(&sql, db);
	return 0;
}

static int end(void **state)
{
	(void)state;
	return sqlite3_close(db);
}

static void a_sound_file_has_no_finding(void **state)
{
	(void)state;
	assert_string_equal(instar__quick_check_line(&sql, "ok"), "");
	assert_int_equal(sql.code, INSTAR_OK);
}

static void a_finding_is_told_without_the_heading(void **state)
{
	(void)state;
	assert_string_equal(instar__quick_check_line(&sql,
				    "*** in database main ***\nPage 7 is never used"),
		"Page 7 is never used");
	assert_string_equal(
		instar__quick_check_line(&sql, "NULL value in t.a"), "NULL value in t.a");
	assert_int_equal(sql.code, INSTAR_OK);
}

static void a_page_that_cannot_be_read_is_an_error_of_the_disk(void **state)
{
	(void)state;
	assert_string_equal(instar__quick_check_line(&sql,
				    "*** in database main ***\nTree 2 page 7: unable to "
				    "get the page. error code=266"),
		"");
	assert_int_equal(sql.code, INSTAR_E_IO);
	assert_int_equal(sql.sqlite_code, SQLITE_IOERR_READ);
	assert_string_equal(instar__quick_check_line(&sql, "Page 8 is never used"), "");
}

static void want_of_memory_is_no_damage_either(void **state)
{
	(void)state;
	assert_string_equal(instar__quick_check_line(
				    &sql, "Page 7: unable to get the page. error code=7"),
		"");
	assert_int_equal(sql.code, INSTAR_E_NOMEM);
}

static void a_page_that_is_damaged_is_damage(void **state)
{
	static const char text[] = "Page 7: unable to get the page. error code=11";

	(void)state;
	assert_string_equal(instar__quick_check_line(&sql, text), text);
	assert_string_equal(
		instar__quick_check_line(&sql, "error code=x"), "error code=x");
	assert_string_equal(instar__quick_check_line(&sql, "error code=99999999999"),
		"error code=99999999999");
	assert_int_equal(sql.code, INSTAR_OK);
}

#define with_sql(test) cmocka_unit_test_setup_teardown(test, begin, end)

static const struct CMUnitTest tests[] = {
	with_sql(a_sound_file_has_no_finding),
	with_sql(a_finding_is_told_without_the_heading),
	with_sql(a_page_that_cannot_be_read_is_an_error_of_the_disk),
	with_sql(want_of_memory_is_no_damage_either),
	with_sql(a_page_that_is_damaged_is_damage),
};

SUITE(tests)
