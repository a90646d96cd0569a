/*
 * Identify and health: what a schema is, whatever the tracking table says.
 */
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "gen/base/arena.h"
#include "compiled.h"
#include "database.h"
#include "history.h"

static const char *const directories[] = {
	"migrations/nukeworks",
	"migrations/dated",
	"migrations/jobmanager",
	"tests/sets/column_returns",
	"tests/sets/made_and_undone",
	"tests/sets/rename_chain",
	"tests/sets/rebuild_over_steps",
	"tests/sets/replaced_bodies",
	"tests/sets/full_text",
	"tests/sets/keys_and_generated",
};

/* One step as the sqlite3 shell would run it. */
static void build(sqlite3 *to, const instar_set *set, uint32_t step)
{
	const struct instar_range *up = &set->steps[step].up;

	for (uint32_t i = up->first; i < up->first + up->count; i++)
		database_run(to, set_text(set, set->statements[i].sql));
}

/* Has step k (from 1) anything in its fingerprint that a schema shows? */
static bool shows(const instar_set *set, uint32_t k)
{
	const struct instar_range *checks = &set->steps[k - 1].checks;

	for (uint32_t i = checks->first; i < checks->first + checks->count; i++) {
		if (!(set->checks[i].flags & (INSTAR_CHECK_MEMO | INSTAR_CHECK_NOT)) &&
			set->checks[i].kind != INSTAR_CHECK_ROWS)
			return true;
	}
	return false;
}

static void print_differences(const struct instar_identity *identity)
{
	for (uint32_t i = 0; i < identity->difference_count; i++)
		print_message("# %s\n", identity->differences[i].text);
}

static void a_database_at_each_step_is_recognised_without_its_tracking_table(void **state)
{
	int recognised = 0, doubtful = 0;

	(void)state;
	for (size_t d = 0; d < sizeof(directories) / sizeof(*directories); d++) {
		struct arena *arena = arena_new();
		char path[512];
		const instar_set *set;
		sqlite3 *db = database_open(":memory:");

		snprintf(path, sizeof(path), "%s/%s", getenv("SOURCE_ROOT"),
			directories[d]);
		set = compiled_set(arena, path);
		for (uint32_t k = 0; k <= set->step_count; k++) {
			instar *h = instar_open(db, set, NULL);
			const struct instar_identity *identity = instar_identify(h);

			assert_non_null(identity);
			if (!identity->exact || identity->position > k) {
				print_differences(identity);
				fail_msg("%s at %u: %u", directories[d], k,
					identity->position);
			}
			/* Two steps may lead to one schema: then it is the first of them.
			 */
			recognised += identity->position == k;
			doubtful += identity->position != k && shows(set, k);
			instar_close(h);
			if (k < set->step_count)
				build(db, set, k);
		}
		sqlite3_close(db);
		arena_free(arena);
	}
	print_message("# %d recognised, %d like an earlier one\n", recognised, doubtful);
	assert_true(recognised > 30);
	assert_true(doubtful <= 2);
}

static const struct history_file files[] = {
	{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);" },
	{ "002_orders.sql",
		"CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES "
		"users(id));\nCREATE INDEX orders_user ON orders(user_id);\n"
		"CREATE VIEW busy AS SELECT user_id FROM orders;\n"
		"CREATE TRIGGER tidy AFTER DELETE ON users BEGIN DELETE FROM orders "
		"WHERE "
		"user_id = old.id; END;" },
	{ "003_nick.sql", "ALTER TABLE users ADD COLUMN nick TEXT;" },
	{ 0 },
};

static struct history history;
static sqlite3 *db;

static void begin(const char *sql)
{
	history = history_make(files);
	assert_non_null(history.program);
	db = database_open(":memory:");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	database_run(db, sql);
}

static void end(void)
{
	sqlite3_close(db);
	history_free(&history);
}

