/*
 * Rows that are synthesised: the two populations are what they promise, and later fills
 * only top them up.
 */
#include <stdlib.h>
#include <string.h>

#include "field.h"
#include "gen/base/arena.h"
#include "suite.h"

static void every_table_gets_a_few_rows(void **state)
{
	const char *sql =
		"CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE b (x)";

	(void)state;
	field_plain(sql, "SELECT (SELECT count(*) FROM a) = 5 AND count(*) = 5 FROM b");
	field_adversarial(
		sql, "SELECT (SELECT count(*) FROM a) = 7 AND count(*) = 7 FROM b");
}

static void plain_rows_have_no_nulls_and_no_duplicates(void **state)
{
	(void)state;
	field_plain(
		"CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, c INT, d REAL, e BLOB, "
		"f DATETIME, g VARCHAR(6), h DECIMAL(10,2), i)",
		"SELECT count(b) = count(*) AND count(c) = count(*) AND count(d) = "
		"count(*) AND "
		"count(e) = count(*) AND count(f) = count(*) AND count(i) = count(*) AND "
		"count(DISTINCT b) = count(*) AND count(DISTINCT c) = count(*) AND "
		"count(DISTINCT d) = count(*) AND count(DISTINCT e) = count(*) AND "
		"count(DISTINCT f) = count(*) AND count(DISTINCT g) = count(*) AND "
		"count(DISTINCT h) = count(*) AND max(length(g)) <= 6 FROM a");
}

static void values_of_two_columns_of_a_plain_row_differ(void **state)
{
	(void)state;
	field_plain(
		"CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, c TEXT, d INT, e INT)",
		"SELECT sum(b = c) = 0 AND sum(d = e) = 0 AND sum(id = d) = 0 FROM a");
}

static void values_have_the_class_of_their_type(void **state)
{
	(void)state;
	field_plain("CREATE TABLE a (a TEXT, b INTEGER, c REAL, d BLOB, e VARCHAR(20), f "
		    "DATE)",
		"SELECT min(typeof(a) = 'text' AND typeof(b) = 'integer' AND typeof(c) = "
		"'real' "
		"AND typeof(d) = 'blob' AND typeof(e) = 'text' AND date(f) = f) FROM a");
}

static void adversarial_rows_have_nulls_where_they_may(void **state)
{
	(void)state;
	field_adversarial(
		"CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT NOT NULL, c TEXT, d INT)",
		"SELECT count(b) = count(*) AND count(c) < count(*) AND count(d) < "
		"count(*) "
		"FROM a");
}

/* A table with so many columns that may be NULL; each two of them meet in four ways. */
static void expect_pairs(unsigned columns, unsigned most_rows)
{
	struct field field = field_new(POPULATION_ADVERSARIAL, NULL);
	struct arena *arena = field.front.arena;
	const char *sql = "id INTEGER PRIMARY KEY, must TEXT NOT NULL";

	for (unsigned i = 0; i < columns; i++)
		sql = arena_printf(arena, "%s, c%u %s", sql, i, i % 2 ? "INT" : "TEXT");
	field_run(&field, arena_printf(arena, "CREATE TABLE t (%s)", sql));
	field_fill(&field);
	field_expect(
		&field, arena_printf(arena, "SELECT count(*) <= %u FROM t", most_rows));
	for (unsigned i = 0; i < columns; i++) {
		for (unsigned j = 0; j < i; j++)
			field_expect(&field,
				arena_printf(arena,
					"SELECT count(DISTINCT (c%u IS NULL) * 2 + (c%u "
					"IS NULL)) = 4 FROM t",
					i, j));
	}
	field_free(&field);
}

static void each_two_columns_meet_null_and_a_value(void **state)
{
	(void)state;
	expect_pairs(2, 9);
	expect_pairs(3, 10);
	expect_pairs(6, 13);
	expect_pairs(7, 12);
	expect_pairs(20, 14);
	expect_pairs(40, 15);
}

static void adversarial_rows_have_twins(void **state)
{
	(void)state;
	field_adversarial("CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, c INT)",
		"SELECT count(*) > 0 FROM a x JOIN a y ON x.b = y.b AND x.c = y.c AND "
		"x.id < y.id");
}

static void adversarial_twins_differ_where_they_must(void **state)
{
	(void)state;
	field_adversarial("CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, c INT UNIQUE)",
		"SELECT count(*) > 0 FROM a x JOIN a y ON x.b = y.b AND x.id < y.id");
}

