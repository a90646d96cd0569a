/*
 * Two programs of different age on one database: the older one goes on with it, or rolls
 * back with the down migrations that the newer one stored; and what is stored is not
 * trusted.
 */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "altered.h"
#include "gen/base/arena.h"
#include "compiled.h"
#include "database.h"
#include "history.h"
#include "seen.h"

static const struct history_file files[] = {
	{ "001_users.sql",
		"-- @release 1.0\n"
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT);\n"
		"CREATE TABLE log(what TEXT);\n"
		"-- @down\nDROP TABLE log;\nDROP TABLE users;" },
	{ "002_checked.sql",
		"-- @destructive users.nick: it was never shown\n"
		"CREATE TABLE fresh(id INTEGER PRIMARY KEY, name TEXT, CHECK (name <> "
		"''));\n"
		"INSERT INTO fresh SELECT id, name FROM users;\n"
		"DROP TABLE users;\nALTER TABLE fresh RENAME TO users;\n"
		"-- @down\nALTER TABLE users RENAME TO fresh;\n"
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT);\n"
		"INSERT INTO users(id, name) SELECT id, name FROM fresh;\n"
		"DROP TABLE fresh;" },
	{ "003_notes.sql",
		"-- @release 2.0\n"
		"CREATE TABLE notes(id INTEGER PRIMARY KEY AUTOINCREMENT, user INTEGER "
		"REFERENCES users(id), body TEXT DEFAULT 'semi;colon -- no comment');\n"
		"CREATE INDEX notes_user ON notes(user);\n"
		"CREATE VIEW named AS SELECT name, body FROM notes JOIN users ON "
		"users.id "
		"= notes.user;\n"
		"-- @down\nDROP VIEW named;\nDROP INDEX notes_user;\nDROP TABLE notes;" },
	{ "004_email.sql", "ALTER TABLE users ADD COLUMN email TEXT;\n"
			   "ALTER TABLE users ADD COLUMN nick TEXT NOT NULL DEFAULT '';\n"
			   "-- @down\nALTER TABLE users DROP COLUMN nick;\n"
			   "ALTER TABLE users DROP COLUMN email;" },
	{ "005_members.sql", "-- @release 2.1\n"
			     "CREATE TRIGGER users_log AFTER UPDATE ON users BEGIN\n"
			     "  INSERT INTO log VALUES ('a;b');\n  INSERT INTO log "
			     "VALUES ('c');\nEND;\n"
			     "-- @down\nDROP TRIGGER users_log;" },
	{ "006_strict.sql",
		"DROP TRIGGER users_log;\nDROP VIEW named;\n"
		"CREATE TABLE fresh(id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT "
		"'nobody' CHECK (name <> ''), email TEXT, nick TEXT NOT NULL DEFAULT "
		"'');\n"
		"INSERT INTO fresh SELECT id, coalesce(name, 'nobody'), email, nick FROM "
		"users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;\n"
		"-- @down\n"
		"CREATE TABLE fresh(id INTEGER PRIMARY KEY, name TEXT, CHECK (name <> "
		"''));\n"
		"ALTER TABLE fresh ADD COLUMN email TEXT;\n"
		"ALTER TABLE fresh ADD COLUMN nick TEXT NOT NULL DEFAULT '';\n"
		"INSERT INTO fresh SELECT id, name, email, nick FROM users;\n"
		"DROP TABLE users;\nALTER TABLE fresh RENAME TO users;\n"
		"CREATE VIEW named AS SELECT name, body FROM notes JOIN users ON "
		"users.id "
		"= notes.user;\n"
		"CREATE TRIGGER users_log AFTER UPDATE ON users BEGIN\n"
		"  INSERT INTO log VALUES ('a;b');\n  INSERT INTO log VALUES "
		"('c');\nEND;" },
	{ 0 },
};

enum { STEPS = 6 };

static struct history history;
static struct history_file first[STEPS + 1];
static const instar_set *set; /* all six steps */
static char *path;

static int begin(void **state)
{
	(void)state;
	history = history_made(files);
	set = &history.program->set;
	path = database_path("carried.db");
	return 0;
}

