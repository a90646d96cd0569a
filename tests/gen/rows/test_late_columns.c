/*
 * Columns that came after the rows get values in the rows that are there.
 */
#include "field.h"
#include "gen/oracle/query.h"
#include "gen/rows/demand.h"
#include "suite.h"

/* 24 rows, more than a table is ever topped up to. */
#define CROWD                                                                            \
	"WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 24) "            \
	"INSERT INTO t SELECT i, 'name' || i FROM n"
#define BEFORE "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)"

struct late_case {
	const char *before, *rows, *step;
	const char *plain, *adversarial; /* what is true then; NULL: not asked */
};

static const struct late_case cases[] = {
	{ BEFORE, CROWD, "ALTER TABLE t ADD COLUMN c TEXT",
		"SELECT count(*) = 24 AND count(DISTINCT c) = 24 FROM t",
		"SELECT count(*) = 24 AND count(c) BETWEEN 12 AND 23 AND count(DISTINCT "
		"c) "
		"BETWEEN 5 AND count(c) - 1 FROM t" },
	{ BEFORE, CROWD, "ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT 0",
		"SELECT count(*) = 24 AND count(DISTINCT c) = 24 AND sum(c = 0) = 1 FROM "
		"t",
		"SELECT count(*) = 24 AND count(DISTINCT c) > 5 AND sum(c = 0) > 1 FROM "
		"t" },
	{ BEFORE, NULL, "ALTER TABLE t ADD COLUMN c TEXT",
		"SELECT count(*) = 5 AND count(DISTINCT c) = 5 FROM t",
		"SELECT count(*) = 9 AND count(c) BETWEEN 5 AND 8 FROM t" },
	{ BEFORE, CROWD,
		"ALTER TABLE t ADD COLUMN c TEXT; ALTER TABLE t ADD COLUMN d INT",
		"SELECT count(DISTINCT c) = 24 AND count(DISTINCT d) = 24 FROM t",
		"SELECT sum(c IS NULL AND d IS NOT NULL) > 0 AND sum(c IS NOT NULL AND d "
		"IS "
		"NULL) > 0 AND sum(c IS NULL AND d IS NULL) > 0 AND sum(c IS NOT NULL "
		"AND d "
		"IS NOT NULL) > 0 FROM t" },
	/* what the column accepts */
	{ BEFORE, CROWD, "ALTER TABLE t ADD COLUMN c TEXT CHECK (c IN ('a', 'b', 'c'))",
		"SELECT count(c) = 24 AND count(DISTINCT c) = 3 FROM t",
		"SELECT count(DISTINCT c) = 3 FROM t" },
	{ BEFORE, CROWD,
		"ALTER TABLE t ADD COLUMN c TEXT; CREATE UNIQUE INDEX u ON t (c)",
		"SELECT count(DISTINCT c) = 24 FROM t",
		"SELECT count(DISTINCT c) > 5 AND count(c) < 24 FROM t" },
	{ "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, x INT, CHECK (x > 3)) "
	  "STRICT",
		NULL, "ALTER TABLE t ADD COLUMN c BLOB",
		"SELECT count(DISTINCT c) = 5 AND min(typeof(c)) = 'blob' FROM t", NULL },
	{ BEFORE, CROWD,
		"ALTER TABLE t ADD COLUMN c INT CHECK (c IS NULL OR name IS NULL)",
		"SELECT count(*) > 24 OR count(c) = 0 FROM t", NULL },
	{ BEFORE, CROWD,
		"ALTER TABLE t ADD COLUMN c TEXT GENERATED ALWAYS AS (name || 'x')",
		"SELECT count(*) = 24 AND sum(c = name || 'x') = 24 FROM t", NULL },
	/* foreign keys */
	{ "CREATE TABLE p (id INTEGER PRIMARY KEY); " BEFORE, CROWD,
		"ALTER TABLE t ADD COLUMN p INT REFERENCES p",
		"SELECT count(p) = 24 AND count(DISTINCT p) >= 3 FROM t",
		"SELECT count(p) BETWEEN 3 AND 23 FROM t" },
	{ BEFORE, CROWD, "ALTER TABLE t ADD COLUMN up INT REFERENCES t",
		"SELECT count(up) = 23 AND sum(up >= id) = 0 FROM t",
		"SELECT count(up) >= 3 AND coalesce(sum(up >= id), 0) = 0 FROM t" },
	/* without a rowid, and where the name is taken */
	{ "CREATE TABLE t (id INT, name TEXT, PRIMARY KEY (name, id)) WITHOUT ROWID",
		CROWD, "ALTER TABLE t ADD COLUMN c REAL",
		"SELECT count(DISTINCT c) = 24 FROM t", NULL },
	{ "CREATE TABLE t (id INT, name TEXT)", CROWD,
		"ALTER TABLE t ADD COLUMN rowid TEXT",
		"SELECT count(DISTINCT rowid) = 24 FROM t", NULL },
	/* a table that is made anew */
	{ BEFORE, CROWD,
		"CREATE TABLE n (id INTEGER PRIMARY KEY, name TEXT, c TEXT DEFAULT 'x'); "
		"INSERT INTO n (id, name) SELECT id, name FROM t; DROP TABLE t; ALTER "
		"TABLE "
		"n RENAME TO t",
		"SELECT count(DISTINCT c) = 24 AND sum(c = 'x') = 1 FROM t", NULL },
	{ BEFORE, CROWD, "CREATE TABLE n AS SELECT id, name, NULL AS c FROM t",
		"SELECT count(*) = 24 AND count(DISTINCT c) = 24 FROM n", NULL },
	/* what statements have filled stays */
	{ BEFORE, CROWD, "ALTER TABLE t ADD COLUMN c TEXT; UPDATE t SET c = name || '!'",
		"SELECT sum(c = name || '!') = 24 FROM t",
		"SELECT sum(c = name || '!') = 24 FROM t" },
	{ BEFORE, CROWD, "ALTER TABLE t RENAME COLUMN name TO c",
		"SELECT count(c) = 24 AND sum(c = 'name' || id) = 24 FROM t",
		"SELECT count(c) = 24 AND sum(c = 'name' || id) = 24 FROM t" },
	{ BEFORE, CROWD, "UPDATE t SET name = NULL",
		"SELECT count(DISTINCT name) = 24 FROM t",
		"SELECT count(name) BETWEEN 5 AND 23 FROM t" },
	/* triggers: none fires; what they write is left alone in every second row */
	{ BEFORE
		"; CREATE TABLE log (x); CREATE TRIGGER l AFTER UPDATE ON t BEGIN INSERT "
		"INTO log VALUES (1); END",
		CROWD, "ALTER TABLE t ADD COLUMN c TEXT",
		"SELECT (SELECT count(c) FROM t) = 24 AND sum(x = 1) IS NOT 24 FROM log",
		NULL },
	{ BEFORE, CROWD,
		"ALTER TABLE t ADD COLUMN c TEXT; CREATE TRIGGER u AFTER INSERT ON t "
		"BEGIN "
		"UPDATE t SET c = lower(new.name) WHERE id = new.id; END",
		"SELECT count(c) = 12 FROM t", NULL },
	/* a search index still fits its content */
	{ BEFORE, CROWD,
		"ALTER TABLE t ADD COLUMN c TEXT; CREATE VIRTUAL TABLE f USING "
		"fts5(name, c, "
		"content=t, content_rowid=id)",
		"SELECT count(*) = 1 FROM f WHERE f MATCH (SELECT c FROM t WHERE id = 7)",
		NULL },
};