static void adversarial_twins_differ_in_case_blanks_and_length(void **state)
{
	(void)state;
	field_adversarial(
		"CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT NOT NULL UNIQUE, s "
		"TEXT)",
		"SELECT sum(x.u <> y.u AND lower(x.u) = lower(y.u)) > 0 AND sum(x.u <> "
		"y.u "
		"AND trim(x.u) = trim(y.u)) > 0 AND sum(x.s <> y.s AND substr(x.s, 1, 4) "
		"= "
		"substr(y.s, 1, 4) AND length(x.s) > length(y.s)) > 0 FROM t x, t y");
}

static void a_part_of_a_key_has_twins(void **state)
{
	(void)state;
	field_adversarial("CREATE TABLE t (a TEXT, b TEXT, c INT, PRIMARY KEY (a, b))",
		"SELECT sum(x.a = y.a AND x.b <> y.b OR x.a <> y.a AND x.b = y.b) > 0 "
		"FROM t "
		"x, t y");
}

static void adversarial_numbers_are_negative_and_large_too(void **state)
{
	(void)state;
	field_adversarial(
		"CREATE TABLE t (id INTEGER PRIMARY KEY, n INT NOT NULL, r REAL)",
		"SELECT min(n) < 0 AND max(CASE typeof(n) WHEN 'integer' THEN n END) > "
		"4294967296 AND min(r) < 0 AND max(r) > 1000000 FROM t");
}

static void tables_that_come_together_share_keys(void **state)
{
	struct field field = field_sown(POPULATION_ADVERSARIAL,
		"CREATE TABLE a (id INTEGER PRIMARY KEY, url TEXT UNIQUE); CREATE TABLE "
		"b (id "
		"INTEGER PRIMARY KEY, url TEXT UNIQUE)");

	(void)state;
	field_expect(&field,
		"SELECT sum(a.id = b.id) > 0 AND sum(a.url = b.url) > 0 FROM a, b");
	field_run(&field, "CREATE TABLE c (id INTEGER PRIMARY KEY, url TEXT UNIQUE)");
	field_fill(&field);
	field_expect(&field, "SELECT sum(a.id = c.id) = 0 AND sum(a.url = c.url AND "
			     "a.url <> '') = 0 FROM a, c");
	field_free(&field);
}

static void parents_have_children_or_none(void **state)
{
	(void)state;
	field_adversarial(
		"CREATE TABLE p (id INTEGER PRIMARY KEY, n TEXT); CREATE TABLE c "
		"(id INTEGER PRIMARY KEY, p INT NOT NULL REFERENCES p)",
		"SELECT max(k) > 1 AND min(k) = 0 FROM (SELECT count(c.id) k FROM p LEFT "
		"JOIN c "
		"ON c.p = p.id GROUP BY p.id)");
}

static void a_child_may_be_the_twins(void **state)
{
	(void)state;
	field_adversarial(
		"CREATE TABLE p (id INTEGER PRIMARY KEY, n TEXT); CREATE TABLE c "
		"(id INTEGER PRIMARY KEY, p INT NOT NULL REFERENCES p)",
		"SELECT count(*) > 0 FROM c JOIN p ON c.p = p.id JOIN p o ON o.n = p.n "
		"AND "
		"o.id < p.id");
	field_adversarial(
		"CREATE TABLE p (id TEXT PRIMARY KEY NOT NULL, n TEXT); CREATE TABLE c "
		"(id INTEGER PRIMARY KEY, p TEXT NOT NULL REFERENCES p)",
		"SELECT count(*) > 0 FROM c JOIN p ON c.p = p.id JOIN p o ON o.n = p.n "
		"AND o.rowid < p.rowid");
}

/* An equality in the history stands for a reference that nobody declared. */
static void linked_columns_find_their_partners(void **state)
{
	const char *history =
		"CREATE VIEW v AS SELECT s.id, p.name FROM seat s JOIN plan p ON "
		"p.id = s.plan;\nDELETE FROM seat WHERE holder IN (SELECT name "
		"FROM gone);\n";
	const char *sql =
		"CREATE TABLE plan (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE "
		"gone (name TEXT); CREATE TABLE seat (id INTEGER PRIMARY KEY, plan "
		"INT, holder TEXT)";
	struct field field = field_told(POPULATION_PLAIN, history, sql);

	(void)state;
	field_expect(&field, "SELECT sum(plan IN (SELECT id FROM plan)) = 5 AND "
			     "count(DISTINCT plan) = 5 "
			     "AND sum(holder IN (SELECT name FROM gone)) = 5 FROM seat");
	field_free(&field);
	field = field_told(POPULATION_ADVERSARIAL, history, sql);
	field_expect(&field, "SELECT sum(plan IN (SELECT id FROM plan)) > 1 AND sum(plan "
			     "NOT IN (SELECT "
			     "id FROM plan)) > 1 FROM seat");
	field_free(&field);
}

