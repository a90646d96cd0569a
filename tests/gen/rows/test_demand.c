/*
 * A row on demand: it answers as it is wanted, or nothing is changed and a text says why.
 */
#include <string.h>

#include "field.h"
#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/rows/demand.h"
#include "suite.h"

/* One demand in words. */
struct wish {
	const char *schema;
	const char *table;
	const char *conditions[4]; /* "T expression", "F expression", "N expression" */
	const char *why;	   /* NULL: it can be met; or a part of the reason */
};

static struct demand_condition condition_of(struct field *field, const char *words)
{
	enum truth wanted = words[0] == 'T'   ? TRUTH_TRUE
			    : words[0] == 'F' ? TRUTH_FALSE
					      : TRUTH_NULL;
	const struct tree_expr *expr = parse_expression(field->front.arena, words + 2);

	assert_non_null(expr);
	return (struct demand_condition){ expr, wanted };
}

static int64_t fingerprint(struct field *field, const char *table)
{
	return scratch_int(field->scratch, -1,
		"SELECT count(*) * 1000 + (SELECT count(*) FROM sqlite_master) FROM "
		"\"%w\"",
		table);
}

/* How many of these are not granted as they should be. */
static int grant(enum population population, const struct wish *wish)
{
	int wrong = 0;
	struct field field = field_sown(population, wish->schema);
	struct demand_condition conditions[4];
	struct demand demand = { .table = wish->table, .conditions = conditions };
	int64_t before = fingerprint(&field, wish->table);
	bool made;

	for (; demand.condition_count < 4 && wish->conditions[demand.condition_count];
		demand.condition_count++)
		conditions[demand.condition_count] =
			condition_of(&field, wish->conditions[demand.condition_count]);
	made = synthesis_meet(field.synth, field.scratch, NULL, &demand);
	if (made != !wish->why || (!made && !strstr(demand.why, wish->why))) {
		print_error("%s: %s: %s\n", wish->schema, wish->conditions[0],
			made ? "made" : demand.why);
		wrong++;
	}
	if (!made || demand.changed)
		assert_int_equal(fingerprint(&field, wish->table), before);
	if (made)
		field_expect(&field, arena_printf(field.front.arena,
					     "SELECT count(*) = 1 FROM \"%w\" WHERE %s",
					     wish->table, demand.where));
	if (!strstr(wish->conditions[0], "FROM p"))
		field_expect(&field, "SELECT count(*) = 0 FROM pragma_foreign_key_check");
	field_free(&field);
	return wrong;
}

#define T "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b INT, s TEXT, d DATETIME); "
#define FULL "CREATE TABLE t (id INTEGER PRIMARY KEY CHECK (id = 1), a INT, s TEXT); "
#define TREE                                                                             \
	"CREATE TABLE p (id INTEGER PRIMARY KEY, kind TEXT NOT NULL); "                  \
	"CREATE TABLE t (id INTEGER PRIMARY KEY, p INT NOT NULL REFERENCES p, x INT)"

