/*
 * The CHECKs, keys and triggers that people write: each table gets rows in both
 * populations, and in the plain one values that differ.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "field.h"
#include "gen/oracle/query.h"
#include "suite.h"

/* A table t (and what it needs), and how many different values each column has. */
struct kind {
	const char *sql;
	const char *columns; /* "a b": those with at least three; NULL: only rows count */
};

static const struct kind kinds[] = {
	/* lengths */
	{ "CREATE TABLE t(a TEXT CHECK (length(a) BETWEEN 3 AND 8))", "a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (length(trim(a)) > 0))", "a" },
	{ "CREATE TABLE t(a BLOB CHECK (length(hex(a)) = 64))", "a" },
	{ "CREATE TABLE t(a BLOB CHECK (length(a) <= 16 AND typeof(a) = 'blob'))", "a" },
	{ "CREATE TABLE t(a TEXT CHECK (length(CAST(a AS BLOB)) <= 10))", "a" },
	/* patterns */
	{ "CREATE TABLE t(a TEXT CHECK (length(a) = 36 AND a GLOB "
	  "'[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]-*-*-*-*'))",
		"a" },
	{ "CREATE TABLE t(a TEXT CHECK (a LIKE '%_@_%._%'))", "a" },
	{ "CREATE TABLE t(a TEXT CHECK (a LIKE '%@%' AND a NOT LIKE '% %'))", "a" },
	{ "CREATE TABLE t(a TEXT CHECK (length(a) = 7 AND a GLOB '#[0-9A-Fa-f]*' AND "
	  "substr(a, 2) NOT GLOB '*[^0-9A-Fa-f]*'))",
		"a" },
	{ "CREATE TABLE t(a TEXT CHECK (a NOT GLOB '*[^a-z0-9-]*' AND length(a) BETWEEN "
	  "1 "
	  "AND 63))",
		"a" },
	{ "CREATE TABLE t(a TEXT CHECK (a GLOB '[0-9]*' AND CAST(a AS INTEGER) > 0))",
		"a" },
	{ "CREATE TABLE t(a TEXT CHECK (a LIKE 'http://%' OR a LIKE 'https://%'))", "a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (length(a) = 26 AND a NOT GLOB "
	  "'*[^0-9A-HJKMNP-TV-Z]*'))",
		"a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (a LIKE 'usr\\_%' ESCAPE '\\'))", "a" },
	{ "CREATE TABLE t(a TEXT CHECK (a GLOB '+[1-9]*' AND length(a) BETWEEN 8 AND 16 "
	  "AND "
	  "substr(a, 2) NOT GLOB '*[^0-9]*'))",
		"a" },
	{ "CREATE TABLE t(a TEXT CHECK (a GLOB 'v[0-9]*.[0-9]*.[0-9]*'))", "a" },
	{ "CREATE TABLE t(a TEXT CHECK (a LIKE '%.%.%.%' OR a LIKE '%:%'))", "a" },
	/* parts of texts */
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (instr(a, '/') > 0))", "a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (substr(a, 1, 1) = '/' AND substr(a, -1) "
	  "<> "
	  "'/'))",
		"a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (substr(a, -4) = '.png'))", "a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (hex(substr(a, 1, 2)) = '4F4B'))", NULL },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (ltrim(a, '0123456789') = '' AND a <> "
	  "''))",
		"a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (replace(a, ' ', '') = a))", "a" },
	{ "CREATE TABLE t(a TEXT CHECK (a = lower(a)), b TEXT CHECK (b = upper(b) AND "
	  "length(b) = 3), c TEXT CHECK (c = trim(c) AND c <> ''))",
		"a b c" },
	/* numbers */
	{ "CREATE TABLE t(a INTEGER CHECK (a BETWEEN 1 AND 5))", "a" },
	{ "CREATE TABLE t(a INTEGER NOT NULL CHECK (a & 7 = 0), b INTEGER NOT NULL CHECK "
	  "(b & "
	  "~15 = 0), c INTEGER NOT NULL CHECK (c & 4 = 4))",
		"a b c" },
	{ "CREATE TABLE t(a INTEGER NOT NULL CHECK (a % 5 = 0), b INTEGER NOT NULL CHECK "
	  "(b % "
	  "2 = 1))",
		"a b" },
	{ "CREATE TABLE t(a INTEGER CHECK (a >= 0 OR a = -1), b INTEGER CHECK (abs(b) <= "
	  "100))",
		"a b" },
	{ "CREATE TABLE t(a REAL CHECK (a >= -90.0 AND a <= 90.0), b REAL CHECK (b "
	  "BETWEEN "
	  "-180 AND 180), c NUMERIC CHECK (round(c, 2) = c))",
		"a b c" },
	{ "CREATE TABLE t(a INTEGER, b INTEGER, total INTEGER NOT NULL, CHECK (total = a "
	  "+ "
	  "b))",
		"a b total" },
	{ "CREATE TABLE t(a INTEGER NOT NULL UNIQUE CHECK (a >= 0 AND a < 10))", "a" },
	/* one column and another */
	{ "CREATE TABLE t(a INTEGER NOT NULL, b INTEGER NOT NULL, CHECK (a < b))",
		"a b" },
	{ "CREATE TABLE t(a TEXT NOT NULL, b TEXT NOT NULL, CHECK (b < a))", "a b" },
	{ "CREATE TABLE t(a TEXT NOT NULL, b TEXT NOT NULL, CHECK (a <> b))", "a b" },
	{ "CREATE TABLE t(a INTEGER NOT NULL, b INTEGER, CHECK (b IS NULL OR b >= a))",
		"a b" },
	{ "CREATE TABLE t(a INTEGER NOT NULL, b INTEGER NOT NULL, CHECK (a >= 0 AND b >= "
	  "0 AND "
	  "(a = 0) <> (b = 0)))",
		NULL },
	{ "CREATE TABLE t(a INTEGER NOT NULL CHECK (a IN (10, 20, 30)), b INTEGER NOT "
	  "NULL "
	  "CHECK (b IN (1, 2, 3)), CHECK (a = b * 10))",
		NULL },
	/* NULLs */
	{ "CREATE TABLE t(a TEXT, b TEXT, c TEXT, CHECK (coalesce(a, b, c) IS NOT NULL))",
		"a b c" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (a NOT IN ('', 'none')), b TEXT CHECK (b "
	  "!= "
	  "''), c TEXT CHECK (coalesce(c, '') <> ''))",
		"a b c" },
	/* JSON */
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (json_valid(a)))", "a" },
	{ "CREATE TABLE t(a TEXT CHECK (a IS NULL OR (json_valid(a) AND json_type(a) = "
	  "'object')))",
		"a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (json_valid(a) AND json_array_length(a) "
	  ">= "
	  "1))",
		"a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (json_extract(a, '$.type') IN ('point', "
	  "'line', 'area')))",
		"a" },
	{ "CREATE TABLE t(a TEXT NOT NULL, CHECK (a ->> '$.v' = 2 AND a -> '$.items' IS "
	  "NOT "
	  "NULL))",
		"a" },
	/* dates */
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (date(a) IS NOT NULL))", "a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (a = strftime('%Y-%m-%d', a)))", "a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (a IS strftime('%Y-%m-%dT%H:%M:%SZ', "
	  "a)))",
		"a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (time(a) IS NOT NULL AND length(a) = 5))",
		"a" },
	{ "CREATE TABLE t(a TEXT NOT NULL CHECK (a GLOB "
	  "'[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND date(a) = a))",
		"a" },
	{ "CREATE TABLE t(a TEXT NOT NULL, b TEXT NOT NULL, CHECK (date(a) <= date(b)))",
		NULL },
	/* types, generated columns */
	{ "CREATE TABLE t(a NOT NULL CHECK (typeof(a) = 'real'), b CHECK (typeof(b) IN "
	  "('integer', 'null')))",
		"a b" },
	{ "CREATE TABLE t(w REAL NOT NULL, h REAL NOT NULL, g REAL GENERATED ALWAYS AS "
	  "(w * h) "
	  "STORED, CHECK (g < 1000 AND g > 0))",
		"w h" },
	{ "CREATE TABLE t(a TEXT NOT NULL, key TEXT AS (lower(a)) VIRTUAL UNIQUE, CHECK "
	  "(key "
	  "LIKE '%@%'))",
		"a" },
	/* indexes and triggers */
	{ "CREATE TABLE t(a INTEGER NOT NULL CHECK (a IN (0, 1)), b TEXT); CREATE UNIQUE "
	  "INDEX "
	  "i ON t(a) WHERE a = 1",
		"b" },
	{ "CREATE TABLE t(a INTEGER NOT NULL, b INTEGER NOT NULL); CREATE TRIGGER r "
	  "BEFORE "
	  "INSERT ON t WHEN new.a <= new.b BEGIN SELECT raise(ABORT, 'a is small'); END",
		"a b" },
	{ "CREATE TABLE t(a TEXT NOT NULL); CREATE TRIGGER r BEFORE INSERT ON t BEGIN "
	  "SELECT "
	  "CASE WHEN new.a NOT LIKE '%_@__%.__%' THEN raise(ABORT, 'no address') END; "
	  "END",
		"a" },
	/* composite keys */
	{ "CREATE TABLE w(id TEXT PRIMARY KEY); CREATE TABLE s(w TEXT NOT NULL "
	  "REFERENCES w, "
	  "id TEXT NOT NULL, PRIMARY KEY (w, id)); CREATE TABLE t(w TEXT NOT NULL, a "
	  "TEXT NOT "
	  "NULL, b TEXT NOT NULL, CHECK (a < b), FOREIGN KEY (w, a) REFERENCES s(w, id), "
	  "FOREIGN KEY (w, b) REFERENCES s(w, id))",
		"a b" },
	{ "CREATE TABLE w(id TEXT PRIMARY KEY); CREATE TABLE s(id TEXT PRIMARY KEY, w "
	  "TEXT NOT "
	  "NULL REFERENCES w, UNIQUE (w, id)); CREATE TABLE t(w TEXT NOT NULL REFERENCES "
	  "w, s "
	  "TEXT NOT NULL REFERENCES s, FOREIGN KEY (w, s) REFERENCES s(w, id))",
		"w s" },
	{ "CREATE TABLE p(id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN "
	  "('x', "
	  "'y')), UNIQUE (id, kind)); CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT "
	  "NOT "
	  "NULL CHECK (kind = 'x'), FOREIGN KEY (id, kind) REFERENCES p(id, kind))",
		"id" },
	{ "CREATE TABLE t(a INTEGER NOT NULL, b TEXT NOT NULL CHECK (b = 'deep'), "
	  "FOREIGN KEY "
	  "(a, b) REFERENCES u(a, b)); CREATE TABLE u(a INTEGER NOT NULL, b TEXT NOT "
	  "NULL, "
	  "PRIMARY KEY (a, b), FOREIGN KEY (b) REFERENCES v(b)); CREATE TABLE v(b TEXT "
	  "PRIMARY "
	  "KEY, c TEXT NOT NULL REFERENCES z(c)); CREATE TABLE z(c TEXT PRIMARY KEY "
	  "CHECK "
	  "(length(c) = 4))",
		"a" },
	{ "CREATE TABLE t(org INTEGER NOT NULL, id INTEGER NOT NULL, up INTEGER, PRIMARY "
	  "KEY "
	  "(org, id), FOREIGN KEY (org, up) REFERENCES t(org, id))",
		"id up" },
	{ "CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT); CREATE TABLE t(a INTEGER NOT "
	  "NULL "
	  "REFERENCES p, b INTEGER NOT NULL REFERENCES p, UNIQUE (a, b), CHECK (a <> b))",
		"a b" },
	{ "CREATE TABLE u(x INTEGER NOT NULL, y INTEGER NOT NULL, PRIMARY KEY (x, y), "
	  "FOREIGN "
	  "KEY (x, y) REFERENCES t(x, y)); CREATE TABLE t(x INTEGER NOT NULL, y INTEGER "
	  "NOT "
	  "NULL, PRIMARY KEY (x, y), FOREIGN KEY (x, y) REFERENCES u(x, y))",
		NULL },
};
#define KIND_COUNT (sizeof(kinds) / sizeof(*kinds))

