/*
 * What the text of a CREATE TABLE says of its columns, and what the words of a type say.
 */
#include "suite.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/lint/type_names.h"
#include "gen/oracle/definition.h"
#include "gen/sql/tree_print.h"

/* All that was read, one line a column, key and option. */
static const char *read(struct arena *arena, const char *sql)
{
	struct definition definition = definition_read(arena, sql);
	struct text out;

	text_init(&out, arena);
	for (uint32_t i = 0; i < definition.column_count; i++) {
		const struct column_text *column = &definition.columns[i];

		text_format(&out, "%s: %s%s%s%s%s", column->name, column->type,
			column->not_null ? ", not null" : "",
			column->primary ? ", primary" : "",
			column->unique ? ", unique" : "",
			column->generated ? ", generated" : "");
		if (column->collate)
			text_format(&out, ", collate %s", column->collate);
		if (column->fallback)
			text_format(&out, ", default %s%s",
				column->fallback->parentheses ? "in parentheses " : "",
				tree_print(arena, NODE_EXPR, column->fallback->expr));
		text_add(&out, "\n");
	}
	for (uint32_t i = 0; i < definition.key_count; i++)
		text_format(&out, "%s (%s)\n",
			definition.keys[i].primary ? "primary" : "unique",
			definition.keys[i].columns);
	text_add(&out, definition.strict ? "strict\n" : "");
	text_add(&out, definition.without_rowid ? "without rowid\n" : "");
	text_add(&out, definition.autoincrement ? "autoincrement\n" : "");
	return out.bytes ? out.bytes : "";
}

static void expect(const char *sql, const char *what)
{
	struct arena *arena = arena_new();

	assert_string_equal(read(arena, sql), what);
	arena_free(arena);
}

static void a_column_has_a_name_a_type_and_constraints(void **state)
{
	(void)state;
	expect("CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b VARCHAR(10) NOT "
	       "NULL)",
		"a: integer, primary\n"
		"b: varchar(10), not null\n"
		"primary (a)\n"
		"autoincrement\n");
	expect("CREATE TABLE t(a, b TEXT UNIQUE COLLATE nocase REFERENCES p(x) ON DELETE "
	       "SET "
	       "NULL)",
		"a: \n"
		"b: text, unique, collate nocase\n"
		"unique (b)\n");
}

static void a_default_is_a_value_with_a_sign_or_an_expression(void **state)
{
	(void)state;
	expect("CREATE TABLE t(a INT DEFAULT -1 NOT NULL, b DEFAULT ( 1 + 2 ) UNIQUE, "
	       "c TEXT DEFAULT 'x''y', d DEFAULT CURRENT_TIMESTAMP)",
		"a: int, not null, default -1\n"
		"b: , unique, default in parentheses 1 + 2\n"
		"c: text, default 'x''y'\n"
		"d: , default CURRENT_TIMESTAMP\n"
		"unique (b)\n");
}

static void commas_and_words_in_parentheses_are_not_the_tables(void **state)
{
	(void)state;
	expect("CREATE TABLE t(a TEXT CHECK (a IN ('x', 'y') AND a NOT NULL), "
	       "b INT GENERATED ALWAYS AS (max(a, 1)) STORED, CHECK (a <> b), "
	       "FOREIGN KEY (a, b) REFERENCES p (primary_a, unique_b))",
		"a: text\n"
		"b: int, generated\n");
}

static void keys_of_the_table_name_their_columns_in_order(void **state)
{
	(void)state;
	expect("CREATE TABLE t(a, b, c, CONSTRAINT pk PRIMARY KEY (b DESC, a COLLATE "
	       "NOCASE), "
	       "UNIQUE (\"c\", [a]) ON CONFLICT IGNORE) WITHOUT ROWID, STRICT",
		"a: \n"
		"b: \n"
		"c: \n"
		"primary (b,a)\n"
		"unique (c,a)\n"
		"strict\n"
		"without rowid\n");
}