static const struct wish wishes[] = {
	{ T, "t", { "T a = 5" }, NULL },
	{ T, "t", { "F a = 5" }, NULL },
	{ T, "t", { "N a = 5" }, NULL },
	{ T, "t", { "T a > b" }, NULL },
	{ T, "t", { "T a < b" }, NULL },
	{ T, "t", { "T a = b" }, NULL },
	{ T, "t", { "N a = b", "T a IS NULL" }, NULL },
	{ T, "t", { "N a = b", "T b IS NULL" }, NULL },
	{ T, "t", { "T a IS NULL", "T b IS NOT NULL" }, NULL },
	{ T, "t", { "T a IS NULL AND b IS NULL" }, NULL },
	{ T, "t", { "T a < 0", "T b = 0" }, NULL },
	{ T, "t", { "T a > 1000000" }, NULL },
	{ T, "t", { "T a BETWEEN 10 AND 12" }, NULL },
	{ T, "t", { "F a BETWEEN 10 AND 12" }, NULL },
	{ T, "t", { "T s IN ('x', 'y')" }, NULL },
	{ T, "t", { "F s IN ('x', 'y')" }, NULL },
	{ T, "t", { "T s NOT IN ('x', 'y')" }, NULL },
	{ T, "t", { "T s LIKE 'ab%'" }, NULL },
	{ T, "t", { "F s LIKE 'ab%'" }, NULL },
	{ T, "t", { "T s GLOB '[0-9]*'" }, NULL },
	{ T, "t", { "T length(s) > 40" }, NULL },
	{ T, "t", { "T s = ''" }, NULL },
	{ T, "t", { "T trim(s) = ''" }, NULL },
	{ T, "t", { "T lower(s) = 'bob'" }, NULL },
	{ T, "t", { "T s <> lower(s)" }, NULL },
	{ T, "t", { "T s LIKE '%@%'" }, NULL },
	{ T, "t", { "T instr(s, '-') > 0" }, NULL },
	{ T, "t", { "T instr(s, '-') = 0" }, NULL },
	{ T, "t", { "T coalesce(s, '') = ''" }, NULL },
	{ T, "t", { "T date(d) < '2020-01-01'" }, NULL },
	{ T, "t", { "T d > '2030-01-01'" }, NULL },
	{ T, "t", { "N date(s)" }, NULL },
	{ T, "t", { "T a + b > 5000" }, NULL },
	{ T, "t", { "T a % 2 = 1" }, NULL },
	{ T, "t", { "T a & 4" }, NULL },
	{ T, "t", { "T CASE WHEN a = 3 THEN s = 'x' ELSE 0 END" }, NULL },
	{ T, "t", { "T a = 1 OR b = 2", "F a = 1" }, NULL },
	{ T, "t", { "T a = 1 OR b = 2", "F b = 2" }, NULL },
	{ T, "t", { "T json_valid(s)" }, NULL },
	{ T, "t", { "F json_valid(s)" }, NULL },
	{ T, "t", { "T typeof(a) = 'text'" }, NULL },
	{ T, "t", { "T CAST(s AS INTEGER) = 7" }, NULL },
	{ T, "t", { "T t.a = 5", "F main.t.b = 5" }, NULL },
	{ T "CREATE TABLE o (x INT)", "t", { "T a IN (SELECT x FROM o)" }, NULL },
	{ T "CREATE TABLE o (x INT NOT NULL)", "t", { "F a IN (SELECT x FROM o)" },
		NULL },
	{ T "CREATE TABLE o (x INT)", "t", { "T a = (SELECT max(x) FROM o)" }, NULL },
	{ T "CREATE TABLE o (x INT)", "t",
		{ "T EXISTS (SELECT 1 FROM o WHERE o.x = t.a)" }, NULL },
	{ T "CREATE TABLE o (x INT)", "t",
		{ "F EXISTS (SELECT 1 FROM o WHERE o.x = t.a)" }, NULL },
	{ T "CREATE TABLE o (x TEXT)", "t",
		{ "T s IN (SELECT x FROM o WHERE o.x <> t.d)" }, NULL },
	{ TREE, "t", { "T x = 3" }, NULL },
	{ TREE, "t", { "N x = 3" }, NULL },
	{ TREE, "p", { "F id IN (SELECT p FROM t)", "T kind = 'z'" }, NULL },
	{ TREE, "t", { "T p NOT IN (SELECT id FROM p)" }, NULL },
	{ TREE, "t", { "F EXISTS (SELECT 1 FROM p o WHERE o.id = t.p)" }, NULL },
	{ "CREATE TABLE t (a TEXT PRIMARY KEY, b INT) WITHOUT ROWID", "t", { "T b = 5" },
		NULL },
	{ "CREATE TABLE t (a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (a, b)) WITHOUT "
	  "ROWID",
		"t", { "T a > b" }, NULL },
	{ "CREATE TABLE t (id INTEGER PRIMARY KEY, k TEXT CHECK (k IN ('a', 'b', 'c')))",
		"t", { "T k = 'b'" }, NULL },
	{ "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT NOT NULL CHECK (a BETWEEN 0 AND "
	  "99999999999)) STRICT",
		"t", { "T a * 1000 > 5", "F a = 3", "F a = 4" }, NULL },
	{ FULL, "t", { "T a = 5" }, NULL },
	{ FULL, "t", { "N a = 5" }, NULL },
	{ FULL, "t", { "T s LIKE 'x%'", "T a < 0" }, NULL },
	{ "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT NOT NULL)", "t", { "N a = 5" },
		"a = 5 is never NULL" },
	{ "CREATE TABLE t (id INTEGER PRIMARY KEY, k TEXT CHECK (k IN ('a', 'b')))", "t",
		{ "T k = 'c'" }, "CHECK" },
	{ T, "t", { "T a = 1 AND a = 2" }, "is never true" },
	{ T, "t", { "T nowhere = 1" }, "no such column" },
};