/* "at 3: missing index i is missing; …" */
static void expect_identity(uint32_t position, const char *wanted)
{
	static const char *const kinds[] = { "", "missing", "other", "extra" };
	instar *h = instar_open(db, &history.program->set, NULL);
	const struct instar_identity *identity = instar_identify(h);
	const char *list = "";

	assert_non_null(identity);
	for (uint32_t i = 0; i < identity->difference_count; i++)
		list = arena_printf(history.arena, "%s%s: %s\n", list,
			kinds[identity->differences[i].kind],
			identity->differences[i].text);
	assert_string_equal(list, wanted);
	assert_int_equal(identity->position, position);
	assert_int_equal(identity->exact, !*wanted);
	instar_close(h);
}

static void each_kind_of_difference_is_told_in_words(void **state)
{
	static const char *const cases[][2] = {
		{ "SELECT 1", "" },
		{ "DROP INDEX orders_user", "missing: index orders_user is missing\n" },
		{ "DROP VIEW busy", "missing: view busy is missing\n" },
		{ "DROP TRIGGER tidy", "missing: trigger tidy is missing\n" },
		{ "DROP INDEX orders_user; CREATE INDEX orders_user ON orders(id)",
			"other: index orders_user is not on orders(user_id)\n" },
		{ "DROP VIEW busy; CREATE VIEW busy AS SELECT 1",
			"other: view busy has another definition\n" },
		{ "DROP TRIGGER tidy; CREATE TRIGGER tidy AFTER DELETE ON users BEGIN "
		  "SELECT "
		  "1; END",
			"other: trigger tidy has another definition\n" },
		{ "DROP TABLE orders; CREATE TABLE orders(id INTEGER PRIMARY KEY, "
		  "user_id "
		  "TEXT REFERENCES users(id)); CREATE INDEX orders_user ON "
		  "orders(user_id)",
			"other: column orders.user_id is TEXT, not INTEGER\n" },
		{ "DROP TABLE orders; CREATE TABLE orders(id INTEGER PRIMARY KEY, "
		  "user_id "
		  "INTEGER); CREATE INDEX orders_user ON orders(user_id)",
			"missing: foreign key orders.user_id -> users.id is missing\n" },
		{ "CREATE TABLE mine(a)", "extra: no step makes table mine\n" },
		{ "CREATE VIEW mine AS SELECT 1", "extra: no step makes view mine\n" },
		{ "CREATE INDEX mine ON users(name)",
			"extra: no step makes index mine\n" },
		{ "CREATE TRIGGER mine AFTER INSERT ON users BEGIN SELECT 1; END",
			"extra: no step makes trigger mine\n" },
		{ "ALTER TABLE users ADD COLUMN mine",
			"extra: no step makes column users.mine\n" },
		{ "ANALYZE", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		begin(cases[i][0]);
		expect_identity(3, cases[i][1]);
		end();
	}
}

static void what_the_tracking_table_says_does_not_count(void **state)
{
	(void)state;
	begin("DELETE FROM schema_migrations");
	expect_identity(3, "");
	database_run(db, "DROP TABLE schema_migrations; CREATE VIEW schema_migrations AS "
			 "SELECT 1");
	expect_identity(3, "");
	database_run(db, "ALTER TABLE users DROP COLUMN nick");
	expect_identity(2, "");
	database_run(db, "DROP VIEW busy; DROP TRIGGER tidy; DROP TABLE orders");
	expect_identity(1, "");
	database_run(db, "DROP TABLE users");
	expect_identity(0, "");
	end();
}

static void a_part_of_a_later_step_is_told_as_its_own(void **state)
{
	(void)state;
	begin("DROP VIEW busy; DROP TRIGGER tidy; DROP TABLE orders;"
	      "CREATE VIEW busy AS SELECT name FROM users");
	database_run(db, "DROP VIEW busy");
	expect_identity(1, "extra: column users.nick belongs to 003_nick\n");
	end();
}

static void a_hostile_name_is_only_a_name(void **state)
{
	(void)state;
	begin("CREATE TABLE \"%s%n'\"\";--\"(\"%d\")");
	expect_identity(3, "extra: no step makes table %s%n'\";--\n");
	end();
}

/* --- Health. */

static const struct instar_health *health_of(instar **h)
{
	const struct instar_health *health;

	*h = instar_open(db, &history.program->set, NULL);
	health = instar_health(*h, 1);
	if (!health)
		fail_msg("%s", instar_error(*h)->message);
	return health;
}

static void expect_health(enum instar_health_state state, const char *summary)
{
	instar *h;
	const struct instar_health *health = health_of(&h);

	assert_string_equal(health->summary, summary);
	assert_int_equal(health->state, state);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	instar_close(h);
}

static void health_sums_up_in_one_sentence(void **state)
{
	(void)state;
	begin("SELECT 1");
	expect_health(INSTAR_HEALTH_READY, "exists and ready");
	database_run(db, "CREATE TABLE mine(a)");
	expect_health(INSTAR_HEALTH_READY, "exists and ready");
	database_run(db, "DROP TABLE orders; DROP TABLE users");
	expect_health(
		INSTAR_HEALTH_DRIFTED, "not ready: tables users, orders are missing");
	end();
	begin("DELETE FROM schema_migrations; ALTER TABLE users DROP COLUMN nick");
	expect_health(INSTAR_HEALTH_PENDING, "exists; 3 steps pending");
	database_run(db, "DROP VIEW busy");
	expect_health(INSTAR_HEALTH_DRIFTED, "not ready: view busy is missing");
	end();
	begin("DROP VIEW busy; DROP TRIGGER tidy; DROP TABLE orders; DROP TABLE users; "
	      "DELETE FROM schema_migrations");
	expect_health(INSTAR_HEALTH_PENDING, "missing: nothing of it is there yet");
	end();
}

static void a_step_half_done_above_the_schema_is_told_by_its_name(void **state)
{
	(void)state;
	begin("DELETE FROM schema_migrations WHERE position > 1; DROP VIEW busy; DROP "
	      "TRIGGER tidy; DROP INDEX orders_user; ALTER TABLE users DROP COLUMN nick;"
	      "DROP TABLE orders; CREATE TABLE orders(other INTEGER)");
	expect_health(INSTAR_HEALTH_DRIFTED,
		"not ready: 002_orders is partly applied: columns orders.id, "
		"orders.user_id and index orders_user and view busy and trigger tidy are "
		"missing");
	end();
}

/* So many that no sentence holds them. */
static void what_does_not_fit_into_a_sentence_is_counted(void **state)
{
	struct history many;
	const char *sql = "";
	struct arena *arena = arena_new();
	sqlite3 *empty = database_open(":memory:");
	instar *h;

	(void)state;
	for (int i = 0; i < 60; i++)
		sql = arena_printf(
			arena, "%sCREATE TABLE a_rather_long_name_%d(a);\n", sql, i);
	many = history_make((struct history_file[]){ { "001_many.sql", sql }, { 0 } });
	assert_non_null(many.program);
	assert_int_equal(database_migrate(empty, &many.program->set), INSTAR_OK);
	for (int i = 0; i < 60; i++)
		database_run(empty,
			arena_printf(arena, "DROP TABLE a_rather_long_name_%d", i));
	h = instar_open(empty, &many.program->set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_DRIFT);
	assert_string_equal(instar_error(h)->message,
		"1 migration recorded, but tables a_rather_long_name_0, "
		"a_rather_long_name_1, a_rather_long_name_2, a_rather_long_name_3, "
		"a_rather_long_name_4, a_rather_long_name_5, a_rather_long_name_6, "
		"a_rather_long_name_7, a_rather_long_name_8, a_rather_long_name_9, "
		"a_rather_long_name_10, a_rather_long_name_11, a_rather_long_name_12, "
		"a_rather_long_name_13, a_rather_long_name_14, and 45 more are missing");
	instar_close(h);
	sqlite3_close(empty);
	history_free(&many);
	arena_free(arena);
}

static void health_holds_the_tracking_table_against_the_schema(void **state)
{
	instar *h;
	const struct instar_health *health;

	(void)state;
	begin("DELETE FROM schema_migrations WHERE position = 2; DROP TABLE users;"
	      "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT)");
	health = health_of(&h);
	assert_int_equal(health->recorded, 2);
	assert_int_equal(health->drifted, 1);
	assert_int_equal(health->conflicts, 1); /* its trigger went with the table */
	assert_int_equal(health->there, 1);
	assert_int_equal(health->checked, 1);
	assert_int_equal(health->orphans, 0);
	assert_string_equal(health->damage, "");
	instar_close(h);
	end();
}

static void keys_that_cannot_be_checked_are_told(void **state)
{
	instar *h;
	const struct instar_health *health;

	(void)state;
	begin("CREATE TABLE p(a); CREATE TABLE c(a REFERENCES p(a)); INSERT INTO c "
	      "VALUES(1)");
	health = health_of(&h);
	assert_int_equal(health->orphans, -1);
	assert_string_equal(
		health->orphan, "foreign key mismatch - \"c\" referencing \"p\"");
	assert_int_equal(health->state, INSTAR_HEALTH_READY);
	instar_close(h);
	end();
}

static void results_last_until_the_next_call_of_their_kind(void **state)
{
	instar *h;
	const struct instar_health *health;
	const struct instar_identity *identity;

	(void)state;
	begin("DROP VIEW busy");
	health = health_of(&h);
	identity = instar_identify(h);
	assert_non_null(instar_objects(h));
	assert_non_null(instar_status(h));
	assert_string_equal(health->differences[0].text, "view busy is missing");
	assert_string_equal(identity->differences[0].name, "busy");
	identity = instar_identify(h);
	assert_string_equal(identity->differences[0].type, "view");
	instar_close(h);
	end();
}

static void the_objects_are_listed_with_their_columns(void **state)
{
	instar *h;
	const struct instar_objects *objects;

	(void)state;
	begin("CREATE VIEW broken AS SELECT * FROM nowhere");
	h = instar_open(db, &history.program->set, NULL);
	objects = instar_objects(h);
	assert_non_null(objects);
	assert_int_equal(objects->count, 7);
	assert_string_equal(objects->objects[0].type, "table");
	assert_string_equal(objects->objects[0].name, "users");
	assert_string_equal(
		objects->objects[0].columns, "id INTEGER, name TEXT, nick TEXT");
	for (uint32_t i = 0; i < objects->count; i++) {
		if (strcmp(objects->objects[i].name, "broken") == 0)
			assert_string_equal(objects->objects[i].columns, "");
	}
	instar_close(h);
	end();
}

static void a_handle_with_an_error_and_no_handle_report_nothing(void **state)
{
	instar *h = instar_open(NULL, NULL, NULL);

	(void)state;
	assert_null(instar_identify(h));
	assert_null(instar_objects(h));
	assert_null(instar_health(h, 1));
	assert_null(instar_repair(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_MISUSE);
	instar_close(h);
	assert_null(instar_identify(NULL));
	assert_null(instar_objects(NULL));
	assert_null(instar_health(NULL, 0));
	assert_null(instar_repair(NULL));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
		a_database_at_each_step_is_recognised_without_its_tracking_table),
	cmocka_unit_test(each_kind_of_difference_is_told_in_words),
	cmocka_unit_test(what_the_tracking_table_says_does_not_count),
	cmocka_unit_test(a_part_of_a_later_step_is_told_as_its_own),
	cmocka_unit_test(a_hostile_name_is_only_a_name),
	cmocka_unit_test(health_sums_up_in_one_sentence),
	cmocka_unit_test(a_step_half_done_above_the_schema_is_told_by_its_name),
	cmocka_unit_test(what_does_not_fit_into_a_sentence_is_counted),
	cmocka_unit_test(health_holds_the_tracking_table_against_the_schema),
	cmocka_unit_test(keys_that_cannot_be_checked_are_told),
	cmocka_unit_test(results_last_until_the_next_call_of_their_kind),
	cmocka_unit_test(the_objects_are_listed_with_their_columns),
	cmocka_unit_test(a_handle_with_an_error_and_no_handle_report_nothing),
};

SUITE(tests)
