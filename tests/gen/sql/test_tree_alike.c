/*
 * test_tree_alike: which differences between two statements are only of their spelling.
 */
#include "suite.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_equal.h"

static const struct {
	const char *one, *other;
	bool alike;
} pairs[] = {
	/* letters, quotes and the schema's name */
	{ "CREATE VIEW v AS SELECT a FROM t", "create view V as select A from T", true },
	{ "CREATE VIEW v AS SELECT a FROM t",
		"CREATE VIEW main.v AS SELECT [a] FROM main.`t`", true },
	{ "CREATE VIEW v AS SELECT a FROM t", "CREATE VIEW v AS SELECT a FROM other.t",
		false },
	{ "CREATE VIEW v AS SELECT \"a\" FROM t", "CREATE VIEW v AS SELECT a FROM t",
		true },
	{ "CREATE VIEW v AS SELECT 'a' FROM t", "CREATE VIEW v AS SELECT 'A' FROM t",
		false },
	{ "CREATE VIEW v AS SELECT a AS b FROM t",
		"CREATE VIEW v AS SELECT a AS c FROM t", false },
	/* what the object is called */
	{ "CREATE INDEX i ON t(a)", "CREATE INDEX j ON t(a)", true },
	{ "CREATE INDEX i ON t(a)", "CREATE INDEX i ON u(a)", false },
	{ "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
		"CREATE TRIGGER h AFTER INSERT ON t BEGIN SELECT 1; END", true },
	/* words that change nothing */
	{ "CREATE INDEX i ON t(a)", "CREATE INDEX IF NOT EXISTS i ON t(a ASC)", true },
	{ "CREATE INDEX i ON t(a)", "CREATE INDEX i ON t(a DESC)", false },
	{ "CREATE INDEX i ON t(a)", "CREATE UNIQUE INDEX i ON t(a)", false },
	{ "CREATE INDEX i ON t(a)", "CREATE INDEX i ON t(a) WHERE a > 0", false },
	{ "CREATE INDEX i ON t(a COLLATE nocase)",
		"CREATE INDEX i ON t(a COLLATE NOCASE)", true },
	{ "CREATE INDEX i ON t(lower(a))", "CREATE INDEX i ON t(LOWER((a)))", true },
	{ "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
		"CREATE TRIGGER IF NOT EXISTS g AFTER INSERT ON t FOR EACH ROW BEGIN "
		"SELECT 1; END",
		true },
	{ "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
		"CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 1; END", false },
	{ "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
		"CREATE TRIGGER g AFTER INSERT ON t WHEN new.a BEGIN SELECT 1; END",
		false },
	{ "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM u WHERE a = new.a; END",
		"CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM \"u\" WHERE \"a\" "
		"= "
		"NEW.\"A\"; END",
		true },
	/* types, truth and operators */
	{ "SELECT CAST(a AS INTEGER)", "SELECT cast(a as integer)", true },
	{ "SELECT CAST(a AS INTEGER)", "SELECT CAST(a AS INT)", false },
	{ "SELECT TRUE, FALSE", "SELECT 1, 0", true },
	{ "SELECT TRUE", "SELECT 2", false },
	{ "SELECT a <> b, a ISNULL", "SELECT a != b, a IS NULL", true },
	{ "SELECT a AND b OR c", "SELECT (a AND b) OR (c)", true },
	{ "SELECT a AND (b OR c)", "SELECT a AND b OR c", false },
	{ "SELECT 1", "DELETE FROM t", false },
};

static void spelling_alone_makes_no_difference(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		struct arena *arena = arena_new();
		const struct tree_statement *one = parse_statement(arena, pairs[i].one);
		const struct tree_statement *other =
			parse_statement(arena, pairs[i].other);

		assert_non_null(one);
		assert_non_null(other);
		assert_int_equal(
			tree_alike(NODE_STATEMENT, one, other, NULL), pairs[i].alike);
		assert_int_equal(
			tree_alike(NODE_STATEMENT, other, one, NULL), pairs[i].alike);
		assert_true(tree_alike(NODE_STATEMENT, one, one, NULL));
		arena_free(arena);
	}
}

static const char *renamed(const void *context, enum tree_role role, const char *name)
{
	(void)context;
	if (role == ROLE_TABLE)
		return map_same(name, "users") ? "people" : name;
	return map_same(name, "mail") ? "email" : name;
}

static bool is_kind(const void *context, const char *name)
{
	return map_same(context, name);
}

static bool alike(
	const struct tree_likeness *likeness, const char *one, const char *other)
{
	struct arena *arena = arena_new();
	bool same = tree_alike(NODE_EXPR, parse_expression(arena, one),
		parse_expression(arena, other), likeness);

	arena_free(arena);
	return same;
}

static void a_column_may_have_another_name_now(void **state)
{
	const struct tree_likeness likeness = { .now = renamed };

	(void)state;
	assert_true(alike(&likeness, "length(mail) > 1", "length(email) > 1"));
	assert_true(alike(&likeness, "users.mail", "people.email"));
	assert_false(alike(&likeness, "length(mail) > 1", "length(mail) > 1"));
	assert_false(alike(&likeness, "mail = 'mail'", "email = 'email'"));
}

static void a_name_in_double_quotes_is_a_string_when_no_column_has_it(void **state)
{
	const struct tree_likeness likeness = { .context = "kind", .has = is_kind };

	(void)state;
	assert_true(alike(&likeness, "kind IN (\"a\", \"b\")", "kind IN ('a', 'b')"));
	assert_true(alike(&likeness, "\"kind\" = 'a'", "kind = \"a\""));
	assert_false(alike(&likeness, "a = \"kind\"", "a = 'kind'"));
	assert_false(alike(NULL, "a = \"b\"", "a = 'b'"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(spelling_alone_makes_no_difference),
	cmocka_unit_test(a_column_may_have_another_name_now),
	cmocka_unit_test(a_name_in_double_quotes_is_a_string_when_no_column_has_it),
};
SUITE(tests)
