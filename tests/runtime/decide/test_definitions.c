/*
 * A database whose definitions say something else than those of the steps: it is told so,
 * by every command, and nothing is stopped for it.
 */
#include "suite.h"

#include <string.h>

#include "database.h"
#include "history.h"
#include "seen.h"

static const struct history_file files[] = {
	{ "001_users.sql",
		"CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE "
		"COLLATE NOCASE, age INTEGER DEFAULT 18 CHECK (age >= 0));" },
	{ "002_orders.sql",
		"CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES "
		"users(id) ON DELETE CASCADE);\n"
		"CREATE INDEX orders_user ON orders(user_id) WHERE user_id > 0;\n"
		"CREATE VIEW busy AS SELECT user_id FROM orders;\n"
		"CREATE TRIGGER tidy AFTER DELETE ON users WHEN old.id > 0 BEGIN DELETE "
		"FROM orders WHERE user_id = old.id; END;" },
	{ "003_nick.sql", "ALTER TABLE users ADD COLUMN nick TEXT;\n"
			  "-- @down\nALTER TABLE users DROP COLUMN nick;" },
	{ 0 },
};

#define USERS(columns)                                                                   \
	"CREATE TEMP TABLE old AS SELECT * FROM users; DROP TABLE users;"                \
	"CREATE TABLE users(" columns "); INSERT INTO users(id, email, age, nick) "      \
	"SELECT id, email, age, nick FROM old; DROP TABLE old;" TIDY                     \
	"WHEN old.id > 0 BEGIN DELETE FROM orders WHERE user_id = old.id; END;"
#define ID "id INTEGER PRIMARY KEY"
#define EMAIL "email TEXT NOT NULL UNIQUE COLLATE NOCASE"
#define AGE "age INTEGER DEFAULT 18 CHECK (age >= 0)"
#define TIDY "DROP TRIGGER IF EXISTS tidy; CREATE TRIGGER tidy AFTER DELETE ON users "

static const struct {
	const char *sql, *told; /* "": it is exactly at the last step */
} cases[] = {
	{ USERS("id INTEGER NOT NULL, " EMAIL ", " AGE ", nick TEXT"),
		"users: without PRIMARY KEY (id)\nusers.id: with NOT NULL\n" },
	{ USERS(ID ", email TEXT NOT NULL COLLATE NOCASE, " AGE ", nick TEXT"),
		"users: without UNIQUE (email)\n" },
	{ USERS(ID ", email TEXT UNIQUE, " AGE ", nick TEXT"),
		"users.email: without NOT NULL\nusers.email: without COLLATE NOCASE\n" },
	{ USERS(ID ", " EMAIL ", age INTEGER CHECK (age > 0), nick TEXT"),
		"users.age: without DEFAULT 18\nusers: without CHECK (age >= 0)\n"
		"users: with CHECK (age > 0)\n" },
	{ USERS(ID ", nick TEXT, " EMAIL ", " AGE), "users: columns in another order\n" },
	{ USERS(ID " AUTOINCREMENT, " EMAIL ", " AGE ", nick TEXT"),
		"users: with AUTOINCREMENT\n" },
	{ "DROP TABLE orders; CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id "
	  "INTEGER REFERENCES users(id)); CREATE INDEX orders_user ON orders(user_id) "
	  "WHERE user_id > 0",
		"orders.user_id: without ON DELETE CASCADE\n" },
	{ "DROP INDEX orders_user; CREATE INDEX orders_user ON orders(user_id DESC)",
		"orders_user: on orders(user_id DESC), not on orders(user_id)\n"
		"orders_user: without WHERE user_id > 0\n" },
	{ "DROP VIEW busy; CREATE VIEW busy AS SELECT 1 AS user_id",
		"view busy has another definition\n" },
	{ TIDY "WHEN old.id > 0 BEGIN SELECT 1; END",
		"trigger tidy has another definition\n" },
	{ TIDY "BEGIN DELETE FROM orders WHERE user_id = old.id; END",
		"tidy: without WHEN old.id > 0\n" },

	{ USERS("\"id\" integer primary key /* so */, email text not null collate "
		"nocase, "
		"[age] INTEGER CHECK (age >= 0) DEFAULT (18), nick TEXT DEFAULT NULL, "
		"CONSTRAINT one UNIQUE (email)"),
		"" },
	{ TIDY "FOR EACH ROW WHEN (old.id > 0) BEGIN DELETE FROM orders WHERE user_id = "
	       "old.id; END",
		"" },
	{ "DROP VIEW busy; CREATE VIEW IF NOT EXISTS main.busy AS SELECT user_id FROM "
	  "main.orders",
		"" },
};