static int end(void **state)
{
	(void)state;
	sqlite3_free(path);
	history_free(&history);
	return 0;
}

/* The program that was compiled when there were only k steps. */
static struct history older_program(uint32_t k)
{
	struct history older;

	memcpy(first, files, k * sizeof(*files));
	memset(&first[k], 0, sizeof(*first));
	older = history_make(first);
	assert_non_null(older.program);
	return older;
}

/* A file that the newest program has migrated, and used. */
static void make_newest(const instar_set *newest, int carry)
{
	struct instar_options options = {
		.size = sizeof(options), .carry_down = carry, .app_version = "2.1.3"
	};
	sqlite3 *db;
	instar *h;

	remove(path);
	db = database_open(path);
	h = instar_open(db, newest, &options);
	database_run(db, "PRAGMA synchronous = OFF");
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);
}

static void run_in_file(const char *sql)
{
	sqlite3 *db = database_open(path);

	database_run(db, sql);
	sqlite3_close(db);
}

static int back_with(
	const instar_set *program, const char *to, char *message, size_t size)
{
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, program, NULL);
	int code = instar_rollback(h, to);

	snprintf(message, size, "%s", instar_error(h)->message);
	instar_close(h);
	assert_true(sqlite3_get_autocommit(db));
	sqlite3_close(db);
	return code;
}

/* Refused in words that begin so, and no byte has changed. */
static void refused_with(
	const instar_set *program, const char *to, int code, const char *wanted)
{
	char message[512];
	size_t size, size_after;
	char *before = database_bytes(path, &size), *after;

	assert_int_equal(back_with(program, to, message, sizeof(message)), code);
	if (strncmp(message, wanted, strlen(wanted)) != 0)
		fail_msg("\"%s\", not \"%s\"", message, wanted);
	after = database_bytes(path, &size_after);
	assert_int_equal(size_after, size);
	assert_memory_equal(before, after, size);
	sqlite3_free(before);
	sqlite3_free(after);
}

/* --- An older program takes the database back */

static char *plain_dump(uint32_t k)
{
	char *plain = database_path("plain.db"), *dump;
	sqlite3 *db = database_open(plain);

	for (uint32_t i = 0; i < k; i++) {
		const struct instar_range *up = &set->steps[i].up;

		for (uint32_t j = up->first; j < up->first + up->count; j++)
			database_run(db, set_text(set, set->statements[j].sql));
		if (i == 0)
			database_run(db, "INSERT INTO users(id, name) VALUES (1, 'ann'), "
					 "(2, 'bob'); INSERT INTO log VALUES ('begin')");
	}
	if (k >= 3)
		database_run(db, "INSERT INTO notes(user) VALUES (1)");
	sqlite3_close(db);
	dump = database_dump(plain);
	sqlite3_free(plain);
	return dump;
}

static void take_back(uint32_t k, uint32_t to)
{
	struct history older = older_program(k);
	const instar_set *program = &older.program->set;
	char message[512], *wanted, *got;
	sqlite3 *db;

	make_newest(set, 1);
	run_in_file(
		"INSERT INTO users(id, name) VALUES (1, 'ann'), (2, 'bob');"
		"INSERT INTO notes(user) VALUES (1); INSERT INTO log VALUES ('begin')");
	if (back_with(program, to ? set_text(set, set->steps[to - 1].id) : "", message,
		    sizeof(message)))
		fail_msg("%u, from %u: %s", to, k, message);
	got = database_dump(path);
	wanted = plain_dump(to);
	assert_string_equal(got, wanted);
	sqlite3_free(got);
	sqlite3_free(wanted);
	db = database_open(path);
	assert_int_equal(database_int(db, "SELECT count(*) FROM schema_migrations"), to);
	assert_int_equal(database_migrate(db, program), INSTAR_OK);
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	sqlite3_close(db);
	history_free(&older);
}