static void a_row_answers_as_it_is_wanted(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(wishes) / sizeof(*wishes); i++) {
		wrong += grant(POPULATION_PLAIN, &wishes[i]);
		wrong += grant(POPULATION_ADVERSARIAL, &wishes[i]);
	}
	assert_int_equal(wrong, 0);
}

/* One pin in words, and what is true of the row then. */
struct pin_case {
	const char *schema;
	struct demand_pin pin;
	const char *others; /* names, as those of the pin's table */
	const char *columns;
	const char *expected;
	const char *why;
	bool orphans;
};

static struct demand_pin pin_of(struct field *field, const struct pin_case *one)
{
	struct demand_pin pin = one->pin;

	pin.columns = names_split(field->front.arena, one->columns);
	if (one->others)
		pin.others = names_split(field->front.arena, one->others);
	return pin;
}

static void grant_pin(enum population population, const struct pin_case *one)
{
	struct field field = field_sown(population, one->schema);
	struct demand_pin pin = pin_of(&field, one);
	struct demand demand = {
		.table = "t", .pins = &pin, .pin_count = 1, .orphans = one->orphans
	};
	bool made = synthesis_meet(field.synth, field.scratch, field.snapshot, &demand);

	if (made != !one->why)
		fail_msg("%s: %s", one->schema, made ? "made" : demand.why);
	if (!made && !strstr(demand.why, one->why))
		fail_msg("%s: %s", one->schema, demand.why);
	if (made)
		field_expect(&field,
			arena_printf(field.front.arena, "SELECT (%s) FROM t WHERE %s",
				one->expected, demand.where));
	field_free(&field);
}

#define PAIR "CREATE TABLE p (id INTEGER PRIMARY KEY, a INT, n TEXT); "
#define LOOSE PAIR "CREATE TABLE t (id INTEGER PRIMARY KEY, p INT, n TEXT)"
#define TIED PAIR "CREATE TABLE t (id INTEGER PRIMARY KEY, p INT REFERENCES p, n TEXT)"

