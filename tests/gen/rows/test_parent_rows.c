/*
 * Rows that are synthesised keep foreign keys: parents first, cycles, shared columns.
 */
#include "field.h"
#include "suite.h"

static void children_have_parents(void **state)
{
	(void)state;
	field_both("CREATE TABLE c (id INTEGER PRIMARY KEY, p INT NOT NULL REFERENCES p, "
		   "q TEXT NOT NULL REFERENCES q(name));"
		   "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE q (name TEXT "
		   "UNIQUE)",
		"SELECT count(*) >= 3 FROM c JOIN p ON p.id = c.p JOIN q ON q.name = "
		"c.q");
}

static void plain_children_have_different_parents(void **state)
{
	(void)state;
	field_plain("CREATE TABLE p (id INTEGER PRIMARY KEY);"
		    "CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p)",
		"SELECT count(DISTINCT p) = count(*) FROM c");
}

static void some_adversarial_parents_have_no_children(void **state)
{
	(void)state;
	field_adversarial("CREATE TABLE p (id INTEGER PRIMARY KEY);"
			  "CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p)",
		"SELECT count(*) > 0 FROM p WHERE id NOT IN (SELECT p FROM c WHERE p IS "
		"NOT "
		"NULL)");
}

static void naming_a_child_fills_its_parents(void **state)
{
	struct field field = field_new(POPULATION_PLAIN, NULL);
	const char *names[] = { "c", "nothing" };

	(void)state;
	field_run(&field,
		"CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE other (id INT);"
		"CREATE TABLE c (p INT NOT NULL REFERENCES p)");
	synthesis_fill(
		field.synth, field.scratch, field.snapshot, &(struct names){ names, 2 });
	field_expect(&field, "SELECT count(*) > 0 FROM c JOIN p ON p.id = c.p");
	field_expect(&field, "SELECT count(*) = 0 FROM other");
	field_free(&field);
}

static void keys_of_two_columns_point_to_one_parent(void **state)
{
	(void)state;
	field_both("CREATE TABLE p (a TEXT, b INT, PRIMARY KEY (a, b));"
		   "CREATE TABLE c (id INTEGER PRIMARY KEY, x TEXT NOT NULL, y INT NOT "
		   "NULL, "
		   "FOREIGN KEY (x, y) REFERENCES p (a, b));"
		   "CREATE TABLE d (y INT NOT NULL, x TEXT NOT NULL, FOREIGN KEY (x, y) "
		   "REFERENCES "
		   "p)",
		"SELECT (SELECT count(*) > 1 FROM c JOIN p ON (a, b) = (x, y)) AND "
		"(SELECT count(*) > 1 FROM d JOIN p ON (a, b) = (x, y))");
}

static void keys_that_share_a_column_agree(void **state)
{
	(void)state;
	field_both("CREATE TABLE t (id INTEGER PRIMARY KEY);"
		   "CREATE TABLE a (t INT NOT NULL REFERENCES t, id INT, PRIMARY KEY (t, "
		   "id));"
		   "CREATE TABLE b (t INT NOT NULL REFERENCES t, id INT, PRIMARY KEY (t, "
		   "id));"
		   "CREATE TABLE c (t INT NOT NULL, a INT NOT NULL, b INT NOT NULL, "
		   "FOREIGN KEY (t, a) REFERENCES a, FOREIGN KEY (t, b) REFERENCES b)",
		"SELECT count(*) > 0 FROM c");
}

static void a_literal_of_a_check_flows_up_to_the_parent(void **state)
{
	(void)state;
	field_both("CREATE TABLE media (id INTEGER, kind TEXT NOT NULL CHECK (kind IN "
		   "('audio', "
		   "'film', 'text')), PRIMARY KEY (id, kind));"
		   "CREATE TABLE films (id INTEGER NOT NULL, kind TEXT NOT NULL CHECK "
		   "(kind = "
		   "'film'), FOREIGN KEY (id, kind) REFERENCES media (id, kind));"
		   "CREATE TABLE cuts (id INTEGER NOT NULL, kind TEXT NOT NULL DEFAULT "
		   "'text' "
		   "CHECK "
		   "(kind = 'text'), FOREIGN KEY (id, kind) REFERENCES media)",
		"SELECT (SELECT count(*) FROM films) > 0 AND (SELECT count(*) FROM cuts) "
		"> 0");
}

static void a_table_may_point_to_itself(void **state)
{
	(void)state;
	field_both(
		"CREATE TABLE a (id INTEGER PRIMARY KEY, up INT REFERENCES a);"
		"CREATE TABLE b (id INTEGER PRIMARY KEY, up INT NOT NULL REFERENCES b);"
		"CREATE TABLE c (id TEXT PRIMARY KEY, up TEXT NOT NULL REFERENCES c)",
		"SELECT (SELECT sum(up IS NOT NULL) FROM a) > 1 AND (SELECT count(*) "
		"FROM b) > "
		"2 AND (SELECT count(*) FROM c) > 2");
}