static void an_older_program_takes_the_database_back_to_any_of_its_steps(void **state)
{
	(void)state;
	for (uint32_t k = 2; k < STEPS; k++) {
		for (uint32_t to = k > 2 ? k - 2 : 1; to <= k; to++)
			take_back(k, to);
	}
}

/* 002 takes nick away and 004 makes another one: values under one name that differ. */
static void a_column_that_went_and_came_is_taken_for_a_changed_one(void **state)
{
	struct history older = older_program(1);

	(void)state;
	make_newest(set, 1);
	run_in_file("INSERT INTO users(id, name) VALUES (1, 'ann')");
	refused_with(&older.program->set, "001_users", INSTAR_E_VALIDATION,
		"the down migration stored in the database changes rows of users");
	history_free(&older);
}

static void it_is_up_to_date_afterwards_and_knows_it_by_the_stamp(void **state)
{
	struct history older = older_program(4);
	const instar_set *program = &older.program->set;
	char message[512];
	sqlite3 *db;
	instar *h;

	(void)state;
	make_newest(set, 1);
	if (back_with(program, "004_email", message, sizeof(message)))
		fail_msg("%s", message);
	db = database_open(path);
	h = instar_open(db, program, NULL);
	assert_int_equal(instar_status(h)->by_stamp, 1);
	assert_int_equal(instar_status(h)->up_to_date, 1);
	instar_close(h);
	sqlite3_close(db);
	history_free(&older);
}

static void its_way_is_told_and_its_rows_at_stake(void **state)
{
	struct history older = older_program(2);
	const instar_set *program = &older.program->set;
	const struct instar_way_back *way;
	struct seen seen;
	struct instar_options options = seeing(&seen);
	sqlite3 *db;
	instar *h;

	(void)state;
	make_newest(set, 1);
	run_in_file("INSERT INTO notes(body) VALUES ('x'), ('y')");
	db = database_open(path);
	h = instar_open(db, program, &options);
	way = instar_way_back(h, "002_checked");
	assert_non_null(way);
	assert_int_equal(way->count, 4);
	assert_string_equal(way->steps[0].id, "006_strict");
	assert_int_equal(way->steps[0].known, 0);
	assert_string_equal(way->steps[1].release, "2.1");
	assert_int_equal(way->steps[3].position, 3);
	assert_int_equal(instar_rollback(h, "002_checked"), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_AT_STAKE], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_DONE], 4);
	assert_int_equal(seen.counts[INSTAR_EVENT_COMMITTED], 1);
	instar_close(h);
	sqlite3_close(db);
	/* And refused, when the host says so. */
	make_newest(set, 1);
	run_in_file("INSERT INTO notes(body) VALUES ('x'), ('y')");
	options.refuse_destructive = 1;
	db = database_open(path);
	h = instar_open(db, program, &options);
	assert_int_equal(instar_rollback(h, "002_checked"), INSTAR_E_DESTRUCTIVE);
	assert_string_equal(instar_error(h)->message,
		"refused: 2 rows of notes would be lost; nothing was changed");
	instar_close(h);
	assert_int_equal(database_int(db, "SELECT count(*) FROM notes"), 2);
	sqlite3_close(db);
	history_free(&older);
}

static void it_cannot_stop_among_steps_that_it_does_not_know(void **state)
{
	struct history older = older_program(4);
	struct history last = older_program(5);
	char message[512];

	(void)state;
	make_newest(set, 1);
	refused_with(&older.program->set, NULL, INSTAR_E_MISUSE,
		"2 steps are newer than this program, which cannot stop among them");
	/* One back is well-defined when there is one. */
	assert_int_equal(
		back_with(&last.program->set, NULL, message, sizeof(message)), INSTAR_OK);
	history_free(&older);
	history_free(&last);
}

static void a_database_in_memory_is_refused(void **state)
{
	struct history older = older_program(4);
	struct instar_options options = { .size = sizeof(options), .carry_down = 1 };
	sqlite3 *db = database_open(":memory:");
	instar *h = instar_open(db, set, &options);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	h = instar_open(db, &older.program->set, NULL);
	assert_int_equal(instar_rollback(h, "004_email"), INSTAR_E_TOO_NEW);
	assert_string_equal(instar_error(h)->message,
		"a database in memory cannot be rolled back by an older program");
	instar_close(h);
	sqlite3_close(db);
	history_free(&older);
}

