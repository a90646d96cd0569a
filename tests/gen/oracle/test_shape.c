/*
 * What a definition of a table lacks that an older one has, and what is only written in
 * other words.
 */
#include "suite.h"

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/shape_difference.h"
#include "gen/sql/parse.h"

/* A table and what hangs on it, up to NULL. */
enum { MOST = 4 };

static struct shape read(struct arena *arena, const char *const *sql)
{
	struct shape shape = shape_of(arena, parse_statement(arena, sql[0]));

	for (int i = 1; i < MOST && sql[i]; i++) {
		const struct tree_statement *tree = parse_statement(arena, sql[i]);

		assert_non_null(tree);
		if (tree->kind == STATEMENT_CREATE_INDEX)
			shape_add_index(arena, &shape,
				tree->create_index->index.name.text, sql[i], tree);
		else
			shape_add_trigger(arena, &shape,
				tree->create_trigger->trigger.name.text, sql[i], tree);
	}
	return shape;
}

static void expect(const char *const *old, const char *const *new, const char *words)
{
	struct arena *arena = arena_new();
	struct shape before = read(arena, old), after = read(arena, new);
	struct shape_comparison comparison = {
		.arena = arena, .old = &before, .new = &after
	};
	struct text out;

	text_init(&out, arena);
	shape_compare(&comparison);
	for (uint32_t i = 0; i < comparison.count; i++)
		text_format(&out, "%s%s", i ? "; " : "", comparison.items[i].words);
	assert_string_equal(out.bytes ? out.bytes : "", words);
	arena_free(arena);
}

