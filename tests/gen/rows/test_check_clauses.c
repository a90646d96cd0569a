/*
 * Rows that are synthesised keep what a table asks of them: keys, CHECKs, types,
 * triggers.
 */
#include "field.h"
#include "suite.h"

static void primary_keys_of_any_kind_are_kept(void **state)
{
	(void)state;
	field_both("CREATE TABLE a (id TEXT PRIMARY KEY) WITHOUT ROWID;"
		   "CREATE TABLE b (x INT, y TEXT, PRIMARY KEY (x, y)) WITHOUT ROWID;"
		   "CREATE TABLE c (id INTEGER PRIMARY KEY AUTOINCREMENT, v);"
		   "CREATE TABLE d (id INTEGER PRIMARY KEY DESC, v);"
		   "CREATE TABLE e (id BLOB PRIMARY KEY NOT NULL);"
		   "CREATE TABLE f (id VARCHAR(2) PRIMARY KEY)",
		"SELECT (SELECT count(id) FROM a) > 2 AND (SELECT count(*) FROM b) > 2 "
		"AND "
		"(SELECT count(*) FROM e) > 2 AND (SELECT count(*) FROM f) > 2");
}

static void unique_indexes_of_any_kind_are_kept(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE a (x TEXT NOT NULL, y INT NOT NULL, z TEXT, on_ BOOLEAN, "
		"UNIQUE (x, y)); CREATE UNIQUE INDEX i ON a (lower(z));"
		"CREATE UNIQUE INDEX j ON a (y) WHERE on_ = 1;"
		"CREATE TABLE b (k TEXT COLLATE NOCASE UNIQUE, kind TEXT UNIQUE CHECK "
		"(kind "
		"IN "
		"('a', 'b', 'c', 'd')))",
		"SELECT (SELECT count(*) FROM a) > 2 AND (SELECT count(*) FROM b) > 2");
}

static void members_of_a_check_are_found(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE a (x TEXT NOT NULL CHECK (x IN ('one', 'it''s')), "
		"y INT CHECK (y IN (1, 2, 3)), z TEXT CHECK (z = 'only' OR z = 'two'), "
		"v INT CHECK (v), w REAL NOT NULL CHECK (w = -1.5), b BLOB NOT NULL "
		"CHECK "
		"(b = "
		"x'00ff'))",
		"SELECT count(DISTINCT x) = 2 FROM a");
}

static void cases_of_a_check_are_found(void **state)
{
	(void)state;
	field_both("CREATE TABLE a (kind TEXT NOT NULL, n INT NOT NULL, "
		   "CHECK (CASE kind WHEN 'one' THEN n = 1 WHEN 'two' THEN n = 2 ELSE 0 "
		   "END))",
		"SELECT count(DISTINCT kind) = 2 FROM a");
}

static void ranges_of_a_check_are_kept(void **state)
{
	(void)state;
	field_both("CREATE TABLE a (a INT NOT NULL CHECK (a BETWEEN 1 AND 5), "
		   "b INT NOT NULL CHECK (b >= 0 AND b < 10), c REAL NOT NULL CHECK (c > "
		   "0.25 "
		   "AND c "
		   "<= 0.5), d INT NOT NULL CHECK (d < 0), e INT NOT NULL CHECK (e >= "
		   "65536), "
		   "f TEXT NOT NULL CHECK (f <> ''), g INT NOT NULL CHECK (g % 8 = 3))",
		"SELECT count(*) > 2 FROM a");
}

static void lengths_of_a_check_are_kept(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE a (a BLOB NOT NULL CHECK (length(a) = 33), b TEXT NOT NULL "
		"CHECK "
		"(length(b) = 10 AND typeof(b) = 'text'), c TEXT NOT NULL CHECK "
		"(length(c) "
		"<= 3), "
		"d TEXT NOT NULL CHECK (length(d) > 40), e NOT NULL CHECK (typeof(e) = "
		"'blob' AND "
		"length(e) BETWEEN 20 AND 24), f NUMERIC NOT NULL CHECK (length(f) = 5), "
		"g TEXT NOT NULL CHECK (length(hex(g)) = 8))",
		"SELECT count(*) > 2 AND min(typeof(a) = 'blob') FROM a");
}