/* --- What is stored is not what was written */

struct tampering {
	const char *sql;
	int code;
	const char *message;
};

/* clang-format off */
static const struct tampering tamperings[] = {
	{ "UPDATE schema_migrations SET down_sql = replace(down_sql, 'DROP TRIGGER', 'DROP  TRIGGER')",
		INSTAR_E_EDITED, "the stored down migration of 005_members is not the one" },
	{ "UPDATE schema_migrations SET down_sql = down_sql || 'DELETE FROM users;' WHERE position = 6",
		INSTAR_E_EDITED, "the stored down migration of 006_strict is not the one" },
	{ "UPDATE schema_migrations SET down_sql = (SELECT down_sql FROM schema_migrations WHERE "
	  "position = 5) WHERE position = 6",
		INSTAR_E_EDITED, "the stored down migration of 006_strict is not the one" },
	{ "UPDATE schema_migrations SET down_sql = substr(down_sql, 1, 60)",
		INSTAR_E_EDITED, "the stored down migration of 006_strict is not the one" },
	{ "UPDATE schema_migrations SET down_sql = '' WHERE position = 6",
		INSTAR_E_EDITED, "the stored down migration of 006_strict is not the one" },
	{ "UPDATE schema_migrations SET down_sql = x'00ff' WHERE position = 6",
		INSTAR_E_EDITED, "the stored down migration of 006_strict is not the one" },
	{ "UPDATE schema_migrations SET down_sql = NULL WHERE position = 5",
		INSTAR_E_TOO_NEW, "005_members is newer than this program, and its down migration is not" },
	{ "UPDATE schema_migrations SET token_hash = 'x' WHERE position = 2",
		INSTAR_E_EDITED, "history differs at 002_checked" },
	{ "DELETE FROM schema_migrations WHERE position = 3",
		INSTAR_E_CONFLICT, "003_notes is not recorded, and steps after it are" },
	{ "CREATE TRIGGER trap AFTER DELETE ON schema_migrations BEGIN DELETE FROM users; END",
		INSTAR_E_FOREIGN, "unknown trigger trap on schema_migrations; refused" },
};
/* clang-format on */

static void a_way_back_that_was_changed_is_refused(void **state)
{
	struct history older = older_program(4);

	(void)state;
	for (size_t i = 0; i < sizeof(tamperings) / sizeof(*tamperings); i++) {
		make_newest(set, 1);
		run_in_file(tamperings[i].sql);
		refused_with(&older.program->set, "004_email", tamperings[i].code,
			tamperings[i].message);
	}
	make_newest(set, 0);
	refused_with(&older.program->set, "004_email", INSTAR_E_TOO_NEW,
		"006_strict is newer than this program, and its down migration is not "
		"stored");
	history_free(&older);
}

/* --- What is stored is hostile, and signed as it should be */

struct attack {
	const char *sql; /* in the place of DROP TRIGGER users_log */
	int code;
	const char *message;
};

#define WOULD "the stored down migration of 005_members would "