/* Name what is not so, and go on. */
static int expect(struct field *field, const struct kind *kind, const char *select)
{
	if (scratch_int(field->scratch, 0, "%s", select) == 1)
		return 0;
	print_error("%s\n  not so: %s\n", kind->sql, select);
	return 1;
}

static int try(const struct kind *kind, enum population population)
{
	struct field field = field_new(population, NULL);
	const char *columns = population == POPULATION_PLAIN ? kind->columns : NULL;
	int wrong;

	field_run(&field, kind->sql);
	field_fill(&field);
	wrong = expect(&field, kind, "SELECT count(*) > 0 FROM t") +
		expect(&field, kind, "SELECT count(*) = 0 FROM pragma_foreign_key_check");
	while (columns && *columns) {
		char select[100];
		size_t size = strcspn(columns, " ");

		sqlite3_snprintf(sizeof(select), select,
			"SELECT count(DISTINCT %.*s) > 2 FROM t", (int)size, columns);
		wrong += expect(&field, kind, select);
		columns += size + (columns[size] == ' ');
	}
	field_free(&field);
	return wrong;
}

static void every_kind_gets_rows(enum population population)
{
	int wrong = 0;

	for (size_t i = 0; i < KIND_COUNT; i++)
		wrong += try(&kinds[i], population);
	assert_int_equal(wrong, 0);
}