static void patterns_of_a_check_are_matched(void **state)
{
	(void)state;
	field_both("CREATE TABLE a (a TEXT NOT NULL CHECK (a GLOB '[0-9][0-9]-[A-F]*'), "
		   "b TEXT NOT NULL CHECK (length(b) = 40 AND b NOT GLOB '*[^0-9a-f]*'), "
		   "c TEXT NOT NULL CHECK (c LIKE 'http%://%._'), "
		   "d TEXT NOT NULL CHECK (d = upper(d) AND d <> ''), "
		   "e TEXT NOT NULL CHECK (substr(e, 1, 1) = '/'), "
		   "f TEXT NOT NULL CHECK (instr(f, ' ') = 0), "
		   "g TEXT NOT NULL CHECK (g GLOB 'sha256:*' AND length(g) = 20), "
		   "h TEXT NOT NULL CHECK (h = lower(trim(h))))",
		"SELECT count(*) > 2 FROM a");
}

static void dates_of_a_check_are_dates(void **state)
{
	(void)state;
	field_both("CREATE TABLE a (a TEXT NOT NULL CHECK (a IS date(a)), "
		   "b TEXT NOT NULL CHECK (b IS strftime('%Y-%m-%d %H:%M:%S', b)), "
		   "c TEXT NOT NULL CHECK (datetime(c) IS NOT NULL))",
		"SELECT count(*) > 2 FROM a");
}

static void json_of_a_check_is_json(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE a (a TEXT NOT NULL CHECK (json_valid(a)), b TEXT NOT NULL "
		"CHECK "
		"(json_type(b) = 'array'), c TEXT NOT NULL CHECK (json_extract(c, "
		"'$.kind') "
		"IN "
		"('x', 'y')), name TEXT NOT NULL, d BLOB NOT NULL CHECK (name = "
		"json_extract(CAST(d AS TEXT), '$.name')), e TEXT CHECK (e IS NULL OR "
		"json_valid(e)))",
		"SELECT count(*) > 2 FROM a");
}

static void comparisons_between_columns_are_kept(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE a (z INT NOT NULL, y INT NOT NULL, w TEXT NOT NULL, "
		"v TEXT NOT NULL, low INT NOT NULL, high INT NOT NULL, CHECK (z > y), "
		"CHECK (w = v), CONSTRAINT span CHECK (low + 2 < high AND high < 100))",
		"SELECT count(*) > 2 FROM a");
}

static void sums_products_and_prefixes_of_a_check_are_kept(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE a (price REAL NOT NULL CHECK (price >= 0), n INT NOT NULL "
		"CHECK "
		"(n > 0), total REAL NOT NULL CHECK (total = price * n));"
		"CREATE TABLE b (x INT NOT NULL, y INT NOT NULL, z INT NOT NULL CHECK (z "
		"= x + "
		"y));"
		"CREATE TABLE c (id TEXT NOT NULL CHECK (substr(id, 1, 4) = 'usr_' AND "
		"length(id) = 20), k BLOB NOT NULL CHECK (substr(k, 1, 1) = x'02' AND "
		"length(k) = 33), s TEXT NOT NULL CHECK (length(s) = 3 AND s = "
		"upper(s)))",
		"SELECT (SELECT count(*) FROM a) > 0 AND (SELECT count(*) FROM b) > 0 "
		"AND "
		"(SELECT count(*) FROM c) > 0");
}

static void a_generated_column_may_read_json(void **state)
{
	(void)state;
	field_both("CREATE TABLE a (v TEXT NOT NULL, k AS (json_extract(v, '$.id.n')) "
		   "STORED NOT "
		   "NULL UNIQUE)",
		"SELECT count(*) > 2 FROM a");
}