/* clang-format off */
static const struct attack attacks[] = {
	{ "ATTACH 'other.db' AS other", INSTAR_E_SQL, WOULD "attach other.db; refused" },
	{ "DETACH main", INSTAR_E_SQL, WOULD "detach main; refused" },
	{ "VACUUM INTO 'stolen.db'", INSTAR_E_SQL, "the stored down migration of 005_members " },
	{ "DELETE FROM schema_migrations", INSTAR_E_SQL, WOULD "delete from schema_migrations; refused" },
	{ "INSERT INTO schema_migrations SELECT 'x', id, position, token_hash, applied_at, applied_how, "
	  "NULL, NULL, 0, '', NULL, 0, NULL FROM schema_migrations", INSTAR_E_SQL,
		WOULD "insert into schema_migrations; refused" },
	{ "UPDATE main.Schema_Migrations SET down_sql = NULL", INSTAR_E_SQL,
		WOULD "update schema_migrations; refused" },
	{ "DROP TABLE schema_migrations", INSTAR_E_SQL, WOULD "d" },
	{ "ALTER TABLE schema_migrations RENAME TO mine", INSTAR_E_SQL, WOULD "alter schema_migrations; refused" },
	{ "CREATE INDEX mine ON schema_migrations(id)", INSTAR_E_SQL,
		WOULD "add something to schema_migrations; refused" },
	{ "SELECT load_extension('evil')", INSTAR_E_SQL, WOULD "call load_extension; refused" },
	{ "SELECT random()", INSTAR_E_SQL, WOULD "call random; refused" },
	{ "INSERT INTO log SELECT hex(randomblob(4))", INSTAR_E_SQL, WOULD "call randomblob; refused" },
	{ "PRAGMA writable_schema = ON", INSTAR_E_SQL, WOULD "use pragma writable_schema; refused" },
	{ "PRAGMA foreign_keys = ON", INSTAR_E_SQL, WOULD "use pragma foreign_keys; refused" },
	{ "UPDATE sqlite_master SET sql = ''", INSTAR_E_SQL,
		"the stored down migration of 005_members fails: table sqlite_master may not be modified" },
	{ "COMMIT", INSTAR_E_SQL, WOULD "control the transaction: COMMIT; refused" },
	{ "ROLLBACK", INSTAR_E_SQL, WOULD "control the transaction: ROLLBACK; refused" },
	{ "SAVEPOINT x", INSTAR_E_SQL, WOULD "control the transaction: BEGIN; refused" },
	{ "CREATE TEMP TABLE t(a)", INSTAR_E_SQL, WOULD },
	{ "CREATE TEMP TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM users; END", INSTAR_E_SQL, WOULD },
	{ "CREATE VIRTUAL TABLE v USING fts5(a)", INSTAR_E_SQL, WOULD "make virtual table v; refused" },
	{ "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) INSERT INTO log SELECT i FROM n",
		INSTAR_E_SQL, WOULD "do more than change the schema; refused" },
	{ "SELECT * FROM named", INSTAR_E_SQL, WOULD "read through named; refused" },
	/* nothing that is stored names the trigger, so nobody knows whose it is */
	{ "UPDATE users SET name = 'x'", INSTAR_E_FOREIGN, "unknown trigger users_log on users; refused" },
	{ "UPDATE users SET name = 'x'; DROP TRIGGER users_log", INSTAR_E_SQL,
		WOULD "set off users_log; refused" },
	{ "DELETE FROM users", INSTAR_E_VALIDATION,
		"the down migration stored in the database changes rows of users" },
	{ "UPDATE log SET what = what || '!'", INSTAR_E_VALIDATION,
		"the down migration stored in the database changes rows of log" },
	{ "INSERT INTO log VALUES ('more')", INSTAR_E_VALIDATION,
		"the down migration stored in the database changes rows of log" },
	{ "DROP TABLE log", INSTAR_E_VALIDATION, "after the down migration the schema is not the one proved: "
		"table log is missing" },
	{ "DROP TABLE log; CREATE TABLE log(what TEXT)", INSTAR_E_VALIDATION,
		"the down migration stored in the database changes rows of log" },
	{ "ALTER TABLE log RENAME TO x; DELETE FROM x; ALTER TABLE x RENAME TO log", INSTAR_E_VALIDATION,
		"the down migration stored in the database changes rows of log" },
	{ "ALTER TABLE users DROP COLUMN email", INSTAR_E_VALIDATION, "after the down migration the schema" },
	{ "CREATE TRIGGER evil AFTER INSERT ON log BEGIN DELETE FROM users; END", INSTAR_E_VALIDATION,
		"the down migration stored in the database leaves evil behind" },
	{ "CREATE VIEW evil AS SELECT load_extension('x')", INSTAR_E_VALIDATION,
		"the down migration stored in the database leaves evil behind" },
	{ "CREATE TABLE evil(a)", INSTAR_E_VALIDATION,
		"the down migration stored in the database leaves evil behind" },
	{ "CREATE UNIQUE INDEX evil ON users(name)", INSTAR_E_VALIDATION,
		"the down migration stored in the database leaves evil behind" },
	{ "no SQL at all", INSTAR_E_SQL,
		"the stored down migration of 005_members fails: near \"no\": syntax error" },
	{ "SELECT 1 FROM nowhere", INSTAR_E_SQL,
		"the stored down migration of 005_members fails: no such table: nowhere" },
};
/* clang-format on */