static void adversarial_rows_have_odd_text(void **state)
{
	(void)state;
	field_adversarial(
		"CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, c TEXT, d TEXT, e TEXT)",
		"SELECT sum(b = '' OR c = '' OR d = '' OR e = '') > 0 AND "
		"sum(length(b) < length(CAST(b AS BLOB)) OR "
		"length(c) < length(CAST(c AS BLOB))) > 0 FROM a");
}

static void adversarial_rows_have_text_in_an_integer_column(void **state)
{
	(void)state;
	field_adversarial("CREATE TABLE a (id INTEGER PRIMARY KEY, b INT)",
		"SELECT sum(typeof(b) = 'text') = 1 FROM a");
	field_adversarial("CREATE TABLE a (id INTEGER PRIMARY KEY, b INT) STRICT",
		"SELECT sum(typeof(b) = 'text') = 0 FROM a");
	field_adversarial(
		"CREATE TABLE a (id INTEGER PRIMARY KEY, b INT CHECK (typeof(b) = "
		"'integer'))",
		"SELECT sum(typeof(b) = 'text') = 0 FROM a");
}

static void literals_of_the_history_are_among_adversarial_rows(void **state)
{
	struct field field = field_told(POPULATION_ADVERSARIAL,
		"DELETE FROM a WHERE kind = 'old';\nUPDATE a SET n = 5 WHERE a.n IN (41, "
		"42);\n",
		"CREATE TABLE a (id INTEGER PRIMARY KEY, kind TEXT, n INT)");

	(void)state;
	field_expect(
		&field, "SELECT sum(kind = 'old') > 0 AND sum(n IN (41, 42)) > 0 FROM a");
	field_free(&field);
}

static void a_key_that_the_history_asks_for_is_there(void **state)
{
	struct field field = field_told(POPULATION_ADVERSARIAL,
		"DELETE FROM a WHERE id > 4711;\nUPDATE a SET n = 1 WHERE id = 5;\n"
		"INSERT INTO a (id) VALUES (5);\n",
		"CREATE TABLE a (id INTEGER PRIMARY KEY, n INT)");

	(void)state;
	field_expect(&field, "SELECT sum(id = 4711) = 1 AND sum(id = 5) = 0 FROM a");
	field_free(&field);
}

static void what_the_history_inserts_itself_is_left_to_it(void **state)
{
	struct field field = field_told(POPULATION_ADVERSARIAL,
		"INSERT INTO a (name) VALUES ('admin');\nDELETE FROM a WHERE name = "
		"'admin';\n"
		"UPDATE a SET name = 'root' WHERE name = 'boss';\n",
		"CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");

	(void)state;
	field_expect(&field,
		"SELECT sum(name IN ('admin', 'root')) = 0 AND sum(name = 'boss') "
		"> 0 FROM a");
	field_free(&field);
}

static void columns_that_json_functions_read_hold_json(void **state)
{
	struct field field = field_told(POPULATION_PLAIN,
		"UPDATE a SET x = json_extract(data, '$.size.width'), "
		"y = data ->> 'name';\nSELECT 1 FROM a, json_each(a.tags);\n",
		"CREATE TABLE a (id INTEGER PRIMARY KEY, data TEXT, tags TEXT, x, y)");

	(void)state;
	field_expect(&field,
		"SELECT min(json_valid(data) AND json_type(tags) = 'array' AND "
		"json_extract(data, '$.size.width') IS NOT NULL AND "
		"json_extract(data, '$.name') IS NOT NULL) FROM a");
	field_free(&field);
}

/* What nobody asks for may be lost, and what is asked for may be missing. */
static void json_has_more_and_less_than_the_history_reads(void **state)
{
	const char *history =
		"UPDATE a SET x = json_extract(data, '$.m'), y = data ->> 'n', "
		"x = json_array_length(tags);\n";
	const char *sql =
		"CREATE TABLE a (id INTEGER PRIMARY KEY, data TEXT, tags TEXT, x, y)";
	struct field field = field_told(POPULATION_PLAIN, history, sql);

	(void)state;
	field_expect(&field, "SELECT count(data ->> 'm') = 5 AND (SELECT count(*) FROM "
			     "a, json_each(data) j "
			     "WHERE j.key NOT IN ('m', 'n')) > 0 AND "
			     "max(json_array_length(tags)) > 1 AND "
			     "min(json_array_length(tags)) = 1 FROM a");
	field_free(&field);
	field = field_told(POPULATION_ADVERSARIAL, history, sql);
	field_expect(&field,
		"SELECT sum(data ->> 'm' IS NULL AND data ->> 'n' IS NOT NULL) > 0 AND "
		"sum(data ->> 'm' IS NOT NULL AND data ->> 'n' IS NULL) > 0 FROM a");
	field_free(&field);
}

