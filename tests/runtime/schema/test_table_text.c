/*
 * Where the columns are in the text of a CREATE TABLE, however it is spelled.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "runtime/schema/table_text.h"

static const struct {
	const char *table, *column, *text; /* NULL: there is none */
} cases[] = {
	{ "CREATE TABLE t(a)", "a", "a" },
	{ "CREATE TABLE t(a, b TEXT)", "b", "b TEXT" },
	{ "CREATE TABLE t(a, b TEXT)", "B", "b TEXT" },
	{ "CREATE TABLE t(a, b TEXT)", "c", NULL },
	{ "CREATE TABLE t(a, b DECIMAL(10, 2) DEFAULT (1 + (2)), c)", "b",
		"b DECIMAL(10, 2) DEFAULT (1 + (2))" },
	{ "CREATE TABLE t(a, b DECIMAL(10, 2), c)", "c", "c" },
	{ "CREATE TABLE t(a, b TEXT -- last\n)", "b", "b TEXT" },
	{ "CREATE TABLE t(\n\ta /* a ) , ( */ TEXT\n\t,\n\tb\n)", "a",
		"a /* a ) , ( */ TEXT" },
	{ "CREATE TABLE t(a DEFAULT ')', b DEFAULT 'it''s, ok')", "b",
		"b DEFAULT 'it''s, ok'" },
	{ "CREATE TABLE t(\"a b\" TEXT, [c d] INT, `e``f` REAL, 'g' BLOB)", "a b",
		"\"a b\" TEXT" },
	{ "CREATE TABLE t(\"a b\" TEXT, [c d] INT, `e``f` REAL, 'g' BLOB)", "c d",
		"[c d] INT" },
	{ "CREATE TABLE t(\"a b\" TEXT, [c d] INT, `e``f` REAL, 'g' BLOB)", "e`f",
		"`e``f` REAL" },
	{ "CREATE TABLE t(\"a b\" TEXT, [c d] INT, `e``f` REAL, 'g' BLOB)", "g",
		"'g' BLOB" },
	{ "CREATE TABLE t(\"ab\" TEXT)", "a", NULL },
	{ "CREATE TABLE t(\"a\" TEXT)", "ab", NULL },
	{ "CREATE TABLE \"odd(name\"(a, b)", "b", "b" },
	{ "CREATE TABLE t(a, CHECK (a > 0), UNIQUE (a))", "check", NULL },
	{ "CREATE TABLE t(a, \"check\" TEXT, UNIQUE (a))", "check", "\"check\" TEXT" },
	{ "CREATE TABLE t(a, CONSTRAINT b CHECK (a > 0))", "b", NULL },
	{ "CREATE TABLE t(a, b AS (a * 2) STORED, PRIMARY KEY (a, b)) WITHOUT ROWID", "b",
		"b AS (a * 2) STORED" },
	{ "CREATE TABLE t", "a", NULL },
	{ "CREATE TABLE t(", "a", NULL },
	{ "CREATE TABLE t(a TEXT", "a", "a TEXT" },
	{ "", "a", NULL },
};

static void a_columns_definition_is_found_in_any_spelling(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t size = 0;
		const char *found =
			instar__column_text(cases[i].table, cases[i].column, &size);
		char text[100] = "";

		if (!cases[i].text) {
			if (found)
				fail_msg("%s in %s", cases[i].column, cases[i].table);
			continue;
		}
		if (!found)
			fail_msg("no %s in %s", cases[i].column, cases[i].table);
		snprintf(text, sizeof(text), "%.*s", (int)size, found);
		assert_string_equal(text, cases[i].text);
	}
}

static void every_beginning_of_a_text_is_read_without_harm(void **state)
{
	static const char table[] = "CREATE TABLE t(a TEXT DEFAULT 'x''y', \"b\"\"c\" "
				    "INT, [d] /* e */ REAL, CHECK (a <> ','))";
	char text[sizeof(table)];

	(void)state;
	for (size_t length = 0; length < sizeof(table); length++) {
		size_t size = 0;
		const char *found;

		memcpy(text, table, length);
		text[length] = '\0';
		found = instar__column_text(text, "d", &size);
		if (found)
			assert_true(found >= text && found + size <= text + length);
	}
}

static void words_are_found_only_where_they_are_words(void **state)
{
	(void)state;
	assert_true(instar__text_has_word("ALTER TABLE a Rename TO b", "rename"));
	assert_false(instar__text_has_word("ALTER TABLE \"rename\" ADD x", "rename"));
	assert_false(instar__text_has_word("SELECT 'rename' -- rename", "rename"));
	assert_false(instar__text_has_word("SELECT renamed", "rename"));
	assert_false(instar__text_has_word("", "rename"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_columns_definition_is_found_in_any_spelling),
	cmocka_unit_test(every_beginning_of_a_text_is_read_without_harm),
	cmocka_unit_test(words_are_found_only_where_they_are_words),
};

SUITE(tests)