static const struct {
	const char *old[MOST], *new[MOST], *words;
} pairs[] = {
	{ { "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 'x' UNIQUE)" },
		{ "create table \"T\"([a] integer not null, b TEXT DEFAULT ('x') NOT "
		  "NULL, "
		  "CONSTRAINT k PRIMARY KEY (a), UNIQUE (b COLLATE binary))" },
		"" },
	{ { "CREATE TABLE t(a INTEGER PRIMARY KEY, b)" },
		{ "CREATE TABLE t(a BIGINT PRIMARY KEY, b)" },
		"without its INTEGER PRIMARY KEY: a is BIGINT now, and no rowid" },
	{ { "CREATE TABLE t(a INTEGER PRIMARY KEY, b)" },
		{ "CREATE TABLE t(a TEXT PRIMARY KEY NOT NULL, b)" }, "" },
	{ { "CREATE TABLE t(a, b, c, PRIMARY KEY (a, b))" },
		{ "CREATE TABLE t(a, b, c, UNIQUE (b))" }, "" },
	{ { "CREATE TABLE t(a, b, c, PRIMARY KEY (a, b))" },
		{ "CREATE TABLE t(a, b, c, PRIMARY KEY (a, c))" },
		"without its PRIMARY KEY (a, b)" },
	{ { "CREATE TABLE t(a UNIQUE, ab)" }, { "CREATE TABLE t(a, ab UNIQUE)" },
		"without its UNIQUE (a)" },
	{ { "CREATE TABLE t(a COLLATE NOCASE, UNIQUE (a))" },
		{ "CREATE TABLE t(a COLLATE NOCASE)",
			"CREATE UNIQUE INDEX i ON t(lower(a))" },
		"" },
	{ { "CREATE TABLE t(a, b)", "CREATE UNIQUE INDEX i ON t(lower(a))" },
		{ "CREATE TABLE t(a, b)", "CREATE UNIQUE INDEX i ON t(a)" },
		"with its unique index i on (a), it was on (lower(a))" },
	{ { "CREATE TABLE t(a, b)", "CREATE UNIQUE INDEX i ON t(a)" },
		{ "CREATE TABLE t(a, b)", "CREATE UNIQUE INDEX j ON t(a) WHERE b > 0" },
		"with a WHERE on its unique index j: b > 0" },
	{ { "CREATE TABLE t(a, b)", "CREATE UNIQUE INDEX i ON t(a)" },
		{ "CREATE TABLE t(a, b)", "CREATE INDEX i ON t(a)" },
		"without the UNIQUE of index i" },
	{ { "CREATE TABLE t(a, b)", "CREATE INDEX i ON t(a)" },
		{ "CREATE TABLE t(a, b UNIQUE)", "CREATE INDEX j ON t(abs(a))" },
		"without its index i" },
	{ { "CREATE TABLE t(a, b)", "CREATE INDEX i ON t(a)" },
		{ "CREATE TABLE t(a, b, PRIMARY KEY (a, b))" }, "" },
	{ { "CREATE TABLE t(a, b)", "CREATE INDEX i ON t(a, b)" },
		{ "CREATE TABLE t(b)", "CREATE INDEX j ON t(b)" }, "" },
	{ { "CREATE TABLE t(a, b)", "CREATE INDEX i ON t(a, b)" },
		{ "CREATE TABLE t(b)" }, "without its index i" },
	{ { "CREATE TABLE t(a, b, UNIQUE (b), CHECK (b > 0))",
		  "CREATE INDEX i ON t(a) WHERE b > 0" },
		{ "CREATE TABLE t(a)" }, "" },
	{ { "CREATE TABLE t(a REFERENCES p ON DELETE CASCADE)" },
		{ "CREATE TABLE t(a, b, FOREIGN KEY (a, b) REFERENCES p(x, y))" },
		"without ON DELETE CASCADE of its foreign key a -> p" },
	{ { "CREATE TABLE t(a REFERENCES p(x) ON DELETE NO ACTION)" },
		{ "CREATE TABLE t(a REFERENCES q(x))" },
		"with the foreign key a -> q(x), it was a -> p(x)" },
	{ { "CREATE TABLE t(a REFERENCES p(x))" },
		{ "CREATE TABLE t(a REFERENCES p(y))" },
		"with the foreign key a -> p(y), it was a -> p(x)" },
	{ { "CREATE TABLE t(a CHECK (a BETWEEN 1 AND 9))" },
		{ "CREATE TABLE t(a CHECK (a > 1 AND a <= 5))" },
		"with another CHECK: a <= 5, it was a BETWEEN 1 AND 9" },
	{ { "CREATE TABLE t(a CHECK (a BETWEEN 1 AND 9))" },
		{ "CREATE TABLE t(a CHECK (a BETWEEN 2 AND 9))" }, "" },
	{ { "CREATE TABLE t(a CHECK (a > 1))" }, { "CREATE TABLE t(a CHECK (a >= 1))" },
		"with another CHECK: a >= 1, it was a > 1" },
	{ { "CREATE TABLE t(a CHECK (a IN ('x', 'y') OR a IS NULL))" },
		{ "CREATE TABLE t(a CHECK (a = 'y'))" }, "" },
	{ { "CREATE TABLE t(a CHECK (a IS NOT NULL AND typeof(a) = 'text'))" },
		{ "CREATE TABLE t(a TEXT NOT NULL) STRICT" }, "" },
	{ { "CREATE TABLE t(a, b CHECK (a < b))" }, { "CREATE TABLE t(a)" },
		"without its CHECK (a < b)" },
	{ { "CREATE TABLE t(a CHECK (a IN (\"x\")))" },
		{ "CREATE TABLE t(a CHECK (a IN ('x')))" }, "" },
	{ { "CREATE TABLE t(a CHECK (CAST(a AS INTEGER) > 0))" },
		{ "CREATE TABLE t(a CHECK (cast(\"A\" AS integer) > 0))" }, "" },
	{ { "CREATE TABLE t(a NOT NULL ON CONFLICT IGNORE, b UNIQUE ON CONFLICT "
	    "REPLACE)" },
		{ "CREATE TABLE t(a NOT NULL, b UNIQUE ON CONFLICT FAIL)" },
		"without ON CONFLICT IGNORE of the NOT NULL of a; without ON CONFLICT "
		"REPLACE of its UNIQUE (b)" },
	{ { "CREATE TABLE t(a PRIMARY KEY, b AS (a + 1)) WITHOUT ROWID, STRICT" },
		{ "CREATE TABLE t(a PRIMARY KEY, b AS (a + 2))" },
		"without its option STRICT; without its option WITHOUT ROWID; without "
		"its "
		"NOT NULL of a; with another generated expression of b: a + 2, it was a "
		"+ "
		"1" },
	{ { "CREATE TABLE t(a)", "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
		  "CREATE TRIGGER h AFTER DELETE ON t BEGIN SELECT 1; END" },
		{ "CREATE TABLE t(a)",
			"CREATE TRIGGER i AFTER INSERT ON t FOR EACH ROW BEGIN SELECT 1; "
			"END" },
		"without its trigger h" },
	{ { "CREATE TABLE t(a)",
		  "CREATE TRIGGER g BEFORE UPDATE ON t BEGIN SELECT 1; END" },
		{ "CREATE TABLE t(a)",
			"CREATE TRIGGER g UPDATE OF a ON t BEGIN SELECT 1; END" },
		"with trigger g BEFORE UPDATE OF a, it was BEFORE UPDATE" },
	{ { "CREATE TABLE t(a)", "CREATE TRIGGER g UPDATE ON t BEGIN SELECT 1; END" },
		{ "CREATE TABLE t(a)",
			"CREATE TRIGGER g UPDATE ON t WHEN new.a > 0 BEGIN SELECT 1; "
			"END" },
		"with a WHEN on trigger g, it had none" },
	{ { "CREATE TABLE t(a, b)",
		  "CREATE TRIGGER g UPDATE OF b ON t BEGIN SELECT 1; END" },
		{ "CREATE TABLE t(a)" }, "" },
	/* conditions: what holds rows to more is no loss */
	{ { "CREATE TABLE t(a CHECK (a IN (1, 2, 3)))" },
		{ "CREATE TABLE t(a CHECK (a IN (2, 1)))" }, "" },
	{ { "CREATE TABLE t(a CHECK (a IN (1, 2)))" },
		{ "CREATE TABLE t(a CHECK (a IN (1, 2, 3)))" },
		"with another CHECK: a IN (1, 2, 3), it was a IN (1, 2)" },
	{ { "CREATE TABLE t(a CHECK (a IN (1, 2)))" },
		{ "CREATE TABLE t(a CHECK (a NOT IN (1, 2)))" },
		"with another CHECK: a NOT IN (1, 2), it was a IN (1, 2)" },
	{ { "CREATE TABLE t(a CHECK (a < 10))" },
		{ "CREATE TABLE t(a CHECK (a < 10 AND a > 0))" }, "" },
	{ { "CREATE TABLE t(a CHECK (a < 10 AND a > 0))" },
		{ "CREATE TABLE t(a CHECK (a < 10))" }, "without its CHECK (a > 0)" },
	{ { "CREATE TABLE t(a CHECK (a < 10))" }, { "CREATE TABLE t(a CHECK (a < 9))" },
		"" },
	{ { "CREATE TABLE t(a CHECK (a < 10))" }, { "CREATE TABLE t(a CHECK (a < 11))" },
		"with another CHECK: a < 11, it was a < 10" },
	{ { "CREATE TABLE t(a CHECK (a <= 10))" }, { "CREATE TABLE t(a CHECK (a < 10))" },
		"" },
	{ { "CREATE TABLE t(a CHECK (a < 10))" }, { "CREATE TABLE t(a CHECK (a <= 10))" },
		"with another CHECK: a <= 10, it was a < 10" },
	{ { "CREATE TABLE t(a CHECK (a >= -5))" }, { "CREATE TABLE t(a CHECK (a > -5))" },
		"" },
	{ { "CREATE TABLE t(a CHECK (a > -5))" }, { "CREATE TABLE t(a CHECK (a = 3))" },
		"" },
	{ { "CREATE TABLE t(a CHECK (a > 1 OR a IS NULL))" },
		{ "CREATE TABLE t(a CHECK (a > 2))" }, "" },
	{ { "CREATE TABLE t(a, b CHECK (b > 1))" },
		{ "CREATE TABLE t(a CHECK (a > 1), b)" }, "without its CHECK (b > 1)" },
	{ { "CREATE TABLE t(a CHECK (typeof(a) = 'text'))" },
		{ "CREATE TABLE t(a TEXT)" }, "without its CHECK (typeof(a) = 'text')" },
	/* foreign keys */
	{ { "CREATE TABLE t(a REFERENCES p(x) ON UPDATE SET NULL)" },
		{ "CREATE TABLE t(a REFERENCES p(x) ON UPDATE CASCADE)" },
		"with ON UPDATE CASCADE of its foreign key a -> p(x), it was SET NULL" },
	{ { "CREATE TABLE t(a REFERENCES p(x) ON DELETE RESTRICT)" },
		{ "CREATE TABLE t(a REFERENCES p(x))" },
		"without ON DELETE RESTRICT of its foreign key a -> p(x)" },
	{ { "CREATE TABLE t(a REFERENCES p(x))" },
		{ "CREATE TABLE t(a REFERENCES p(x) ON DELETE CASCADE)" }, "" },
	{ { "CREATE TABLE t(a REFERENCES p(x) DEFERRABLE)" },
		{ "CREATE TABLE t(a REFERENCES p(x) NOT DEFERRABLE INITIALLY "
		  "IMMEDIATE)" },
		"" },
	{ { "CREATE TABLE t(a, b, FOREIGN KEY (a, b) REFERENCES p(x, y))" },
		{ "CREATE TABLE t(a, b, FOREIGN KEY (b, a) REFERENCES p(y, x))" }, "" },
	{ { "CREATE TABLE t(a, b, FOREIGN KEY (a, b) REFERENCES p(x, y))" },
		{ "CREATE TABLE t(a, b, FOREIGN KEY (b, a) REFERENCES p(x, y))" },
		"with the foreign key b, a -> p(x, y), it was a, b -> p(x, y)" },
	{ { "CREATE TABLE t(a, b REFERENCES p(x))" }, { "CREATE TABLE t(a)" }, "" },
	/* keys */
	{ { "CREATE TABLE t(a, b, UNIQUE (a, b))" },
		{ "CREATE TABLE t(a, b, UNIQUE (b))" }, "" },
	{ { "CREATE TABLE t(a, b, UNIQUE (b))" },
		{ "CREATE TABLE t(a, b, UNIQUE (b, a))" },
		"with a wider UNIQUE: (b, a), it was (b)" },
	{ { "CREATE TABLE t(b, UNIQUE (b))" }, { "CREATE TABLE t(a, b, UNIQUE (a, b))" },
		"with a wider UNIQUE: (a, b), it was (b)" },
	{ { "CREATE TABLE t(a, b, UNIQUE (a, b))" }, { "CREATE TABLE t(a)" },
		"without its UNIQUE (a, b)" },
	{ { "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)" },
		{ "CREATE TABLE t(a INTEGER PRIMARY KEY)" },
		"without its AUTOINCREMENT" },
	{ { "CREATE TABLE t(a INTEGER PRIMARY KEY, b)" },
		{ "CREATE TABLE t(a INTEGER, b)" }, "without its PRIMARY KEY (a)" },
	{ { "CREATE TABLE t(a INTEGER PRIMARY KEY, b)" },
		{ "CREATE TABLE t(a INTEGER PRIMARY KEY DESC, b)" },
		"without its INTEGER PRIMARY KEY: a is INTEGER now, and no rowid" },
	{ { "CREATE TABLE t(a, b)", "CREATE INDEX i ON t(a DESC)" },
		{ "CREATE TABLE t(a, b)", "CREATE INDEX j ON t(a, b)" },
		"with another order of its index j: DESC is not where it was" },
	{ { "CREATE TABLE t(a, b)", "CREATE INDEX i ON t(a)" },
		{ "CREATE TABLE t(a, b)", "CREATE INDEX i ON t(b)" },
		"with index i on (b), it was on (a)" },
	{ { "CREATE TABLE t(a COLLATE NOCASE)", "CREATE INDEX i ON t(a)" },
		{ "CREATE TABLE t(a COLLATE NOCASE)",
			"CREATE INDEX i ON t(a COLLATE NOCASE)" },
		"" },
	{ { "CREATE TABLE t(a)", "CREATE INDEX i ON t(a COLLATE RTRIM)" },
		{ "CREATE TABLE t(a)", "CREATE INDEX i ON t(a)" },
		"with COLLATE BINARY on a of its index i, it was RTRIM" },
	/* columns */
	{ { "CREATE TABLE t(a DEFAULT \"x\", b DEFAULT -1, c DEFAULT NULL)" },
		{ "CREATE TABLE t(a DEFAULT 'x', b DEFAULT (-1), c)" }, "" },
	{ { "CREATE TABLE t(a DEFAULT CURRENT_TIMESTAMP)" },
		{ "CREATE TABLE t(a DEFAULT current_timestamp)" }, "" },
	{ { "CREATE TABLE t(a AS (b) STORED, b)" }, { "CREATE TABLE t(a AS (b), b)" },
		"" },
	{ { "CREATE TABLE t(a NOT NULL, b)" },
		{ "CREATE TABLE t(a CHECK (a IS NOT NULL), b)" }, "" },
	{ { "CREATE TABLE t(a NOT NULL, b)" }, { "CREATE TABLE t(a AS (b), b)" }, "" },
};