#define CASE_COUNT (sizeof(cases) / sizeof(*cases))

static struct history history;
static sqlite3 *db;

static void begin(const char *sql)
{
	history = history_made(files);
	db = database_open(":memory:");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	database_run(db, "INSERT INTO users VALUES(1, 'Ann', 20, 'a'), (2, 'bob', 30, "
			 "NULL)");
	database_run(db, sql);
}

static void end(void)
{
	sqlite3_close(db);
	history_free(&history);
}

static const char *list_of(const struct instar_difference *items, uint32_t count)
{
	const char *list = "";

	for (uint32_t i = 0; i < count; i++)
		list = arena_printf(history.arena, "%s%s%s\n", list,
			items[i].kind == INSTAR_DIFFERENCE_OTHER ? "" : "not of shape: ",
			items[i].text);
	return list;
}

static void identify_is_exact_only_where_nothing_differs(void **state)
{
	(void)state;
	for (size_t i = 0; i < CASE_COUNT; i++) {
		const struct instar_identity *identity;
		instar *h;

		begin(cases[i].sql);
		h = instar_open(db, &history.program->set, NULL);
		identity = instar_identify(h);
		assert_non_null(identity);
		assert_string_equal(
			list_of(identity->differences, identity->difference_count),
			cases[i].told);
		assert_int_equal(identity->position, 3);
		assert_int_equal(identity->exact, !*cases[i].told);
		assert_int_equal(identity->other, identity->difference_count);
		instar_close(h);
		end();
	}
}

static void health_tells_it_and_is_ready(void **state)
{
	(void)state;
	for (size_t i = 0; i < CASE_COUNT; i++) {
		const struct instar_health *health;
		instar *h;

		begin(cases[i].sql);
		h = instar_open(db, &history.program->set, NULL);
		health = instar_health(h, 0);
		assert_non_null(health);
		assert_string_equal(
			list_of(health->differences, health->difference_count),
			cases[i].told);
		assert_int_equal(health->state, INSTAR_HEALTH_READY);
		assert_int_equal(health->there, 3);
		assert_int_equal(strncmp(health->summary, "exists and ready", 16), 0);
		assert_int_equal(strlen(health->summary) > 16, *cases[i].told != '\0');
		instar_close(h);
		end();
	}
}

/* How many warnings tell a difference. */
static int count_told(void *context, const struct instar_event *event)
{
	static const char words[] = "not as the steps make it: ";

	if (event->kind == INSTAR_EVENT_WARNING &&
		strncmp(event->text, words, sizeof(words) - 1) == 0)
		++*(int *)context;
	return 0;
}

static int count_lines(const char *text)
{
	int count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

/* A start, with the records and without them: nothing is stopped, and who asks is told.
 */
static void migrate_goes_on_and_tells_a_database_that_it_takes_over(void **state)
{
	(void)state;
	for (size_t i = 0; i < CASE_COUNT; i++) {
		int told = 0;
		struct instar_options options = { .size = sizeof(options),
			.on_event = count_told,
			.event_context = &told,
			.definitions = instar_tell_definitions };
		instar *h;

		begin(cases[i].sql);
		assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
		database_run(db, "DROP TABLE schema_migrations; PRAGMA user_version = 0");
		h = instar_open(db, &history.program->set, &options);
		assert_int_equal(instar_migrate(h), INSTAR_OK);
		assert_int_equal(told, count_lines(cases[i].told));
		instar_close(h);
		database_answers(db, "reconciled",
			"SELECT group_concat(DISTINCT applied_how) FROM "
			"schema_migrations");
		end();
	}
}

static void a_start_that_validates_tells_it(void **state)
{
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h;

	(void)state;
	begin(cases[1].sql);
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_WARNING], 0);
	instar_close(h);
	options.validate = 1;
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_WARNING], 0);
	instar_close(h);
	options.definitions = instar_tell_definitions;
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_WARNING], 1);
	assert_string_equal(
		seen.warning, "not as the steps make it: users: without UNIQUE (email)");
	instar_close(h);
	end();
}