static void columns_that_date_functions_read_hold_dates(void **state)
{
	struct field field = field_told(POPULATION_PLAIN,
		"UPDATE a SET y = strftime('%Y', born), z = julianday(x.died);\n",
		"CREATE TABLE a (id INTEGER PRIMARY KEY, born TEXT, died TEXT, y, z)");

	(void)state;
	field_expect(&field,
		"SELECT min(date(born) IS NOT NULL AND date(died) IS NOT NULL) FROM a");
	field_free(&field);
}

static void a_length_that_one_table_checks_is_the_others_too(void **state)
{
	struct field field = field_told(POPULATION_PLAIN,
		"CREATE TABLE b (hash BLOB CHECK (length(hash) = 32));\n",
		"CREATE TABLE a (id INTEGER PRIMARY KEY, hash BLOB)");

	(void)state;
	field_expect(&field, "SELECT min(length(hash)) = 32 FROM a");
	field_free(&field);
}

static void rows_that_are_there_stay(void **state)
{
	struct field field = field_new(POPULATION_PLAIN, NULL);

	(void)state;
	field_run(&field, "CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT);"
			  "INSERT INTO a VALUES (1, 'seed'), (2, 'second')");
	field_fill(&field);
	field_fill(&field);
	field_expect(&field,
		"SELECT count(*) = 5 AND sum(v IN ('seed', 'second')) = 2 FROM a");
	field_run(&field, "INSERT INTO a SELECT id + 100000, 'more' FROM a");
	field_fill(&field);
	field_expect(&field, "SELECT count(*) = 10 FROM a");
	field_free(&field);
}

static void a_new_column_gets_values_in_the_rows_that_are_there(void **state)
{
	struct field field = field_sown(
		POPULATION_PLAIN, "CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT)");

	(void)state;
	field_run(&field,
		"ALTER TABLE a ADD COLUMN w TEXT; ALTER TABLE a ADD COLUMN x TEXT "
		"NOT NULL "
		"DEFAULT 'd'");
	field_fill(&field);
	field_expect(&field, "SELECT count(*) = 5 AND count(DISTINCT w) = 5 AND sum(x <> "
			     "'d') = 4 FROM a");
	field_fill(&field);
	field_expect(&field, "SELECT count(*) = 5 FROM a");
	field_free(&field);
}

static void what_was_deleted_is_topped_up(void **state)
{
	struct field field = field_sown(POPULATION_PLAIN,
		"CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT UNIQUE)");

	(void)state;
	field_run(&field, "DELETE FROM a WHERE id IN (SELECT id FROM a LIMIT 2)");
	field_fill(&field);
	field_expect(&field, "SELECT count(*) = 5 AND count(DISTINCT v) = 5 FROM a");
	field_free(&field);
}

static void a_table_that_cannot_have_rows_is_told_once(void **state)
{
	struct field field = field_new(POPULATION_ADVERSARIAL, NULL);
	const struct synthesis_failure *failures;
	uint32_t count;

	(void)state;
	field_run(&field,
		"CREATE TABLE a (x INT NOT NULL CHECK (x > 5 AND x < 5), y TEXT);"
		"CREATE TABLE b (id INTEGER PRIMARY KEY)");
	field_fill(&field);
	field_fill(&field);
	failures = synthesis_failures(field.synth, &count);
	assert_int_equal(count, 1);
	assert_string_equal(failures[0].table, "a");
	assert_string_equal(
		failures[0].message, "CHECK constraint failed: x > 5 AND x < 5");
	assert_ptr_equal(failures[0].object, snapshot_find(field.snapshot, false, "a"));
	field_expect(&field,
		"SELECT (SELECT count(*) FROM a) = 0 AND (SELECT count(*) FROM b) > 2");
	field_free(&field);
}