static int run(
	enum population population, const struct late_case *one, const char *select)
{
	struct field field = field_new(population, NULL);
	bool so;

	field_run(&field, one->before);
	if (one->rows)
		field_run(&field, one->rows);
	field_fill(&field);
	field_run(&field, one->step);
	field_fill(&field);
	field_expect_filled(&field);
	so = !select || scratch_int(field.scratch, 0, "%s", select) == 1;
	if (!so)
		print_error("%s: not so: %s\n", one->step, select);
	field_free(&field);
	return !so;
}

static void late_columns_get_values(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		wrong += run(POPULATION_PLAIN, &cases[i], cases[i].plain);
		wrong += run(POPULATION_ADVERSARIAL, &cases[i], cases[i].adversarial);
	}
	assert_int_equal(wrong, 0);
}

/* A backfill is to find something to do. */
static void what_a_backfill_writes_is_left_to_it(void **state)
{
	struct field field = field_told(POPULATION_PLAIN,
		"ALTER TABLE t ADD COLUMN c TEXT;\nALTER TABLE t ADD COLUMN d TEXT;\n"
		"-- @backfill c\nUPDATE t SET c = lower(name) WHERE c IS NULL;\n",
		BEFORE);

	(void)state;
	field_run(&field,
		"ALTER TABLE t ADD COLUMN c TEXT; ALTER TABLE t ADD COLUMN d TEXT");
	field_fill(&field);
	field_expect(&field, "SELECT count(c) = 0 AND count(DISTINCT d) = 5 FROM t");
	field_free(&field);
}

