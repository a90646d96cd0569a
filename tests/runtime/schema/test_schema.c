/*
 * What is in a database, by name.
 */
#include "suite.h"

#include <string.h>

#include "dump.h"
#include "runtime/schema/schema.h"

static void everything_with_a_name_is_found_without_regard_to_case(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s;
	struct instar__schema schema;
	const struct instar__object *object;

	(void)state;
	run(db, "CREATE TABLE Users(id INTEGER PRIMARY KEY, name UNIQUE);"
		"CREATE INDEX by_name ON Users(name);"
		"CREATE VIEW names AS SELECT name FROM Users;"
		"CREATE TRIGGER names2 AFTER DELETE ON Users BEGIN SELECT 1; END;");
	instar__sql_init(&s, db);
	instar__schema_init(&schema);
	assert_null(instar__schema_find(&schema, false, "users"));
	assert_int_equal(instar__schema_load(&schema, &s), INSTAR_OK);
	assert_int_equal(schema.count, 4); /* without the automatic index */
	object = instar__schema_find(&schema, false, "USERS");
	assert_non_null(object);
	assert_string_equal(object->name, "Users");
	assert_int_equal(object->type, INSTAR__TABLE);
	object = instar__schema_find(&schema, false, "BY_NAME");
	assert_int_equal(object->type, INSTAR__INDEX);
	assert_string_equal(object->table, "Users");
	assert_int_equal(
		instar__schema_find(&schema, false, "names")->type, INSTAR__VIEW);
	assert_null(instar__schema_find(&schema, false, "names2"));
	assert_int_equal(
		instar__schema_find(&schema, true, "names2")->type, INSTAR__TRIGGER);
	instar__schema_free(&schema);
	sqlite3_close(db);
}

static void a_trigger_may_have_the_name_of_a_table(void **state)
{
	struct instar__schema schema;

	(void)state;
	instar__schema_init(&schema);
	assert_true(instar__schema_put(
		&schema, INSTAR__TABLE, "t", "t", "CREATE TABLE t(a)"));
	assert_true(instar__schema_put(
		&schema, INSTAR__TRIGGER, "t", "t", "CREATE TRIGGER t"));
	assert_int_equal(instar__schema_find(&schema, false, "T")->type, INSTAR__TABLE);
	assert_int_equal(instar__schema_find(&schema, true, "T")->type, INSTAR__TRIGGER);
	instar__schema_remove(&schema, INSTAR__TRIGGER, "t");
	assert_null(instar__schema_find(&schema, true, "t"));
	assert_non_null(instar__schema_find(&schema, false, "t"));
	instar__schema_free(&schema);
}

static void a_name_that_comes_and_goes_takes_one_place(void **state)
{
	struct instar__schema schema;

	(void)state;
	instar__schema_init(&schema);
	for (int i = 0; i < 100; i++) {
		assert_true(instar__schema_put(&schema, INSTAR__TABLE, "t", "t", "a"));
		instar__schema_remove(&schema, INSTAR__VIEW, "t"); /* it is no view */
		assert_non_null(instar__schema_find(&schema, false, "t"));
		instar__schema_remove(&schema, INSTAR__TABLE, "t");
		instar__schema_remove(&schema, INSTAR__TABLE, "t");
		assert_null(instar__schema_find(&schema, false, "t"));
	}
	assert_int_equal(schema.count, 1);
	instar__schema_free(&schema);
}

static void thousands_of_names_are_all_found(void **state)
{
	struct instar__schema schema;
	char name[32];

	(void)state;
	instar__schema_init(&schema);
	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "Table_%d", i);
		assert_true(instar__schema_put(&schema, INSTAR__TABLE, name, name, NULL));
	}
	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "tABLE_%d", i);
		assert_non_null(instar__schema_find(&schema, false, name));
	}
	assert_null(instar__schema_find(&schema, false, "table_5000"));
	assert_string_equal(
		instar__schema_find(&schema, false, "table_1")->definition, "");
	instar__schema_free(&schema);
}

static void the_digest_is_of_the_definition(void **state)
{
	struct instar__schema schema;
	uint64_t digest;

	(void)state;
	instar__schema_init(&schema);
	instar__schema_put(&schema, INSTAR__VIEW, "v", "v", "CREATE VIEW v AS SELECT 1");
	digest = instar__object_digest(instar__schema_find(&schema, false, "v"));
	instar__schema_put(
		&schema, INSTAR__VIEW, "v", "v", "create view V as\n select 1 -- x");
	assert_true(instar__object_digest(instar__schema_find(&schema, false, "v")) ==
		    digest);
	instar__schema_put(&schema, INSTAR__VIEW, "v", "v", "CREATE VIEW v AS SELECT 2");
	assert_true(instar__object_digest(instar__schema_find(&schema, false, "v")) !=
		    digest);
	instar__schema_free(&schema);
}

static void only_the_main_database_counts(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar__sql s;
	struct instar__schema schema;

	(void)state;
	run(db, "CREATE TEMP TABLE t(a); ATTACH ':memory:' AS other;"
		"CREATE TABLE other.u(a); CREATE TABLE main.v(a)");
	instar__sql_init(&s, db);
	instar__schema_init(&schema);
	assert_int_equal(instar__schema_load(&schema, &s), INSTAR_OK);
	assert_int_equal(schema.count, 1);
	assert_non_null(instar__schema_find(&schema, false, "v"));
	instar__schema_free(&schema);
	sqlite3_close(db);
}

static void what_sqlite_calls_a_type_is_known(void **state)
{
	(void)state;
	assert_int_equal(instar__object_type("table"), INSTAR__TABLE);
	assert_int_equal(instar__object_type("index"), INSTAR__INDEX);
	assert_int_equal(instar__object_type("view"), INSTAR__VIEW);
	assert_int_equal(instar__object_type("trigger"), INSTAR__TRIGGER);
	assert_int_equal(instar__object_type("sequence"), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(everything_with_a_name_is_found_without_regard_to_case),
	cmocka_unit_test(a_trigger_may_have_the_name_of_a_table),
	cmocka_unit_test(a_name_that_comes_and_goes_takes_one_place),
	cmocka_unit_test(thousands_of_names_are_all_found),
	cmocka_unit_test(the_digest_is_of_the_definition),
	cmocka_unit_test(only_the_main_database_counts),
	cmocka_unit_test(what_sqlite_calls_a_type_is_known),
};

SUITE(tests)
