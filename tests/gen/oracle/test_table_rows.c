/*
 * test_table_rows: what a table held before and after, compared.
 */
#include "suite.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/table_rows.h"

/* A table before and after some statements, and how its rows match. */
struct pictures {
	struct arena *arena;
	struct scratch *scratch;
	struct table_rows *before, *after;
	const uint32_t *match;
};

static void run(struct scratch *scratch, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(scratch->db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s", message);
}

static struct pictures take(const char *first, const char *then)
{
	struct pictures pictures = { .arena = arena_new() };

	pictures.scratch = scratch_open(pictures.arena);
	run(pictures.scratch, first);
	pictures.before = table_rows_take(pictures.scratch, "t");
	run(pictures.scratch, then);
	pictures.after = table_rows_take(pictures.scratch, "t");
	assert_non_null(pictures.before);
	assert_non_null(pictures.after);
	pictures.match =
		table_rows_match(pictures.arena, pictures.before, pictures.after, true);
	return pictures;
}

static void let_go(struct pictures *pictures)
{
	scratch_close(pictures->scratch);
	arena_free(pictures->arena);
}

static uint32_t lost(const struct pictures *pictures)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < pictures->before->count; i++)
		count += pictures->match[i] == UINT32_MAX;
	return count;
}

static struct table_rows_difference compare(
	const struct pictures *pictures, const char *column)
{
	return table_rows_compare(pictures->before,
		table_rows_column(pictures->before, column), pictures->after,
		table_rows_column(pictures->after, column), pictures->match);
}

#define TWO                                                                              \
	"CREATE TABLE t(id INTEGER PRIMARY KEY, a, b);"                                  \
	"INSERT INTO t VALUES (1, 'x', 10), (2, 'y', 20);"

static void rows_in_another_order_are_the_same(void **state)
{
	struct pictures pictures = take(TWO,
		"CREATE TABLE n(b, id INTEGER PRIMARY KEY, a);"
		"INSERT INTO n(id, a, b) SELECT id, a, b FROM t ORDER BY id DESC;"
		"DROP TABLE t; ALTER TABLE n RENAME TO t;");

	(void)state;
	assert_int_equal(lost(&pictures), 0);
	assert_int_equal(compare(&pictures, "a").changed, 0);
	assert_int_equal(compare(&pictures, "b").changed, 0);
	let_go(&pictures);
}

static void keys_made_anew_are_matched_by_content(void **state)
{
	struct pictures pictures = take(TWO, "UPDATE t SET id = id + 100;");

	(void)state;
	assert_int_equal(lost(&pictures), 0);
	assert_int_equal(compare(&pictures, "a").changed, 0);
	assert_int_equal(compare(&pictures, "id").changed, 2);
	let_go(&pictures);
}

static void a_key_with_one_more_column_still_finds_its_row(void **state)
{
	/* NULL became 0, so that no content would tell whose 0 is whose. */
	struct pictures pictures = take(
		"CREATE TABLE t(id TEXT, a, b, PRIMARY KEY (id)) WITHOUT ROWID;"
		"INSERT INTO t VALUES ('z', NULL, 0), ('y', NULL, 0), ('x', 0, 0)",
		"CREATE TABLE n(id TEXT, a, b, lot INTEGER, PRIMARY KEY (lot, id)) "
		"WITHOUT ROWID;"
		"INSERT INTO n SELECT id, ifnull(a, 0), b, id = 'z' FROM t;"
		"DROP TABLE t; ALTER TABLE n RENAME TO t;");

	(void)state;
	assert_int_equal(lost(&pictures), 0);
	assert_int_equal(compare(&pictures, "id").changed, 0);
	assert_int_equal(compare(&pictures, "a").changed, 2);
	let_go(&pictures);
}

static void rows_that_one_key_swallowed_are_lost(void **state)
{
	struct pictures pictures =
		take("CREATE TABLE t(id TEXT, a);"
		     "INSERT INTO t VALUES ('z', 1), ('z', 1), ('y', 1)",
			"CREATE TABLE n(id TEXT PRIMARY KEY, a) WITHOUT ROWID;"
			"INSERT OR IGNORE INTO n SELECT id, a FROM t;"
			"DROP TABLE t; ALTER TABLE n RENAME TO t;");

	(void)state;
	assert_int_equal(lost(&pictures), 1);
	let_go(&pictures);
}

static void a_row_that_went_has_no_partner(void **state)
{
	struct pictures pictures = take(TWO, "DELETE FROM t WHERE id = 1;");

	(void)state;
	assert_int_equal(lost(&pictures), 1);
	assert_int_equal(pictures.match[0], UINT32_MAX);
	let_go(&pictures);
}