/* The newest program as somebody made it who wants this to run. */
static void attack(const struct attack *attack, const instar_set *program)
{
	struct altered_set hostile;
	uint32_t statement = set->steps[4].down.first;
	instar_set five;

	altered_set_make(&hostile, set, statement, attack->sql);
	five = hostile.set;
	five.step_count = 5;
	five.check_count = set->steps[5].checks.first;
	make_newest(&five, 1);
	run_in_file("INSERT INTO users(id, name) VALUES (1, 'ann'), (2, 'bob');"
		    "INSERT INTO log VALUES ('one'), ('two')");
	refused_with(program, "004_email", attack->code, attack->message);
	altered_set_free(&hostile);
}

static void hostile_sql_is_refused_with_no_byte_changed(void **state)
{
	struct history older = older_program(4);

	(void)state;
	for (size_t i = 0; i < sizeof(attacks) / sizeof(*attacks); i++)
		attack(&attacks[i], &older.program->set);
	history_free(&older);
}

/* --- What somebody else has put there, and would run with what is stored */

struct foreign {
	const char *sql;
	const char *to;
	const char *message;
};

/* clang-format off */
static const struct foreign foreigners[] = {
	{ "CREATE TRIGGER trap BEFORE UPDATE ON log BEGIN SELECT RAISE(IGNORE); END",
		"004_email", "unknown trigger trap on log; refused" },
	{ "CREATE TRIGGER trap AFTER UPDATE ON log BEGIN SELECT RAISE(ROLLBACK, 'no'); END",
		"004_email", "unknown trigger trap on log; refused" },
	{ "CREATE TRIGGER trap AFTER UPDATE ON log BEGIN DELETE FROM users; END",
		"004_email", "unknown trigger trap on log; refused" },
	{ "CREATE INDEX trap ON schema_migrations(abs(position))",
		"004_email", "unknown index trap on schema_migrations; refused" },
	{ "CREATE INDEX trap ON schema_migrations(id) WHERE position > abs(0)",
		"004_email", "unknown index trap on schema_migrations; refused" },
	/* behind what is stored, the down migration of a step that the program knows */
	{ "CREATE TRIGGER trap AFTER INSERT ON notes BEGIN DELETE FROM users; END",
		"002_checked", "unknown trigger trap on notes; refused" },
};
/* clang-format on */

static void a_foreign_object_does_not_run_with_what_is_stored(void **state)
{
	static const char stored[] = "DROP TRIGGER users_log; UPDATE log SET what = what";
	struct history older = older_program(4);
	struct altered_set newer;
	instar_set five;

	(void)state;
	altered_set_make(&newer, set, set->steps[4].down.first, stored);
	five = newer.set;
	five.step_count = 5;
	five.check_count = set->steps[5].checks.first;
	for (size_t i = 0; i < sizeof(foreigners) / sizeof(*foreigners); i++) {
		char message[512];

		make_newest(&five, 1);
		run_in_file("INSERT INTO users(id, name) VALUES (1, 'ann');"
			    "INSERT INTO log VALUES ('one')");
		assert_int_equal(back_with(&older.program->set, foreigners[i].to, message,
					 sizeof(message)),
			INSTAR_OK);
		make_newest(&five, 1);
		run_in_file("INSERT INTO users(id, name) VALUES (1, 'ann');"
			    "INSERT INTO log VALUES ('one')");
		run_in_file(foreigners[i].sql);
		refused_with(&older.program->set, foreigners[i].to, INSTAR_E_FOREIGN,
			foreigners[i].message);
	}
	altered_set_free(&newer);
	history_free(&older);
}