static void every_kind_gets_different_plain_rows(void **state)
{
	(void)state;
	every_kind_gets_rows(POPULATION_PLAIN);
}

static void every_kind_gets_adversarial_rows(void **state)
{
	(void)state;
	every_kind_gets_rows(POPULATION_ADVERSARIAL);
}

/* Rows of both arms, whatever the CHECK is written like. */
static void each_arm_of_a_check_gets_rows(void **state)
{
	static const char *const arms[][2] = {
		{ "CREATE TABLE t(a INTEGER, b INTEGER, CHECK ((a IS NULL) <> (b IS "
		  "NULL)))",
			"SELECT count(a) > 0 AND count(b) > 0 FROM t" },
		{ "CREATE TABLE t(a INTEGER, b TEXT, c REAL, CHECK ((a IS NOT NULL) + (b "
		  "IS "
		  "NOT NULL) + (c IS NOT NULL) = 1))",
			"SELECT count(a) > 0 AND count(b) > 0 AND count(c) > 0 FROM t" },
		{ "CREATE TABLE t(kind TEXT NOT NULL, n INTEGER, t TEXT, CHECK (CASE "
		  "kind "
		  "WHEN 'n' THEN n IS NOT NULL AND t IS NULL WHEN 't' THEN t IS NOT NULL "
		  "AND "
		  "n IS NULL ELSE 0 END))",
			"SELECT count(n) > 0 AND count(t) > 0 FROM t" },
		{ "CREATE TABLE t(kind TEXT NOT NULL, n INTEGER, t TEXT, CHECK ((kind = "
		  "'n' AND "
		  "n IS NOT NULL AND t IS NULL) OR (kind = 't' AND t IS NOT NULL AND n "
		  "IS "
		  "NULL)))",
			"SELECT count(n) > 0 AND count(t) > 0 FROM t" },
		{ "CREATE TABLE t(state TEXT NOT NULL CHECK (state IN ('open', 'done')), "
		  "done_at "
		  "TEXT, CHECK ((state = 'done') = (done_at IS NOT NULL)))",
			"SELECT count(DISTINCT state) = 2 FROM t" },
		{ "CREATE TABLE t(state TEXT NOT NULL CHECK (state IN ('open', 'void')), "
		  "amount "
		  "INTEGER NOT NULL, CHECK (state <> 'void' OR amount < 0))",
			"SELECT sum(state = 'void' AND amount < 0) > 0 AND sum(state = "
			"'open') > 0 "
			"FROM t" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(arms) / sizeof(*arms); i++)
		field_plain(arms[i][0], arms[i][1]);
}

/* As high as the grammar takes it. */
static char *long_check(void)
{
	sqlite3_str *sql = sqlite3_str_new(NULL);

	sqlite3_str_appendall(sql, "CREATE TABLE t(a INTEGER NOT NULL CHECK (a > 0");
	for (int i = 0; i < 900; i++)
		sqlite3_str_appendf(sql, " AND a <> %d", 100000 + i);
	sqlite3_str_appendall(sql, "))");
	return sqlite3_str_finish(sql);
}

static void a_long_chain_takes_little_stack(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	if (!child) {
		struct rlimit little = { 200 << 10, 200 << 10 };
		char *sql = long_check();

		setrlimit(RLIMIT_STACK, &little);
		field_plain(sql, "SELECT count(DISTINCT a) = 5 FROM t");
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_kind_gets_different_plain_rows),
	cmocka_unit_test(every_kind_gets_adversarial_rows),
	cmocka_unit_test(each_arm_of_a_check_gets_rows),
	cmocka_unit_test(a_long_chain_takes_little_stack),
};

SUITE(tests)