static void a_changed_value_is_shown_before_and_after(void **state)
{
	struct pictures pictures = take(TWO, "UPDATE t SET a = NULL WHERE id = 2;");
	struct table_rows_difference difference = compare(&pictures, "a");
	uint32_t column = table_rows_column(pictures.before, "a");

	(void)state;
	assert_int_equal(difference.changed, 1);
	assert_int_equal(difference.retyped, 0);
	assert_string_equal(
		table_rows_value(pictures.before, difference.first, column), "'y'");
	assert_string_equal(
		table_rows_value(pictures.after, difference.partner, column), "NULL");
	let_go(&pictures);
}

static void another_storage_class_is_told_from_another_value(void **state)
{
	struct pictures pictures =
		take(TWO, "UPDATE t SET b = CAST(b AS TEXT) WHERE id = 1;"
			  "UPDATE t SET b = CAST(b AS REAL) WHERE id = 2;");
	struct table_rows_difference difference = compare(&pictures, "b");

	(void)state;
	assert_int_equal(difference.changed, 2);
	assert_int_equal(difference.retyped, 2);
	let_go(&pictures);
}

static void tables_of_every_kind_are_read(void **state)
{
	static const char *const tables[] = {
		"CREATE TABLE t(a, b); INSERT INTO t VALUES (1, 2)",
		"CREATE TABLE t(a, b, PRIMARY KEY (a, b)) WITHOUT ROWID;"
		"INSERT INTO t VALUES (1, 2)",
		"CREATE TABLE t(a, b AS (a + 1)); INSERT INTO t(a) VALUES (1)",
		"CREATE VIRTUAL TABLE t USING fts5(a, b); INSERT INTO t VALUES ('x', "
		"'y')",
		"CREATE TABLE t(\"a \"\"b\", [c d]); INSERT INTO t VALUES (1, 2)",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		struct pictures pictures = take(tables[i], "SELECT 1");

		assert_int_equal(pictures.before->count, 1);
		assert_int_equal(lost(&pictures), 0);
		let_go(&pictures);
	}
}

static void what_is_no_table_has_no_rows(void **state)
{
	struct arena *arena = arena_new();
	struct scratch *scratch = scratch_open(arena);

	(void)state;
	run(scratch, "CREATE VIEW v AS SELECT 1 AS a");
	assert_null(table_rows_take(scratch, "v"));
	assert_null(table_rows_take(scratch, "nowhere"));
	scratch_close(scratch);
	arena_free(arena);
}

static void a_rowid_is_no_identity_where_rows_are_copied(void **state)
{
	struct pictures pictures = take(
		"CREATE TABLE t(a, b);"
		"INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z');",
		"CREATE TABLE n(a, b); INSERT INTO n SELECT a, b FROM t WHERE a > 1;"
		"DROP TABLE t; ALTER TABLE n RENAME TO t;");

	(void)state;
	assert_int_equal(lost(&pictures), 1);
	assert_int_equal(compare(&pictures, "a").changed, 0);
	assert_int_equal(compare(&pictures, "b").changed, 0);
	let_go(&pictures);
}

static void a_rowid_tells_which_row_was_changed(void **state)
{
	struct pictures pictures =
		take("CREATE TABLE t(a, b);"
		     "INSERT INTO t VALUES (1, 'x'), (2, 'y'), (2, 'y');",
			"UPDATE t SET b = 'n' WHERE rowid = 2;");

	(void)state;
	assert_int_equal(lost(&pictures), 0);
	assert_int_equal(compare(&pictures, "a").changed, 0);
	assert_int_equal(compare(&pictures, "b").changed, 1);
	assert_int_equal(compare(&pictures, "b").first, 1);
	let_go(&pictures);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_rowid_is_no_identity_where_rows_are_copied),
	cmocka_unit_test(a_rowid_tells_which_row_was_changed),
	cmocka_unit_test(rows_in_another_order_are_the_same),
	cmocka_unit_test(keys_made_anew_are_matched_by_content),
	cmocka_unit_test(a_key_with_one_more_column_still_finds_its_row),
	cmocka_unit_test(rows_that_one_key_swallowed_are_lost),
	cmocka_unit_test(a_row_that_went_has_no_partner),
	cmocka_unit_test(a_changed_value_is_shown_before_and_after),
	cmocka_unit_test(another_storage_class_is_told_from_another_value),
	cmocka_unit_test(tables_of_every_kind_are_read),
	cmocka_unit_test(what_is_no_table_has_no_rows),
};

SUITE(tests)