static void tables_may_point_to_each_other(void **state)
{
	(void)state;
	field_both("CREATE TABLE a (id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b);"
		   "CREATE TABLE b (id INTEGER PRIMARY KEY, c INT NOT NULL REFERENCES c);"
		   "CREATE TABLE c (id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES a)",
		"SELECT (SELECT count(*) FROM a) > 1 AND (SELECT count(*) FROM c) > 1");
	field_plain(
		"CREATE TABLE users (id INTEGER PRIMARY KEY, main INT REFERENCES posts);"
		"CREATE TABLE posts (id INTEGER PRIMARY KEY, user INT NOT NULL "
		"REFERENCES "
		"users)",
		"SELECT sum(main IS NOT NULL) = count(*) FROM users");
}

static void enforcement_is_as_it_was(void **state)
{
	struct field field = field_new(POPULATION_PLAIN, NULL);

	(void)state;
	field_run(&field,
		"PRAGMA foreign_keys = ON;"
		"CREATE TABLE a (id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b);"
		"CREATE TABLE b (id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES a)");
	field_fill(&field);
	field_expect_filled(&field);
	field_expect(&field, "SELECT foreign_keys FROM pragma_foreign_keys");
	field_free(&field);
}

static void a_child_waits_for_a_parent_that_is_made_later(void **state)
{
	struct field field = field_new(POPULATION_PLAIN, NULL);
	const char *first = "c", *second = "p";
	uint32_t count;

	(void)state;
	field_run(&field,
		"CREATE TABLE c (id INTEGER PRIMARY KEY, p INT NOT NULL REFERENCES p)");
	synthesis_fill(
		field.synth, field.scratch, field.snapshot, &(struct names){ &first, 1 });
	assert_string_equal(
		synthesis_failures(field.synth, &count)[0].message, "no such table: main.p");
	assert_int_equal(count, 1);
	field_run(&field, "CREATE TABLE p (id INTEGER PRIMARY KEY)");
	synthesis_fill(field.synth, field.scratch, field.snapshot,
		&(struct names){ &second, 1 });
	field_expect_filled(&field);
	field_expect(&field, "SELECT count(*) > 0 FROM c");
	field_free(&field);
}

static void a_key_that_may_be_null_does_without_its_table(void **state)
{
	(void)state;
	field_plain("CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES nowhere)",
		"SELECT count(*) > 0 AND count(p) = 0 FROM c");
}

static void one_to_one_children_have_a_parent_each(void **state)
{
	(void)state;
	field_both("CREATE TABLE p (id INTEGER PRIMARY KEY);"
		   "CREATE TABLE c (id INTEGER PRIMARY KEY REFERENCES p, note TEXT);"
		   "CREATE TABLE d (p INT NOT NULL UNIQUE REFERENCES p)",
		"SELECT (SELECT count(*) FROM c) > 2 AND (SELECT count(*) FROM d) > 2");
}

static void a_promise_that_cannot_be_kept_leaves_no_trace(void **state)
{
	struct field field = field_new(POPULATION_PLAIN, NULL);
	uint32_t count;

	(void)state;
	field_run(&field,
		"CREATE TABLE a (id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b, "
		"n INT NOT NULL CHECK (n > n));"
		"CREATE TABLE b (id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES a)");
	field_fill(&field);
	synthesis_failures(field.synth, &count);
	assert_int_equal(count, 2);
	field_expect(&field,
		"SELECT (SELECT count(*) FROM a) = 0 AND (SELECT count(*) FROM b) = 0");
	field_free(&field);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(children_have_parents),
	cmocka_unit_test(plain_children_have_different_parents),
	cmocka_unit_test(some_adversarial_parents_have_no_children),
	cmocka_unit_test(naming_a_child_fills_its_parents),
	cmocka_unit_test(keys_of_two_columns_point_to_one_parent),
	cmocka_unit_test(keys_that_share_a_column_agree),
	cmocka_unit_test(a_literal_of_a_check_flows_up_to_the_parent),
	cmocka_unit_test(a_table_may_point_to_itself),
	cmocka_unit_test(tables_may_point_to_each_other),
	cmocka_unit_test(enforcement_is_as_it_was),
	cmocka_unit_test(a_child_waits_for_a_parent_that_is_made_later),
	cmocka_unit_test(a_key_that_may_be_null_does_without_its_table),
	cmocka_unit_test(one_to_one_children_have_a_parent_each),
	cmocka_unit_test(a_promise_that_cannot_be_kept_leaves_no_trace),
};

SUITE(tests)