static void exactly_one_of_many_columns_has_a_value(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE p (id INTEGER PRIMARY KEY);"
		"CREATE TABLE a (id INTEGER PRIMARY KEY, a TEXT, b INT REFERENCES p, c "
		"INT, "
		"d, e, "
		"CHECK ((a IS NOT NULL) + (b IS NOT NULL) + (c IS NOT NULL) + (d IS NOT "
		"NULL) + "
		"(e IS NOT NULL) = 1));"
		"CREATE TABLE b (kind TEXT NOT NULL CHECK (kind IN ('n', 't')), n INT, t "
		"TEXT, "
		"CHECK ((kind = 'n' AND n IS NOT NULL AND t IS NULL) OR (kind = 't' AND "
		"t "
		"IS NOT "
		"NULL AND n IS NULL)));"
		"CREATE TABLE c (x INT, y INT, CHECK ((x IS NULL) = (y IS NULL)), CHECK "
		"(x "
		"IS NOT "
		"NULL OR y IS NULL))",
		"SELECT (SELECT count(*) FROM a) > 1 AND (SELECT count(*) FROM b) > 1");
}

static void a_singleton_gets_its_one_row(void **state)
{
	(void)state;
	field_both("CREATE TABLE a (id INTEGER PRIMARY KEY CHECK (id = 1), v TEXT);"
		   "CREATE TABLE b (k TEXT PRIMARY KEY CHECK (k = 'x') NOT NULL) WITHOUT "
		   "ROWID;"
		   "CREATE TABLE c (single BOOLEAN UNIQUE NOT NULL CHECK (single))",
		"SELECT (SELECT count(*) FROM a) = 1 AND (SELECT count(*) FROM b) = 1 "
		"AND "
		"(SELECT count(*) FROM c) = 1");
}

static void strict_tables_get_rows_of_their_types(void **state)
{
	(void)state;
	field_both("CREATE TABLE a (id INTEGER PRIMARY KEY, a TEXT, b INT, c REAL, d "
		   "BLOB, e "
		   "ANY, "
		   "made_at INTEGER NOT NULL, f BLOB NOT NULL CHECK (f IN ('a', x'61'))) "
		   "STRICT;"
		   "CREATE TABLE b (k TEXT PRIMARY KEY, v ANY NOT NULL) STRICT, WITHOUT "
		   "ROWID",
		"SELECT count(*) > 2 FROM a");
}

static void generated_columns_are_never_written(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE a (id INTEGER PRIMARY KEY, n INT NOT NULL, m AS (n % 10) "
		"STORED "
		"CHECK (m = 7), t TEXT NOT NULL, u TEXT AS (lower(t)) UNIQUE, v AS (n * "
		"2))",
		"SELECT count(*) > 2 AND min(n % 10) = 7 FROM a");
}

static void defaults_and_odd_names_do_no_harm(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE \"order \"\" by\" (\"group\" TEXT DEFAULT 'x', [a b] INT "
		"DEFAULT "
		"(1 + 1), `ti'ck` TEXT DEFAULT CURRENT_TIMESTAMP, \"\xc3\xa9\" TEXT NOT "
		"NULL CHECK "
		"(\"\xc3\xa9\" IN ('\xc3\xa4', 'b')));"
		"CREATE TABLE empty_default (a DEFAULT '{}', b TEXT DEFAULT '[]')",
		"SELECT count(*) > 2 FROM \"order \"\" by\"");
	field_plain("CREATE TABLE a (a TEXT DEFAULT '{}', b TEXT DEFAULT '[]')",
		"SELECT min(json_type(a) = 'object' AND json_type(b) = 'array') FROM a");
}

static void triggers_that_raise_are_satisfied(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE a (id INTEGER PRIMARY KEY, state TEXT NOT NULL, n INT NOT "
		"NULL);"
		"CREATE TRIGGER t BEFORE INSERT ON a WHEN NEW.state NOT IN ('new', "
		"'old') "
		"BEGIN "
		"SELECT RAISE(ABORT, 'bad state'); END;"
		"CREATE TRIGGER u AFTER INSERT ON a BEGIN SELECT RAISE(FAIL, 'n is too "
		"big') "
		"WHERE NEW.n > 20; END",
		"SELECT count(*) > 2 AND max(n) <= 20 FROM a");
}

