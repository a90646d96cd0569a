/*
 * test_script_words: where words, names and columns of a script are.
 */
#include "suite.h"

#include <string.h>

#include "front.h"
#include "gen/base/text.h"
#include "gen/sql/script_words.h"

/* The text at a span and where it begins, "5 name"; "nowhere" when it is empty. */
static const char *place(
	struct front *front, const struct script *script, struct span span)
{
	if (span.start >= span.end)
		return "nowhere";
	return arena_printf(front->arena, "%u %s", span.start,
		script_text(front->arena, script, span));
}

static void a_word_is_found_by_its_place_and_by_its_spelling(void **state)
{
	struct front front = front_new();
	struct script *script = front_script(
		&front, "SELECT a -- select\n  FROM \"from\" WHERE b = 'from';");
	struct span all = script->up[0].span, first = { 0, 10 };

	(void)state;
	assert_string_equal(place(&front, script, script_word(script, 0)), "0 SELECT");
	assert_string_equal(place(&front, script, script_word(script, 1)), "7 a");
	assert_string_equal(place(&front, script, script_word(script, 8)), "21 FROM");
	assert_string_equal(place(&front, script, script_word(script, 900)), "nowhere");
	assert_string_equal(
		place(&front, script, script_find(script, all, "from")), "21 FROM");
	assert_string_equal(place(&front, script, script_find_last(script, all, "from")),
		"43 'from'");
	assert_string_equal(
		place(&front, script, script_find(script, first, "from")), "nowhere");
	assert_string_equal(
		place(&front, script, script_find_last(script, first, "from")),
		"nowhere");
	front_free(&front);
}

static const struct {
	const char *sql, *name, *place;
} names[] = {
	{ "CREATE TABLE t(a text, text INTEGER)", "text", "23 text" },
	{ "CREATE INDEX i ON t(\"A\")", "a", "20 \"A\"" },
	{ "SELECT 'a', a FROM t", "a", "12 a" },
	{ "SELECT max(b) FROM t", "select", "0 SELECT" },
	{ "SELECT a FROM t", "b", "nowhere" },
	/* these do not read */
	{ "CREATE TABLE t(a INT) ENGINE=InnoDB", "engine", "22 ENGINE" },
	{ "SELECT FROM `b`", "b", "12 `b`" },
};

static void a_name_is_found_where_it_is_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct front front = front_new();
		struct script *script = front_script(
			&front, arena_printf(front.arena, "%s;", names[i].sql));

		assert_string_equal(
			place(&front, script,
				script_find_name(script, &script->up[0], names[i].name)),
			names[i].place);
		front_free(&front);
	}
}

static const struct {
	const char *sql, *columns;
} tables[] = {
	{ "CREATE TABLE t(a, b INT PRIMARY KEY, \"c d\" VARCHAR(10) NOT NULL, UNIQUE "
	  "(a))",
		"a:; b:INT key; c d:VARCHAR(10);" },
	{ "ALTER TABLE t ADD COLUMN a INT DEFAULT 1", "a:INT;" },
	{ "CREATE TABLE t AS SELECT 1 AS a", "" },
	{ "DROP TABLE t", "" },
	/* these do not read */
	{ "CREATE TABLE t(a, b INT AUTO PRIMARY KEY x, c d DEFAULT now(), UNIQUE (a)) X",
		"a:; b:INT AUTO key; c:d;" },
	{ "CREATE TABLE t(`a` INT(10) UNSIGNED, KEY k (a, b))", "a:INT; KEY:k;" },
	{ "CREATE TABLE t(a INT DEFAULT now(", "" },
	{ "ALTER TABLE t ADD COLUMN a INT NOT NULL AFTER b", "a:INT;" },
	{ "ALTER TABLE t ADD a INT NOT NULL FIRST", "a:INT;" },
};

static const char *columns_of(struct front *front, const char *sql)
{
	struct script *script =
		front_script(front, arena_printf(front->arena, "%s;", sql));
	struct tree_column_defs columns =
		script_columns(front->arena, script, &script->up[0]);
	struct text out;

	text_init(&out, front->arena);
	text_add(&out, "");
	for (uint32_t i = 0; i < columns.count; i++) {
		const struct tree_column_def *column = &columns.items[i];
		bool key = column->constraints.count &&
			   column->constraints.items[0].kind == CONSTRAINT_PRIMARY_KEY;

		text_format(&out, "%s%s:%s%s;", i ? " " : "", column->name.text,
			column->type ? column->type : "", key ? " key" : "");
	}
	return out.bytes ? out.bytes : "";
}

static void columns_are_told_of_a_table_that_does_not_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		struct front front = front_new();

		assert_string_equal(columns_of(&front, tables[i].sql), tables[i].columns);
		front_free(&front);
	}
}

static void a_parameter_is_seen_in_what_does_not_read(void **state)
{
	struct front front = front_new();
	struct script *script = front_script(
		&front, "SELECT a FROM t; SELECT ?1; {{if}} UPDATE t SET a :x, ?2;");

	(void)state;
	assert_string_equal(
		place(&front, script, script_parameter(script, &script->up[0])),
		"nowhere");
	assert_string_equal(
		place(&front, script, script_parameter(script, &script->up[1])), "24 ?1");
	assert_string_equal(
		place(&front, script, script_parameter(script, &script->up[2])), "50 :x");
	front_free(&front);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_word_is_found_by_its_place_and_by_its_spelling),
	cmocka_unit_test(a_name_is_found_where_it_is_one),
	cmocka_unit_test(columns_are_told_of_a_table_that_does_not_read),
	cmocka_unit_test(a_parameter_is_seen_in_what_does_not_read),
};

SUITE(tests)