static const struct pin_case pin_cases[] = {
	{ T, { .kind = PIN_VALUE, .value = { .type = SQLITE_INTEGER, .integer = 7 } },
		NULL, "a", "a = 7", NULL, false },
	{ T, { .kind = PIN_VALUE, .value = { .type = SQLITE_NULL } }, NULL, "a,b",
		"a IS NULL AND b IS NULL AND s IS NOT NULL", NULL, false },
	{ T, { .kind = PIN_FILLED }, NULL, "a,b,s", "a IS NOT NULL AND s IS NOT NULL",
		NULL, false },
	{ LOOSE, { .kind = PIN_SHARED, .table = "p" }, "id", "p",
		"p IN (SELECT id FROM p)", NULL, false },
	{ LOOSE, { .kind = PIN_SHARED, .table = "p" }, "id,n", "p,n",
		"(p, n) IN (SELECT id, n FROM p)", NULL, false },
	{ LOOSE, { .kind = PIN_SHARED, .table = "p", .where = "id = 9" }, "id", "p", "0",
		"p has no row to be like", false },
	{ LOOSE, { .kind = PIN_APART, .table = "p" }, "id", "p",
		"p NOT IN (SELECT id FROM p)", NULL, false },
	{ TIED, { .kind = PIN_APART, .table = "p" }, "id", "p", "0",
		"a row of p is always like it", false },
	{ TIED, { .kind = PIN_APART, .table = "p" }, "id", "p",
		"p NOT IN (SELECT id FROM p)", NULL, true },
	{ T, { .kind = PIN_TWIN }, NULL, "s",
		"EXISTS (SELECT 1 FROM t o WHERE o.id <> t.id AND o.s = t.s AND o.a IS "
		"NOT "
		"t.a)",
		NULL, false },
	{ T, { .kind = PIN_TWIN_IN_CASE }, NULL, "s",
		"EXISTS (SELECT 1 FROM t o WHERE o.s <> t.s AND lower(o.s) = lower(t.s))",
		NULL, false },
	{ T, { .kind = PIN_TWIN_IN_BLANKS }, NULL, "s",
		"EXISTS (SELECT 1 FROM t o WHERE o.s <> t.s AND rtrim(o.s) = rtrim(t.s))",
		NULL, false },
	{ T, { .kind = PIN_TWIN_IN_CASE }, NULL, "id", "0", "no text", false },
	{ T, { .kind = PIN_REVERSED }, NULL, "a,b", "typeof(a) <> 'integer' OR a > b",
		NULL, false },
	{ "CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT UNIQUE)", { .kind = PIN_TWIN },
		NULL, "s", "0", "UNIQUE", false },
};

static void a_row_has_what_is_pinned(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pin_cases) / sizeof(*pin_cases); i++) {
		grant_pin(POPULATION_PLAIN, &pin_cases[i]);
		grant_pin(POPULATION_ADVERSARIAL, &pin_cases[i]);
	}
}

/* What is asked of the whole database is asked last; a copy will do. */
static void a_query_has_the_last_word_on_a_copy(void **state)
{
	struct field field = field_sown(POPULATION_PLAIN, LOOSE);
	struct scratch *copy = scratch_open(field.front.arena);
	struct demand_condition condition = condition_of(&field, "T n = 'x'");
	struct demand demand = { .table = "t",
		.conditions = &condition,
		.condition_count = 1,
		.met = "SELECT 1 FROM t WHERE n = 'x'" };

	(void)state;
	scratch_copy(copy, field.scratch);
	assert_true(synthesis_meet(field.synth, copy, NULL, &demand));
	field_expect(&field, "SELECT count(*) = 0 FROM t WHERE n = 'x'");
	demand.met = "SELECT 1 FROM t WHERE n = 'y'";
	assert_false(synthesis_meet(field.synth, copy, NULL, &demand));
	assert_int_equal(
		scratch_int(copy, -1, "SELECT count(*) FROM t WHERE n = 'x'"), 1);
	scratch_close(copy);
	field_free(&field);
}

/* A step that the snapshot knows has not run on the rows yet. */
static void the_schema_may_be_ahead_of_the_rows(void **state)
{
	struct field field = field_sown(POPULATION_PLAIN, T);
	struct scratch *copy = scratch_open(field.front.arena);
	struct demand_condition condition = condition_of(&field, "T b = 3");
	struct demand demand = {
		.table = "t", .conditions = &condition, .condition_count = 1
	};

	(void)state;
	scratch_copy(copy, field.scratch);
	field_run(&field, "ALTER TABLE t DROP COLUMN b; ALTER TABLE t ADD COLUMN e INT");
	field_fill(&field);
	assert_true(synthesis_meet(field.synth, copy, NULL, &demand));
	assert_false(synthesis_meet(field.synth, field.scratch, NULL, &demand));
	assert_non_null(strstr(demand.why, "no such column"));
	field_fill(&field);
	field_expect_filled(&field);
	scratch_close(copy);
	field_free(&field);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_row_answers_as_it_is_wanted),
	cmocka_unit_test(a_row_has_what_is_pinned),
	cmocka_unit_test(a_query_has_the_last_word_on_a_copy),
	cmocka_unit_test(the_schema_may_be_ahead_of_the_rows),
};

SUITE(tests)