static void a_mended_table_is_not_told(void **state)
{
	struct field field = field_new(POPULATION_PLAIN, NULL);

	(void)state;
	field_run(&field,
		"CREATE TABLE a (x INT NOT NULL); CREATE TRIGGER t BEFORE INSERT ON a "
		"BEGIN SELECT RAISE(ABORT, 'never'); END");
	field_fill(&field);
	field_expect(&field, "SELECT count(*) = 0 FROM a");
	field_run(&field, "DROP TRIGGER t");
	field_fill(&field);
	field_expect_filled(&field);
	field_free(&field);
}

static char *dump(struct field *field)
{
	sqlite3_stmt *stmt = NULL;
	char *text = NULL;

	sqlite3_prepare_v2(field->scratch->db,
		"SELECT group_concat(quote(id) || quote(b) || quote(c) || quote(d)) FROM "
		"a",
		-1, &stmt, NULL);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		text = strdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return text;
}

static void the_same_history_gets_the_same_rows(void **state)
{
	static const char first[] =
		"CREATE TABLE a (id INTEGER PRIMARY KEY, b BLOB, c TEXT "
		"CHECK (length(c) = 9), d REAL CHECK (d < 3))";
	static const char other[] =
		"CREATE TABLE z (id INTEGER PRIMARY KEY, b BLOB);"
		"CREATE TABLE a (id INTEGER PRIMARY KEY, b BLOB, c TEXT "
		"CHECK (length(c) = 9), d REAL CHECK (d < 3))";

	(void)state;
	for (int i = 0; i < 2; i++) {
		enum population population =
			i ? POPULATION_ADVERSARIAL : POPULATION_PLAIN;
		struct field one = field_sown(population, first),
			     two = field_sown(population, other);
		char *a = dump(&one), *b = dump(&two);

		assert_string_equal(a, b);
		free(a);
		free(b);
		field_free(&one);
		field_free(&two);
	}
}

static void what_the_step_touched_is_not_forgotten(void **state)
{
	struct field field = field_new(POPULATION_PLAIN, NULL);

	(void)state;
	field_run(&field,
		"CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INT)");
	assert_true(scratch_run(field.scratch, "INSERT INTO b VALUES (1)"));
	field_fill(&field);
	assert_int_equal(field.scratch->touched.written.count, 1);
	assert_string_equal(field.scratch->touched.written.items[0], "b");
	field_free(&field);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_table_gets_a_few_rows),
	cmocka_unit_test(plain_rows_have_no_nulls_and_no_duplicates),
	cmocka_unit_test(values_of_two_columns_of_a_plain_row_differ),
	cmocka_unit_test(values_have_the_class_of_their_type),
	cmocka_unit_test(adversarial_rows_have_nulls_where_they_may),
	cmocka_unit_test(each_two_columns_meet_null_and_a_value),
	cmocka_unit_test(adversarial_rows_have_twins),
	cmocka_unit_test(adversarial_twins_differ_where_they_must),
	cmocka_unit_test(adversarial_twins_differ_in_case_blanks_and_length),
	cmocka_unit_test(a_part_of_a_key_has_twins),
	cmocka_unit_test(adversarial_numbers_are_negative_and_large_too),
	cmocka_unit_test(tables_that_come_together_share_keys),
	cmocka_unit_test(parents_have_children_or_none),
	cmocka_unit_test(a_child_may_be_the_twins),
	cmocka_unit_test(linked_columns_find_their_partners),
	cmocka_unit_test(adversarial_rows_have_odd_text),
	cmocka_unit_test(adversarial_rows_have_text_in_an_integer_column),
	cmocka_unit_test(literals_of_the_history_are_among_adversarial_rows),
	cmocka_unit_test(a_key_that_the_history_asks_for_is_there),
	cmocka_unit_test(what_the_history_inserts_itself_is_left_to_it),
	cmocka_unit_test(columns_that_json_functions_read_hold_json),
	cmocka_unit_test(json_has_more_and_less_than_the_history_reads),
	cmocka_unit_test(columns_that_date_functions_read_hold_dates),
	cmocka_unit_test(a_length_that_one_table_checks_is_the_others_too),
	cmocka_unit_test(rows_that_are_there_stay),
	cmocka_unit_test(a_new_column_gets_values_in_the_rows_that_are_there),
	cmocka_unit_test(what_was_deleted_is_topped_up),
	cmocka_unit_test(a_table_that_cannot_have_rows_is_told_once),
	cmocka_unit_test(a_mended_table_is_not_told),
	cmocka_unit_test(the_same_history_gets_the_same_rows),
	cmocka_unit_test(what_the_step_touched_is_not_forgotten),
};

SUITE(tests)