/* --- An older program goes on */

static int start(const instar_set *program, int accept, struct seen *seen,
	struct instar_error *error)
{
	struct instar_options options = seeing(seen);
	sqlite3 *db = database_open(path);
	instar *h;
	int code;

	options.accept_newer = accept;
	h = instar_open(db, program, &options);
	code = instar_migrate(h);
	*error = *instar_error(h);
	if (!code) {
		const struct instar_status *status;

		status = instar_status(h);
		assert_non_null(status);
		assert_int_equal(status->up_to_date, 1);
		assert_int_equal(status->by_stamp, 0);
		assert_int_equal(status->position, program->step_count);
		assert_string_equal(status->newer, "004_email");
		assert_int_equal(instar_plan(h)->pending, 0);
	}
	instar_close(h);
	assert_int_equal(sqlite3_total_changes(db), 0);
	sqlite3_close(db);
	return code;
}

/* The first four steps: 003 and 004 only add. */
static void make_additive(void)
{
	struct history newer = older_program(4);

	make_newest(&newer.program->set, 0);
	history_free(&newer);
}

static void what_newer_steps_have_added_is_no_drift_when_that_is_accepted(void **state)
{
	/* 001 claims users.nick, 002 that it is gone, 004 makes it again. */
	struct history older = older_program(2);
	const instar_set *program = &older.program->set;
	struct instar_error error;
	struct seen seen;
	size_t size, size_after;
	char *before, *after;

	(void)state;
	make_additive();
	before = database_bytes(path, &size);
	for (int i = 0; i < 2; i++) {
		if (start(program, 1, &seen, &error))
			fail_msg("%s", error.message);
		assert_int_equal(seen.counts[INSTAR_EVENT_WARNING], 1);
		assert_non_null(
			strstr(seen.warning, "database at 004_email, applied 20"));
		assert_non_null(strstr(seen.warning, "by app 2.1.3; newer"));
	}
	/* Off by default; nothing that was written above has changed that. */
	assert_int_equal(start(program, 0, &seen, &error), INSTAR_E_TOO_NEW);
	assert_non_null(
		strstr(error.message, "; this program knows 002_checked; update it"));
	after = database_bytes(path, &size_after);
	assert_int_equal(size_after, size);
	assert_memory_equal(before, after, size);
	sqlite3_free(before);
	sqlite3_free(after);
	history_free(&older);
}

/* Is there a claim about the whole text of a definition? */
static bool claims_definition(const instar_set *program)
{
	for (uint32_t i = 0; i < program->check_count; i++) {
		const struct instar_check *check = &program->checks[i];

		if (check->kind == INSTAR_CHECK_DEFINITION &&
			check->death == INSTAR_NONE &&
			!(check->flags & INSTAR_CHECK_MEMO))
			return true;
	}
	return false;
}

static int code_after(const instar_set *program, const char *sql)
{
	struct instar_options options = { .size = sizeof(options), .accept_newer = 1 };
	sqlite3 *db = database_open(path);
	instar *h;
	int code;

	database_run(db, sql);
	h = instar_open(db, program, &options);
	code = instar_migrate(h);
	instar_close(h);
	sqlite3_close(db);
	return code;
}

/* What a CHECK is like, only the whole definition tells. */
static void a_definition_that_has_grown_by_columns_is_no_drift(void **state)
{
	static const struct history_file grown[] = {
		{ "001_t.sql", "CREATE TABLE t(a TEXT, b TEXT);" },
		{ "002_check.sql", "CREATE TABLE n(a TEXT, b TEXT, CHECK (a <> ','));\n"
				   "INSERT INTO n SELECT a, b FROM t;\nDROP TABLE t;\n"
				   "ALTER TABLE n RENAME TO t;" },
		{ "003_more.sql", "ALTER TABLE t ADD COLUMN c TEXT DEFAULT '),(';\n"
				  "ALTER TABLE t ADD COLUMN d TEXT;" },
		{ 0 },
	};
	struct history_file two[] = { grown[0], grown[1], { 0 } };
	struct history newer = history_make(grown), older = history_make(two);
	const instar_set *program = &older.program->set;

	(void)state;
	assert_true(claims_definition(program));
	make_newest(&newer.program->set, 0);
	assert_int_equal(code_after(program, "SELECT 1"), INSTAR_OK);
	/* That the step never ran is, also with columns more. */
	assert_int_equal(
		code_after(program, "DROP TABLE t; CREATE TABLE t(a TEXT, b TEXT)"),
		INSTAR_E_DRIFT);
	history_free(&newer);
	history_free(&older);
}