static void a_rollback_goes_through_and_tells_it(void **state)
{
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h;

	(void)state;
	begin(cases[1].sql);
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_rollback(h, "002_orders"), INSTAR_OK);
	assert_string_equal(
		seen.warning, "not as the steps make it: users: without UNIQUE (email)");
	instar_close(h);
	database_answers(db, "2", "SELECT count(*) FROM schema_migrations");
	end();
}

/* A trigger that nobody proved may not run with what a step writes. */
static void a_step_that_relies_on_it_is_stopped(void **state)
{
	static const struct history_file longer[] = {
		{ "001_users.sql",
			"CREATE TABLE users(id INTEGER PRIMARY KEY, n INTEGER);"
			"\nCREATE TRIGGER count AFTER INSERT ON users BEGIN "
			"UPDATE users SET n = 1 WHERE id = new.id; END;" },
		{ "002_seed.sql", "INSERT INTO users(id) VALUES(7);" },
		{ 0 },
	};
	instar *h;

	(void)state;
	history = history_made(longer);
	db = database_open(":memory:");
	database_run(db, "CREATE TABLE users(id INTEGER PRIMARY KEY, n INTEGER); CREATE "
			 "TRIGGER count AFTER INSERT ON users BEGIN DELETE FROM users; "
			 "END; INSERT INTO users VALUES(1, 1)");
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_FOREIGN);
	assert_string_equal(
		instar_error(h)->message, "unknown trigger count on users; refused");
	instar_close(h);
	database_answers(db, "0", "SELECT count(*) FROM users");
	end();
}

/* Asked for, it is put right; the repair before a start leaves it alone. */
static void repair_puts_it_right_and_keeps_the_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < CASE_COUNT; i++) {
		const struct instar_repair_result *repair;
		instar *h;

		begin(cases[i].sql);
		h = instar_open(db, &history.program->set, NULL);
		assert_int_equal(instar_repair_first(h), INSTAR_OK);
		assert_int_equal(instar_identify(h)->exact, !*cases[i].told);
		repair = instar_repair(h);
		if (!repair)
			fail_msg("%s", instar_error(h)->message);
		assert_int_equal(repair->repaired, *cases[i].told ? 1 : 0);
		assert_int_equal(repair->left, 0);
		assert_int_equal(instar_identify(h)->exact, 1);
		instar_close(h);
		database_answers(db, "1 Ann 20 a,2 bob 30 -",
			"SELECT group_concat(id || ' ' || email || ' ' || age || ' ' || "
			"ifnull(nick, '-')) FROM (SELECT * FROM users ORDER BY id)");
		end();
	}
}

static void rows_that_do_not_fit_leave_it_as_it_is(void **state)
{
	const struct instar_repair_result *repair;
	instar *h;

	(void)state;
	begin(USERS(
		ID ", " EMAIL ", age INTEGER, nick TEXT") "UPDATE users SET age = -1");
	h = instar_open(db, &history.program->set, NULL);
	repair = instar_repair(h);
	assert_non_null(repair);
	assert_int_equal(repair->left, 1);
	assert_string_equal(repair->mends[0].text, "CHECK constraint failed: age >= 0");
	assert_string_equal(repair->mends[0].id, "003_nick");
	instar_close(h);
	database_answers(db, "-2", "SELECT sum(age) FROM users");
	end();
}

/* What only a definition tells is found behind another spelling of it. */
static void a_step_is_recognised_behind_another_spelling(void **state)
{
	static const struct history_file checked[] = {
		{ "001_t.sql", "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);" },
		{ "002_check.sql",
			"-- @rebuild t\nCREATE TABLE t(id INTEGER PRIMARY KEY, a "
			"TEXT CHECK (a <> ''));" },
		{ "003_check.sql",
			"-- @rebuild t\nCREATE TABLE t(id INTEGER PRIMARY KEY, a "
			"TEXT CHECK (a > ' '));" },
		{ "004_b.sql", "ALTER TABLE t ADD COLUMN b TEXT;" },
		{ 0 },
	};
	static const struct {
		const char *sql;
		uint32_t position;
	} spellings[] = {
		{ "CREATE TABLE t(id INTEGER, a TEXT, PRIMARY KEY (id))", 1 },
		{ "CREATE TABLE t(id INTEGER, a TEXT, PRIMARY KEY (id), CONSTRAINT some "
		  "CHECK ((a <> '')))",
			2 },
		{ "CREATE TABLE t(id INTEGER, a TEXT, CHECK (a > ' '), PRIMARY KEY (id))",
			3 },
		{ "CREATE TABLE t(id INTEGER, a TEXT, b TEXT, CHECK (a > ' '), PRIMARY "
		  "KEY (id))",
			4 },
	};

	(void)state;
	history = history_made(checked);
	for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++) {
		const struct instar_identity *identity;
		instar *h;

		db = database_open(":memory:");
		database_run(db, spellings[i].sql);
		h = instar_open(db, &history.program->set, NULL);
		identity = instar_identify(h);
		assert_int_equal(identity->position, spellings[i].position);
		assert_int_equal(identity->exact, 1);
		instar_close(h);
		sqlite3_close(db);
	}
	history_free(&history);
}