static void a_key_can_name_a_column_by_a_string(void **state)
{
	(void)state;
	expect("CREATE TABLE t(a, b, PRIMARY KEY ('a', \"b\"), UNIQUE ('b'))",
		"a: \n"
		"b: \n"
		"primary (a,b)\n"
		"unique (b)\n");
}

static void names_lose_their_quotes(void **state)
{
	(void)state;
	expect("CREATE TABLE \"t (x)\"(\"a \"\"b\"\"\" \"TEXT\", `c` INT, [primary] INT, "
	       "'d' INT, /* e, */ f -- g,\n INT)",
		"a \"b\": text\n"
		"c: int\n"
		"primary: int\n"
		"d: int\n"
		"f: int\n");
}

static void what_has_no_columns_gives_none(void **state)
{
	(void)state;
	expect("", "");
	expect("CREATE TABLE t", "");
	expect("CREATE TABLE t(", "");
	expect("CREATE TABLE t()", "");
	expect("CREATE VIRTUAL TABLE t USING fts5(a, b)", "");
	expect("CREATE TABLE t(a INT,", "");
	expect("CREATE VIEW t(a) AS SELECT 1", "");
}

static void a_column_is_found_in_any_case(void **state)
{
	struct arena *arena = arena_new();
	struct definition definition =
		definition_read(arena, "CREATE TABLE t(Name TEXT)");

	(void)state;
	assert_non_null(definition_column(&definition, "nAME"));
	assert_null(definition_column(&definition, "names"));
	arena_free(arena);
}

static void a_string_and_a_floating_point_surprise(void **state)
{
	(void)state;
	assert_non_null(type_surprise("string"));
	assert_non_null(type_surprise("string(10)"));
	assert_non_null(type_surprise("floating point"));
	assert_non_null(type_surprise("interval"));
	assert_null(type_surprise("varchar(10)"));
	assert_null(type_surprise("datetime"));
	assert_null(type_surprise("decimal(10,2)"));
	assert_null(type_surprise("boolean"));
	assert_null(type_surprise(""));
}

static void a_slip_of_one_letter_is_told(void **state)
{
	(void)state;
	assert_string_equal(type_meant("varchr(10)"), "varchar");
	assert_string_equal(type_meant("interger"), "integer");
	assert_string_equal(type_meant("txet"), "text");
	assert_string_equal(type_meant("bolean"), "boolean");
	assert_null(type_meant("text"));
	assert_null(type_meant("int"));
	assert_null(type_meant("uuid"));
	assert_null(type_meant("bytes"));
	assert_null(type_meant("timestamptz"));
	assert_null(type_meant("money"));
	assert_null(type_meant(""));
	assert_null(type_meant("a_type_of_the_program_with_a_long_name"));
}

static void whole_numbers_that_are_not_the_word_integer(void **state)
{
	(void)state;
	assert_true(type_is_int("int"));
	assert_true(type_is_int("bigint"));
	assert_true(type_is_int("bigint(20)"));
	assert_true(type_is_int("unsigned big int"));
	assert_false(type_is_int("integer"));
	assert_false(type_is_int("text"));
	assert_false(type_is_int("interval"));
	assert_false(type_is_int(""));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_column_has_a_name_a_type_and_constraints),
	cmocka_unit_test(a_default_is_a_value_with_a_sign_or_an_expression),
	cmocka_unit_test(commas_and_words_in_parentheses_are_not_the_tables),
	cmocka_unit_test(keys_of_the_table_name_their_columns_in_order),
	cmocka_unit_test(a_key_can_name_a_column_by_a_string),
	cmocka_unit_test(names_lose_their_quotes),
	cmocka_unit_test(what_has_no_columns_gives_none),
	cmocka_unit_test(a_column_is_found_in_any_case),
	cmocka_unit_test(a_string_and_a_floating_point_surprise),
	cmocka_unit_test(a_slip_of_one_letter_is_told),
	cmocka_unit_test(whole_numbers_that_are_not_the_word_integer),
};

SUITE(tests)