static void real_drift_below_newer_steps_is_still_drift(void **state)
{
	static const char *const harm[] = { "DROP TABLE log",
		"DROP VIEW named; ALTER TABLE users RENAME COLUMN name TO names",
		"DROP TABLE log; CREATE VIEW log AS SELECT 1 AS what" };
	struct history older = older_program(2);
	struct instar_error error;
	struct seen seen;

	(void)state;
	for (size_t i = 0; i < sizeof(harm) / sizeof(*harm); i++) {
		make_additive();
		run_in_file(harm[i]);
		assert_int_equal(
			start(&older.program->set, 1, &seen, &error), INSTAR_E_DRIFT);
	}
	history_free(&older);
}

static void a_newer_step_that_breaks_is_refused_and_named(void **state)
{
	struct history older = older_program(4);
	struct instar_error error;
	struct seen seen;

	(void)state;
	make_newest(set, 0);
	assert_int_equal(start(&older.program->set, 1, &seen, &error), INSTAR_E_TOO_NEW);
	assert_memory_equal(error.message, "database at 006_strict, applied 20", 34);
	assert_string_equal(error.action,
		"005_members changed what this program uses: update the program");
	history_free(&older);
}

static void an_own_step_that_is_due_below_newer_ones_is_refused(void **state)
{
	struct history older = older_program(2);
	struct instar_error error;
	struct seen seen;

	(void)state;
	make_additive();
	run_in_file("DELETE FROM schema_migrations WHERE position = 2");
	assert_int_equal(start(&older.program->set, 1, &seen, &error), INSTAR_E_TOO_NEW);
	assert_non_null(strstr(
		error.message, "; 002_checked of this program is not recorded below it"));
	history_free(&older);
}

static void rows_of_unknown_compatibility_count_as_breaking(void **state)
{
	struct history older = older_program(2);
	struct instar_error error;
	struct seen seen;

	(void)state;
	make_additive();
	run_in_file("UPDATE schema_migrations SET breaking = 'no' WHERE position = 3");
	assert_int_equal(start(&older.program->set, 1, &seen, &error), INSTAR_E_TOO_NEW);
	assert_non_null(strstr(error.action, "003_notes"));
	history_free(&older);
}

#define with_files(test) cmocka_unit_test_setup_teardown(test, begin, end)

static const struct CMUnitTest tests[] = {
	with_files(an_older_program_takes_the_database_back_to_any_of_its_steps),
	with_files(a_column_that_went_and_came_is_taken_for_a_changed_one),
	with_files(it_is_up_to_date_afterwards_and_knows_it_by_the_stamp),
	with_files(its_way_is_told_and_its_rows_at_stake),
	with_files(it_cannot_stop_among_steps_that_it_does_not_know),
	with_files(a_database_in_memory_is_refused),
	with_files(a_way_back_that_was_changed_is_refused),
	with_files(hostile_sql_is_refused_with_no_byte_changed),
	with_files(a_foreign_object_does_not_run_with_what_is_stored),
	with_files(what_newer_steps_have_added_is_no_drift_when_that_is_accepted),
	with_files(a_definition_that_has_grown_by_columns_is_no_drift),
	with_files(real_drift_below_newer_steps_is_still_drift),
	with_files(a_newer_step_that_breaks_is_refused_and_named),
	with_files(an_own_step_that_is_due_below_newer_ones_is_refused),
	with_files(rows_of_unknown_compatibility_count_as_breaking),
};

SUITE(tests)