/* --- Where the steps cannot be run, nobody knows what another text says. */

static void a_text_that_cannot_be_compared_is_told_as_that(void **state)
{
	static const struct history_file calling[] = {
		{ "001_t.sql", "-- @function shout(1)\nCREATE TABLE t(a TEXT);\n"
			       "INSERT INTO t SELECT shout('x');" },
		{ 0 },
	};
	const struct instar_identity *identity;
	instar *h;

	(void)state;
	history = history_made(calling);
	db = database_open(":memory:");
	database_run(db, "CREATE TABLE t(a TEXT)");
	h = instar_open(db, &history.program->set, NULL);
	identity = instar_identify(h);
	assert_int_equal(identity->exact, 1);
	database_run(db, "DROP TABLE t; CREATE TABLE t(a  TEXT)");
	identity = instar_identify(h);
	assert_int_equal(identity->exact, 0);
	assert_string_equal(identity->differences[0].text,
		"table t has another text, and the steps cannot be run to compare it");
	assert_int_equal(instar_error(h)->code, INSTAR_OK);
	assert_int_equal(instar_repair(h)->count, 0);
	instar_close(h);
	end();
}

static void a_deferred_index_may_be_missing_and_not_be_another(void **state)
{
	static const struct history_file deferred[] = {
		{ "001_t.sql", "CREATE TABLE t(a TEXT, b TEXT);\n-- @index\n"
			       "CREATE INDEX t_a ON t(a) WHERE a > '';" },
		{ 0 },
	};
	static const struct {
		const char *sql, *told;
	} indexes[] = {
		{ "SELECT 1", "" },
		{ "CREATE INDEX IF NOT EXISTS main.t_a ON \"t\"(a ASC) WHERE (a > '')",
			"" },
		{ "DROP INDEX t_a; CREATE INDEX t_a ON t(a)",
			"t_a: without WHERE a > ''\n" },
	};

	(void)state;
	history = history_made(deferred);
	db = database_open(":memory:");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	for (size_t i = 0; i < sizeof(indexes) / sizeof(*indexes); i++) {
		instar *h = instar_open(db, &history.program->set, NULL);
		const struct instar_identity *identity;
		const struct instar_repair_result *repair;

		database_run(db, indexes[i].sql);
		identity = instar_identify(h);
		assert_string_equal(
			list_of(identity->differences, identity->difference_count),
			indexes[i].told);
		assert_int_equal(instar_health(h, 0)->state, INSTAR_HEALTH_READY);
		repair = instar_repair(h);
		assert_int_equal(repair->repaired, 0);
		assert_int_equal(repair->left, *indexes[i].told != '\0');
		if (repair->left)
			assert_string_equal(
				repair->mends[0].text, "t_a: without WHERE a > ''; drop "
						       "it, then run `backfill`");
		instar_close(h);
	}
	end();
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_step_is_recognised_behind_another_spelling),
	cmocka_unit_test(a_deferred_index_may_be_missing_and_not_be_another),
	cmocka_unit_test(identify_is_exact_only_where_nothing_differs),
	cmocka_unit_test(health_tells_it_and_is_ready),
	cmocka_unit_test(migrate_goes_on_and_tells_a_database_that_it_takes_over),
	cmocka_unit_test(a_start_that_validates_tells_it),
	cmocka_unit_test(a_rollback_goes_through_and_tells_it),
	cmocka_unit_test(a_step_that_relies_on_it_is_stopped),
	cmocka_unit_test(repair_puts_it_right_and_keeps_the_rows),
	cmocka_unit_test(rows_that_do_not_fit_leave_it_as_it_is),
	cmocka_unit_test(a_text_that_cannot_be_compared_is_told_as_that),
};

SUITE(tests)