static void a_trigger_that_rolls_back_does_no_harm(void **state)
{
	struct field field = field_new(POPULATION_PLAIN, NULL);
	uint32_t count;

	(void)state;
	field_run(&field, "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id "
			  "INTEGER PRIMARY KEY);"
			  "CREATE TRIGGER t BEFORE INSERT ON a BEGIN SELECT "
			  "RAISE(ROLLBACK, 'no'); END");
	field_fill(&field);
	assert_string_equal(synthesis_failures(field.synth, &count)[0].message, "no");
	field_expect(&field, "SELECT count(*) > 2 FROM b");
	assert_true(sqlite3_get_autocommit(field.scratch->db));
	field_free(&field);
}

static void a_trigger_may_hold_strings_in_double_quotes(void **state)
{
	struct field field = field_new(POPULATION_PLAIN, NULL);

	(void)state;
	scratch_double_quotes(field.scratch, true);
	field_run(&field, "CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT);"
			  "CREATE TRIGGER t AFTER INSERT ON a WHEN NEW.v = \"x\" BEGIN "
			  "UPDATE a SET v = \"y\"; END");
	scratch_double_quotes(field.scratch, false);
	field_fill(&field);
	field_expect_filled(&field);
	field_free(&field);
}

static void triggers_may_write_elsewhere(void **state)
{
	(void)state;
	field_both("CREATE TABLE log (id INTEGER PRIMARY KEY, a INT UNIQUE);"
		   "CREATE TABLE a (id INTEGER PRIMARY KEY);"
		   "CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO log (a) VALUES "
		   "(NEW.id); "
		   "END",
		"SELECT count(*) > 2 FROM log JOIN a ON a.id = log.a");
}

static void full_text_and_spatial_tables_get_rows(void **state)
{
	(void)state;
	field_both("CREATE VIRTUAL TABLE f USING fts5(title, body UNINDEXED);"
		   "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1, y0, y1);"
		   "CREATE VIRTUAL TABLE g USING fts4(a, b)",
		"SELECT (SELECT count(*) FROM f) > 2 AND (SELECT count(*) FROM r) > 2 "
		"AND "
		"(SELECT count(*) FROM g) > 2");
}

static void a_full_text_index_of_another_table_is_rebuilt(void **state)
{
	struct field field = field_sown(POPULATION_PLAIN,
		"CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT);"
		"CREATE VIRTUAL TABLE f USING fts5(title, content='posts', "
		"content_rowid=id)");

	(void)state;
	field_expect(&field,
		"SELECT count(*) = 1 FROM f WHERE f MATCH (SELECT title FROM "
		"posts LIMIT 1)");
	field_run(&field, "INSERT INTO f(f) VALUES('integrity-check')");
	field_free(&field);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(primary_keys_of_any_kind_are_kept),
	cmocka_unit_test(unique_indexes_of_any_kind_are_kept),
	cmocka_unit_test(members_of_a_check_are_found),
	cmocka_unit_test(cases_of_a_check_are_found),
	cmocka_unit_test(ranges_of_a_check_are_kept),
	cmocka_unit_test(lengths_of_a_check_are_kept),
	cmocka_unit_test(patterns_of_a_check_are_matched),
	cmocka_unit_test(dates_of_a_check_are_dates),
	cmocka_unit_test(json_of_a_check_is_json),
	cmocka_unit_test(comparisons_between_columns_are_kept),
	cmocka_unit_test(sums_products_and_prefixes_of_a_check_are_kept),
	cmocka_unit_test(a_generated_column_may_read_json),
	cmocka_unit_test(exactly_one_of_many_columns_has_a_value),
	cmocka_unit_test(a_singleton_gets_its_one_row),
	cmocka_unit_test(strict_tables_get_rows_of_their_types),
	cmocka_unit_test(generated_columns_are_never_written),
	cmocka_unit_test(defaults_and_odd_names_do_no_harm),
	cmocka_unit_test(triggers_that_raise_are_satisfied),
	cmocka_unit_test(a_trigger_that_rolls_back_does_no_harm),
	cmocka_unit_test(a_trigger_may_hold_strings_in_double_quotes),
	cmocka_unit_test(triggers_may_write_elsewhere),
	cmocka_unit_test(full_text_and_spatial_tables_get_rows),
	cmocka_unit_test(a_full_text_index_of_another_table_is_rebuilt),
};

SUITE(tests)