/* An application writes what a later CHECK allows. */
static void a_later_check_says_what_plain_rows_hold(void **state)
{
	struct field field = field_told(POPULATION_PLAIN,
		"CREATE TABLE n (id INTEGER PRIMARY KEY, off INT CHECK (off IN (0, "
		"1)));\n",
		BEFORE);

	(void)state;
	field_run(&field, "ALTER TABLE t ADD COLUMN off INT DEFAULT 0");
	field_fill(&field);
	field_expect(&field,
		"SELECT min(off IN (0, 1)) = 1 AND count(DISTINCT off) = 2 FROM t");
	field_free(&field);
}

/* A row that nobody has touched since, on which the step that forbids NULL fails. */
static void a_row_stays_null_where_the_column_may_not_be(void **state)
{
	struct field field = field_told(POPULATION_PLAIN,
		"CREATE TABLE n (id INTEGER PRIMARY KEY, c TEXT NOT NULL);\n", BEFORE);

	(void)state;
	field_run(&field,
		"ALTER TABLE t ADD COLUMN c TEXT; ALTER TABLE t ADD COLUMN d TEXT");
	field_fill(&field);
	field_expect(&field, "SELECT count(c) = 4 AND count(d) = 5 FROM t");
	field_free(&field);
}

/* What earlier demands have made goes again, but for what has children. */
static void demanded_rows_do_not_pile_up(void **state)
{
	struct field field = field_sown(POPULATION_ADVERSARIAL,
		"CREATE TABLE p (id INTEGER PRIMARY KEY, n INT); CREATE TABLE c (id "
		"INTEGER "
		"PRIMARY KEY, p INT REFERENCES p)");
	struct demand demand = { .table = "p" };

	(void)state;
	for (int step = 0; step < 4; step++) {
		for (int i = 0; i < 30; i++)
			assert_true(synthesis_meet(
				field.synth, field.scratch, NULL, &demand));
		if (!step)
			field_run(&field, "INSERT INTO c SELECT id + 100000, id FROM p");
		field_fill(&field);
	}
	field_expect(&field, "SELECT count(*) BETWEEN 60 AND 90 AND (SELECT count(*) "
			     "FROM c WHERE p NOT IN "
			     "(SELECT id FROM p)) = 0 FROM p");
	field_free(&field);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(late_columns_get_values),
	cmocka_unit_test(what_a_backfill_writes_is_left_to_it),
	cmocka_unit_test(a_later_check_says_what_plain_rows_hold),
	cmocka_unit_test(a_row_stays_null_where_the_column_may_not_be),
	cmocka_unit_test(demanded_rows_do_not_pile_up),
};

SUITE(tests)