static void each_loss_is_told_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		expect(pairs[i].old, pairs[i].new, pairs[i].words);
}

static void nothing_is_lost_of_what_stays_as_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		expect(pairs[i].old, pairs[i].old, "");
		expect(pairs[i].new, pairs[i].new, "");
	}
}

static void definitions_are_the_same_in_other_words(void **state)
{
	static const struct {
		const char *one, *other;
		bool same;
	} all[] = {
		{ "CREATE TABLE t(a INTEGER PRIMARY KEY, b)",
			"CREATE TABLE IF NOT EXISTS main.\"t\"(a integer, b, PRIMARY "
			"KEY(a))",
			true },
		{ "CREATE TABLE t(a, b)", "CREATE TABLE t(b, a)", false },
		{ "CREATE TABLE t(a, b)", "CREATE TABLE t(a, b UNIQUE)", false },
		{ "CREATE TABLE t(a, b DEFAULT 1)", "CREATE TABLE t(a, b DEFAULT 2)",
			false },
		{ "CREATE INDEX i ON t(a)",
			"CREATE INDEX IF NOT EXISTS i ON T(\"a\" ASC)", true },
		{ "CREATE INDEX i ON t(a)", "CREATE INDEX i ON u(a)", false },
		{ "CREATE INDEX i ON t(a)", "CREATE UNIQUE INDEX i ON t(a)", false },
		{ "CREATE VIEW v AS SELECT a FROM t",
			"CREATE VIEW v AS SELECT \"A\" FROM main.t", true },
		{ "CREATE VIEW v AS SELECT a FROM t", "CREATE VIEW v AS SELECT b FROM t",
			false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct arena *arena = arena_new();

		assert_int_equal(shape_same(arena, parse_statement(arena, all[i].one),
					 parse_statement(arena, all[i].other)),
			all[i].same);
		arena_free(arena);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(each_loss_is_told_and_nothing_else),
	cmocka_unit_test(nothing_is_lost_of_what_stays_as_it_is),
	cmocka_unit_test(definitions_are_the_same_in_other_words),
};
SUITE(tests)
