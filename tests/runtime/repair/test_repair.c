/*
 * Repair on small histories: what is put back, what is left and why, and that rows which
 * are there stay as they are.
 */
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "compiled.h"
#include "database.h"
#include "history.h"
#include "seen.h"

static struct history history;
static sqlite3 *db;

/* A database that the history has made, then changed by `sql`. */
static void begin(const struct history_file *files, const char *sql)
{
	history = history_made(files);
	db = database_open(":memory:");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	database_run(db, sql);
}

/* The same without any tracking row, so that nothing is known to have run. */
static void begin_unrecorded(const struct history_file *files, const char *sql)
{
	begin(files, "DROP TABLE schema_migrations");
	database_run(db, sql);
}

static void end(void)
{
	sqlite3_close(db);
	history_free(&history);
}

/* One line for each thing: "repaired table t: created, …". It lives in the arena. */
static const char *mends(const struct instar_repair_result *repair)
{
	const char *list = "";

	for (uint32_t i = 0; i < repair->count; i++)
		list = arena_printf(history.arena, "%s%s %s %s: %s\n", list,
			repair->mends[i].repaired ? "repaired" : "left",
			repair->mends[i].type, repair->mends[i].name,
			repair->mends[i].text);
	return list;
}

static void expect(const char *wanted)
{
	instar *h = instar_open(db, &history.program->set, NULL);
	const struct instar_repair_result *repair = instar_repair(h);

	if (!repair)
		fail_msg("%s", instar_error(h)->message);
	assert_string_equal(mends(repair), wanted);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	instar_close(h);
}

static void expect_error(
	const struct instar_options *options, int code, const char *message)
{
	instar *h = instar_open(db, &history.program->set, options);
	char *before = database_definitions(db), *after;

	assert_null(instar_repair(h));
	assert_string_equal(instar_error(h)->message, message);
	assert_int_equal(instar_error(h)->code, code);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	instar_close(h);
	after = database_definitions(db);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
}

static void expect_up_to_date(void)
{
	instar *h = instar_open(db, &history.program->set, NULL);
	const struct instar_status *status = instar_status(h);

	assert_non_null(status);
	assert_string_equal(status->problem, "");
	assert_int_equal(status->up_to_date, 1);
	instar_close(h);
}

/* --- Tables, and their rows. */

static const struct history_file shop[] = {
	{ "001_users.sql",
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);" },
	{ "002_kinds.sql", "CREATE TABLE kinds(id INTEGER PRIMARY KEY, word TEXT);\n"
			   "INSERT INTO kinds VALUES(1, 'plain'), (2, 'fine');\n"
			   "CREATE INDEX kinds_word ON kinds(word);\n"
			   "CREATE VIEW fine AS SELECT * FROM kinds WHERE id > 1;" },
	{ "003_orders.sql",
		"CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES "
		"users(id), kind_id INTEGER REFERENCES kinds(id));\n"
		"CREATE TRIGGER tidy AFTER DELETE ON users BEGIN DELETE FROM orders "
		"WHERE "
		"user_id = old.id; END;" },
	{ 0 },
};

static void a_missing_table_comes_back_with_the_rows_of_the_steps_only(void **state)
{
	(void)state;
	begin(shop, "INSERT INTO users VALUES(7, 'Ann');"
		    "INSERT INTO kinds VALUES(3, 'my own'); DROP TABLE kinds");
	expect("repaired table kinds: created, with 2 rows that the steps insert; other "
	       "rows that were in it are lost\n"
	       "repaired index kinds_word: created\n");
	database_answers(db, "1,plain,2,fine",
		"SELECT group_concat(id || ',' || word) FROM kinds");
	database_answers(db, "7,Ann", "SELECT id || ',' || name FROM users");
	expect_up_to_date();
	expect("");
	end();
}

static void steps_that_are_whole_again_are_recorded_as_repaired(void **state)
{
	(void)state;
	begin(shop, "DROP TABLE kinds");
	expect("repaired table kinds: created, with 2 rows that the steps insert; other "
	       "rows that were in it are lost\n"
	       "repaired index kinds_word: created\n");
	database_answers(db, "run,repaired,run",
		"SELECT group_concat(applied_how) FROM (SELECT * FROM schema_migrations "
		"ORDER BY position)");
	database_answers(db, "1",
		"SELECT duration_us >= 0 FROM schema_migrations WHERE applied_how = "
		"'repaired'");
	end();
}

static void rows_whose_parents_are_gone_are_no_obstacle(void **state)
{
	(void)state;
	begin(shop, "INSERT INTO users VALUES(1, 'Ann');"
		    "INSERT INTO orders VALUES(1, 1, 3), (2, 1, 1); DROP TABLE users");
	expect("repaired table users: created, with 0 rows that the steps insert; other "
	       "rows that were in it are lost\n"
	       "repaired trigger tidy: created\n");
	database_answers(db, "2", "SELECT count(*) FROM orders");
	end();
}

static void a_view_under_the_name_of_a_table_is_left_alone(void **state)
{
	(void)state;
	begin(shop, "DROP TABLE kinds; CREATE VIEW kinds AS SELECT 1 AS id, 'x' AS word");
	expect("left table kinds: a view has its name, and is left alone\n"
	       "left index kinds_word: views may not be indexed\n");
	database_answers(
		db, "view", "SELECT type FROM sqlite_master WHERE name = 'kinds'");
	end();
}

static void an_index_under_the_name_of_a_view_is_left_alone(void **state)
{
	(void)state;
	begin(shop, "DROP VIEW fine; CREATE INDEX fine ON users(name)");
	expect("left view fine: an index has its name, and is left alone\n");
	end();
}

/* --- Columns. */

static const struct history_file people[] = {
	{ "001_people.sql", "CREATE TABLE people(\n"
			    "  id INTEGER PRIMARY KEY,\n"
			    "  code TEXT,\n"
			    "  age INTEGER CHECK (age >= 0)\n"
			    ");" },
	{ "002_more.sql", "ALTER TABLE people ADD COLUMN mail TEXT DEFAULT 'none';\n"
			  "CREATE UNIQUE INDEX people_code ON people(code);" },
	{ 0 },
};

#define PEOPLE(columns) "DROP TABLE people; CREATE TABLE people(" columns ");"

static void a_column_at_the_end_is_added(void **state)
{
	(void)state;
	begin(people, "INSERT INTO people(code) VALUES('a');"
		      "ALTER TABLE people DROP COLUMN mail");
	expect("repaired table people: column added: mail\n");
	database_answers(db, "a none", "SELECT code || ' ' || mail FROM people");
	expect_up_to_date();
	end();
}

static void a_column_in_the_middle_has_the_table_built_anew(void **state)
{
	(void)state;
	begin(people, PEOPLE("id INTEGER PRIMARY KEY, age INTEGER CHECK (age >= 0), mail "
			     "TEXT DEFAULT 'none'") "INSERT INTO people VALUES(5, 40, "
						    "'x@y')");
	expect("repaired table people: built anew with its rows\n"
	       "repaired index people_code: created\n");
	database_answers(db, "5,NULL,40,'x@y'",
		"SELECT id || ',' || quote(code) || ',' || age || ',' || quote(mail) "
		"FROM "
		"people");
	expect_up_to_date();
	end();
}

static void a_table_with_a_column_of_the_users_own_keeps_it(void **state)
{
	(void)state;
	begin(people,
		PEOPLE("id INTEGER PRIMARY KEY, age INTEGER CHECK (age >= 0), mail "
		       "TEXT DEFAULT 'none', shoe_size") "INSERT INTO people "
							 "VALUES(5, 40, 'x@y', 43)");
	expect("repaired table people: column added: code\n"
	       "repaired index people_code: created\n");
	database_answers(db, "43", "SELECT shoe_size FROM people WHERE code IS NULL");
	expect_up_to_date();
	end();
}

static void another_shape_with_a_column_of_the_users_own_is_left(void **state)
{
	(void)state;
	begin(people,
		PEOPLE("id INTEGER PRIMARY KEY, code TEXT, age TEXT, mail TEXT DEFAULT "
		       "'none', shoe_size") "CREATE UNIQUE INDEX people_code ON "
					    "people(code)");
	expect("left table people: its shape is another, and no step knows its column "
	       "shoe_size\n");
	end();
}

static void values_that_read_the_same_move_to_the_proved_type(void **state)
{
	(void)state;
	begin(people,
		PEOPLE("id INTEGER PRIMARY KEY, code TEXT, age TEXT, mail TEXT DEFAULT "
		       "'none'") "CREATE UNIQUE INDEX people_code ON people(code);"
				 "INSERT INTO people VALUES(5, 'a', '40', NULL)");
	expect("repaired table people: built anew with its rows\n");
	database_answers(
		db, "integer 40", "SELECT typeof(age) || ' ' || age FROM people");
	expect_up_to_date();
	end();
}

static void values_that_would_read_otherwise_are_left(void **state)
{
	(void)state;
	begin(people,
		PEOPLE("id INTEGER PRIMARY KEY, code TEXT, age TEXT, mail TEXT DEFAULT "
		       "'none'") "CREATE UNIQUE INDEX people_code ON people(code);"
				 "INSERT INTO people VALUES(5, 'a', '007', NULL)");
	expect("left table people: values of other types are in it, which would "
	       "change\n");
	database_answers(db, "text 007", "SELECT typeof(age) || ' ' || age FROM people");
	end();
}

static void rows_that_break_the_proved_shape_are_told_in_sqlites_words(void **state)
{
	(void)state;
	begin(people, PEOPLE("id INTEGER PRIMARY KEY, code TEXT, age INTEGER, mail TEXT "
			     "DEFAULT "
			     "'none'") "CREATE UNIQUE INDEX people_code ON people(code);"
				       "INSERT INTO people VALUES(5, 'a', -1, NULL)");
	expect("left table people: CHECK constraint failed: age >= 0\n");
	database_run(db, "DROP INDEX people_code; INSERT INTO people VALUES(6, 'a', 1, "
			 "NULL)");
	expect("left table people: CHECK constraint failed: age >= 0\n"
	       "left index people_code: UNIQUE constraint failed: people.code\n");
	database_answers(db, "2", "SELECT count(*) FROM people");
	end();
}

static void what_the_user_put_on_a_table_survives_its_rebuilding(void **state)
{
	(void)state;
	begin(people, PEOPLE("id INTEGER PRIMARY KEY, age INTEGER CHECK (age >= 0), mail "
			     "TEXT DEFAULT 'none'") "CREATE INDEX mine ON people(mail);"
						    "CREATE TRIGGER hook AFTER INSERT ON "
						    "people BEGIN SELECT 1; END;"
						    "CREATE VIEW olds AS SELECT age FROM "
						    "people");
	expect("repaired table people: built anew with its rows\n"
	       "repaired index people_code: created\n");
	database_answers(db, "hook,mine,olds",
		"SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE "
		"name "
		"IN ('hook', 'mine', 'olds') ORDER BY 1)");
	end();
}

static const struct history_file log_table[] = {
	{ "001_log.sql", "CREATE TABLE log(id INTEGER PRIMARY KEY AUTOINCREMENT, line "
			 "TEXT, at TEXT);\nCREATE TABLE plain(a TEXT, b TEXT);" },
	{ 0 },
};

static void numbers_that_were_given_out_are_never_given_again(void **state)
{
	(void)state;
	begin(log_table,
		"INSERT INTO log(line) VALUES('a'), ('b'), ('c');"
		"DELETE FROM log WHERE id > 1; ALTER TABLE log DROP COLUMN line");
	expect("repaired table log: built anew with its rows\n");
	database_run(db, "INSERT INTO log(line) VALUES('d')");
	database_answers(db, "1,4", "SELECT group_concat(id) FROM log");
	end();
}

static void rows_keep_their_numbers_in_a_table_without_a_key(void **state)
{
	(void)state;
	begin(log_table, "INSERT INTO plain(rowid, b) VALUES(70, 'x'), (9, 'y');"
			 "ALTER TABLE plain DROP COLUMN a");
	expect("repaired table plain: built anew with its rows\n");
	database_answers(db, "9y,70x", "SELECT group_concat(rowid || b) FROM plain");
	end();
}

static const struct history_file counted[] = {
	{ "001_a.sql", "CREATE TABLE a(x INTEGER);" },
	{ "002_b.sql", "ALTER TABLE a ADD COLUMN twice INTEGER;\n"
		       "UPDATE a SET twice = 2 * x WHERE twice IS NULL;" },
	{ 0 },
};

static void values_that_a_step_computed_are_not_computed_again_and_that_is_said(
	void **state)
{
	(void)state;
	begin(counted, "INSERT INTO a VALUES(1, 3); ALTER TABLE a DROP COLUMN twice");
	expect("repaired table a: column added: twice; 002_b.sql:2 changes rows and was "
	       "not run again\n");
	database_answers(db, "1 NULL", "SELECT x || ' ' || quote(twice) FROM a");
	end();
}

/* --- Steps that are not recorded. */

static const struct history_file guarded[] = {
	{ "001_a.sql", "CREATE TABLE a(x INTEGER);" },
	{ "002_b.sql", "CREATE TABLE b(y INTEGER);\nCREATE INDEX b_y ON b(y);\n"
		       "ALTER TABLE a ADD COLUMN z TEXT;\n"
		       "CREATE VIEW v AS SELECT x FROM a;\n"
		       "CREATE TRIGGER g AFTER INSERT ON b BEGIN SELECT 1; END;" },
	{ 0 },
};

static void a_half_done_step_of_any_kind_of_object_is_finished(void **state)
{
	static const char *const gone[][2] = {
		{ "DROP INDEX b_y", "repaired index b_y: created\n" },
		{ "DROP VIEW v", "repaired view v: created\n" },
		{ "DROP TRIGGER g", "repaired trigger g: created\n" },
		{ "ALTER TABLE a DROP COLUMN z", "repaired table a: column added: z\n" },
		{ "DROP TABLE b",
			"repaired table b: created, with 0 rows that the steps insert; "
			"other rows that were in it are lost\n"
			"repaired index b_y: created\nrepaired trigger g: created\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++) {
		begin_unrecorded(guarded, gone[i][0]);
		expect(gone[i][1]);
		database_answers(db, "reconciled,repaired",
			"SELECT group_concat(applied_how) FROM (SELECT * FROM "
			"schema_migrations ORDER BY position)");
		expect_up_to_date();
		end();
	}
}

/* The schema is that of the first step, so this one is above it. */
static void a_step_of_which_one_column_is_there_is_finished(void **state)
{
	(void)state;
	begin(guarded, "DELETE FROM schema_migrations WHERE position = 2; DROP VIEW v;"
		       "DROP TABLE b; INSERT INTO a VALUES(1, 'mine')");
	expect("repaired table b: created, with 0 rows that the steps insert; other rows "
	       "that were in it are lost\n"
	       "repaired index b_y: created\n"
	       "repaired view v: created\n"
	       "repaired trigger g: created\n");
	database_answers(db, "mine", "SELECT z FROM a");
	expect_up_to_date();
	end();
}

static const struct history_file three[] = {
	{ "001_a.sql", "CREATE TABLE a(x INTEGER);" },
	{ "002_b.sql", "CREATE TABLE b(x INTEGER);\nINSERT INTO b VALUES(1);" },
	{ "003_c.sql", "CREATE TABLE c(x INTEGER);\nCREATE TABLE d(x INTEGER);" },
	{ 0 },
};

static void a_half_done_step_behind_one_that_is_due_waits_for_it(void **state)
{
	(void)state;
	begin(three,
		"DELETE FROM schema_migrations WHERE position > 1; DROP TABLE b; DROP "
		"TABLE d; DROP TABLE c; CREATE TABLE c(x INTEGER)");
	expect("left table d: table d is missing; a step before 003_c has still to "
	       "run\n");
	database_answers(db, "1", "SELECT count(*) FROM schema_migrations");
	end();
}

static void a_step_of_which_all_is_there_is_recorded_with_the_others(void **state)
{
	(void)state;
	begin(guarded, "DELETE FROM schema_migrations WHERE position = 2;"
		       "INSERT INTO schema_migrations SELECT 'other', id, position, "
		       "token_hash, applied_at, applied_how, NULL, NULL, 1, '', NULL, 0, NULL FROM "
		       "schema_migrations; DROP TABLE a; CREATE TABLE a(z TEXT)");
	expect("repaired table a: built anew with its rows\n");
	database_answers(db, "repaired,reconciled",
		"SELECT group_concat(applied_how) FROM (SELECT * FROM schema_migrations "
		"WHERE set_name = 'history' ORDER BY position)");
	database_answers(db, "run",
		"SELECT applied_how FROM schema_migrations WHERE set_name = 'other'");
	end();
}

static const struct history_file unguarded[] = {
	{ "001_a.sql", "CREATE TABLE a(x INTEGER);" },
	{ "002_b.sql", "CREATE TABLE b(y INTEGER);\nINSERT INTO b VALUES(1);\n"
		       "CREATE INDEX b_y ON b(y);" },
	{ 0 },
};

static void a_half_done_step_that_nobody_can_be_sure_of_is_left(void **state)
{
	(void)state;
	begin_unrecorded(unguarded, "DROP INDEX b_y");
	expect("left index b_y: index b_y is missing; 002_b is not recorded, and nothing "
	       "tells whether 002_b.sql:2 has run\n");
	database_answers(db, "0",
		"SELECT count(*) FROM sqlite_master WHERE name IN ('b_y', "
		"'schema_migrations')");
	end();
}

static const struct history_file replacing[] = {
	{ "001_old.sql", "CREATE TABLE old(x INTEGER);" },
	{ "002_new.sql", "-- @destructive old: nobody needs it\n"
			 "DROP TABLE old;\nCREATE TABLE new(y INTEGER);\n"
			 "CREATE TABLE more(z INTEGER);" },
	{ 0 },
};

static void what_a_half_done_step_takes_away_goes_when_it_is_empty(void **state)
{
	(void)state;
	begin(replacing, "DELETE FROM schema_migrations WHERE position = 2;"
			 "CREATE TABLE old(x INTEGER)");
	expect("repaired table old: taken away, as the step does\n");
	expect_up_to_date();
	end();
}

static void what_a_half_done_step_takes_away_stays_when_it_has_rows(void **state)
{
	(void)state;
	begin(replacing, "DELETE FROM schema_migrations WHERE position = 2;"
			 "CREATE TABLE old(x INTEGER); INSERT INTO old VALUES(1)");
	expect("left table old: the step takes it away, and there are rows in the "
	       "table\n");
	database_answers(db, "1", "SELECT count(*) FROM old");
	end();
}

static const struct history_file renaming[] = {
	{ "001_a.sql", "CREATE TABLE a(x INTEGER);" },
	{ "002_b.sql",
		"ALTER TABLE a RENAME TO b;\nALTER TABLE b RENAME COLUMN x TO y;" },
	{ "003_c.sql", "CREATE TABLE c(z INTEGER);" },
	{ 0 },
};

static void a_recorded_renaming_that_never_ran_keeps_the_rows(void **state)
{
	(void)state;
	begin(renaming, "DROP TABLE b; CREATE TABLE a(x INTEGER);"
			"INSERT INTO a VALUES(41), (42)");
	expect("repaired table b: renamed, as the step does\n"
	       "repaired column b.y: renamed, as the step does\n");
	database_answers(db, "41,42", "SELECT group_concat(y) FROM b");
	database_answers(db, "0", "SELECT count(*) FROM sqlite_master WHERE name = 'a'");
	expect_up_to_date();
	end();
}

static const struct history_file settings[] = {
	{ "001_settings.sql", "-- @fingerprint table settings, rows (SELECT 1 FROM "
			      "settings WHERE key = 'theme')\n"
			      "CREATE TABLE settings(key TEXT, value TEXT);\n"
			      "INSERT INTO settings VALUES('theme', 'plain');" },
	{ 0 },
};

static void rows_that_a_step_put_into_a_table_that_is_there_are_not_made_up(void **state)
{
	(void)state;
	begin(settings, "DELETE FROM settings");
	expect("left rows SELECT 1 FROM settings WHERE key = 'theme': rows are not made "
	       "up: "
	       "no row from: SELECT 1 FROM settings WHERE key = 'theme'\n");
	database_answers(db, "0", "SELECT count(*) FROM settings");
	database_run(db, "DROP TABLE settings");
	expect("repaired table settings: created, with 1 row that the steps insert; "
	       "other "
	       "rows that were in it are lost\n");
	expect_up_to_date();
	end();
}

/* --- Virtual tables. */

static const struct history_file searched[] = {
	{ "001_docs.sql",
		"-- @fingerprint table docs, table docs_content, column docs.title, "
		"table plain\n"
		"CREATE VIRTUAL TABLE docs USING fts5(title);\n"
		"INSERT INTO docs VALUES('hello world');\n"
		"CREATE TABLE plain(a);" },
	{ 0 },
};

static void a_virtual_table_comes_back_with_its_rows_and_index(void **state)
{
	(void)state;
	begin(searched, "DROP TABLE docs");
	expect("repaired table docs: created, with 1 row that the steps insert; other "
	       "rows "
	       "that were in it are lost\n");
	database_answers(
		db, "hello world", "SELECT title FROM docs WHERE docs MATCH 'world'");
	expect_up_to_date();
	end();
}

static void a_table_behind_a_virtual_one_is_left_to_its_module(void **state)
{
	(void)state;
	begin(searched, "DROP TABLE docs_content");
	expect("left table docs_content: it belongs to a virtual table, whose module "
	       "makes "
	       "it\n");
	end();
}

static void a_plain_table_in_the_place_of_a_virtual_one_is_left(void **state)
{
	instar *h;
	const struct instar_repair_result *repair;

	(void)state;
	begin(searched, "DROP TABLE docs; CREATE TABLE docs(other TEXT)");
	h = instar_open(db, &history.program->set, NULL);
	repair = instar_repair(h);
	assert_non_null(repair);
	assert_int_equal(repair->repaired, 0);
	assert_true(repair->left > 0);
	instar_close(h);
	database_answers(db, "CREATE TABLE docs(other TEXT)",
		"SELECT sql FROM sqlite_master WHERE name = 'docs'");
	end();
}

/* --- Migrate, and the whole database. */

static void migrate_repairs_first_when_it_is_asked_to(void **state)
{
	struct instar_options options = { .size = sizeof(options) };
	instar *h;

	(void)state;
	begin(renaming, "DELETE FROM schema_migrations WHERE position = 3; DROP TABLE c;"
			"DROP TABLE b");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_E_DRIFT);
	options.repair = instar_repair_first;
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	database_answers(db, "run,repaired,run",
		"SELECT group_concat(applied_how) FROM (SELECT * FROM schema_migrations "
		"ORDER BY position)");
	expect_up_to_date();
	end();
}

static void migrate_still_refuses_what_cannot_be_repaired(void **state)
{
	struct instar_options options = { .size = sizeof(options),
		.repair = instar_repair_first };
	instar *h;

	(void)state;
	begin(people, "INSERT INTO people(code) VALUES('a'); DROP INDEX people_code; "
		      "INSERT INTO "
		      "people(code) VALUES('a')");
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_E_DRIFT);
	assert_string_equal(instar_error(h)->message,
		"2 migrations recorded, but index people_code is missing");
	instar_close(h);
	end();
}

static void a_host_that_cancels_at_any_event_finds_the_database_as_it_was(void **state)
{
	bool cancelled = true;
	int at;

	(void)state;
	for (at = 1; cancelled; at++) {
		struct seen seen;
		struct instar_options options = seeing(&seen);

		begin(shop, "DROP TABLE kinds; DROP TRIGGER tidy");
		seen.cancel_at = at;
		if (at <= 3) {
			expect_error(
				&options, INSTAR_E_CANCELLED, "cancelled; all undone");
			assert_int_equal(seen.counts[INSTAR_EVENT_ROLLED_BACK], 1);
		} else {
			instar *h = instar_open(db, &history.program->set, &options);

			assert_non_null(instar_repair(h));
			assert_int_equal(seen.counts[INSTAR_EVENT_COMMITTED], 1);
			cancelled = false;
			instar_close(h);
		}
		end();
	}
	assert_int_equal(at, 5);
}

/* That the set was up to date once does not mean that this is past cancelling. */
static void a_host_that_has_migrated_can_still_cancel_a_repair(void **state)
{
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h;

	(void)state;
	begin(shop, "INSERT INTO users VALUES(7, 'Ann')");
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	database_run(db, "DROP TABLE kinds");
	seen.cancel_at = seen.calls + 1;
	assert_null(instar_repair(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_CANCELLED);
	assert_int_equal(seen.counts[INSTAR_EVENT_ROLLED_BACK], 1);
	instar_close(h);
	database_run(db, "CREATE TABLE kinds(free)"); /* the name still is */
	end();
}

static void a_trigger_on_the_tracking_table_is_refused(void **state)
{
	(void)state;
	begin(shop,
		"DROP VIEW fine; CREATE TRIGGER spy AFTER INSERT ON schema_migrations "
		"BEGIN DELETE FROM users; END");
	expect_error(NULL, INSTAR_E_FOREIGN,
		"unknown trigger spy on schema_migrations; refused");
	end();
}

static void nothing_to_repair_writes_nothing(void **state)
{
	int changes;

	(void)state;
	begin(shop, "CREATE TABLE mine(a)");
	changes = sqlite3_total_changes(db);
	expect("");
	assert_int_equal(sqlite3_total_changes(db), changes);
	end();
}

static void a_newer_database_is_not_repaired(void **state)
{
	(void)state;
	begin(shop,
		"INSERT INTO schema_migrations VALUES('history', '004_x', 4, 'h', '', "
		"'run', NULL, NULL, 0, '', NULL, 1, NULL); DROP VIEW fine");
	expect_error(NULL, INSTAR_E_TOO_NEW,
		"database at 004_x; this program knows 003_orders; update it");
	end();
}

static void a_call_inside_a_transaction_is_refused(void **state)
{
	instar *h;

	(void)state;
	begin(shop, "DROP VIEW fine; BEGIN");
	h = instar_open(db, &history.program->set, NULL);
	assert_null(instar_repair(h));
	assert_int_equal(instar_error(h)->code, INSTAR_E_TRANSACTION);
	instar_close(h);
	database_run(db, "COMMIT");
	end();
}

static void orphans_of_before_are_told_and_no_obstacle(void **state)
{
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h;

	(void)state;
	begin(shop, "INSERT INTO orders VALUES(1, 99, 1); DROP VIEW fine");
	h = instar_open(db, &history.program->set, &options);
	assert_non_null(instar_repair(h));
	assert_string_equal(
		seen.warning, "1 row in orders violates users (existed before)");
	instar_close(h);
	end();
}

static void old_names_in_the_tracking_table_are_forgotten_too(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", "-- @was old_one, older_one\nCREATE TABLE users(id "
				   "INTEGER);" },
		{ 0 },
	};

	(void)state;
	begin(files, "UPDATE schema_migrations SET id = 'older_one'; DROP TABLE users");
	expect("repaired table users: created, with 0 rows that the steps insert; other "
	       "rows that were in it are lost\n");
	database_answers(
		db, "001_users", "SELECT group_concat(id) FROM schema_migrations");
	end();
}

static void names_that_look_like_sql_stay_names(void **state)
{
	static const struct history_file files[] = {
		{ "001_odd.sql", "CREATE TABLE \"a\"\"; DROP TABLE b; --\"(\"x'\"\"y\" "
				 "TEXT DEFAULT "
				 "'it''s', \"select\" TEXT);\n"
				 "CREATE INDEX \"i;%s\" ON \"a\"\"; DROP TABLE b; "
				 "--\"(\"x'\"\"y\");\n"
				 "CREATE TABLE b(c INTEGER);" },
		{ 0 },
	};

	(void)state;
	begin(files, "INSERT INTO b VALUES(1); DROP INDEX \"i;%s\"; INSERT INTO \"a\"\"; "
		     "DROP TABLE b; --\"(\"select\") VALUES('s'); ALTER TABLE \"a\"\"; "
		     "DROP TABLE b; --\" DROP COLUMN \"x'\"\"y\"");
	expect("repaired table a\"; DROP TABLE b; --: built anew with its rows\n"
	       "repaired index i;%s: created\n");
	database_answers(db, "it's s",
		"SELECT \"x'\"\"y\" || ' ' || \"select\" FROM \"a\"\"; DROP TABLE b; "
		"--\"");
	database_answers(db, "1", "SELECT count(*) FROM b");
	end();
}

static void a_database_in_utf_16_is_repaired_alike(void **state)
{
	sqlite3 *wide;

	(void)state;
	begin(shop, "");
	wide = database_open(":memory:");
	database_run(wide, "PRAGMA encoding = 'UTF-16le'");
	assert_int_equal(database_migrate(wide, &history.program->set), INSTAR_OK);
	database_run(wide, "DROP TABLE kinds");
	sqlite3_close(db);
	db = wide;
	expect("repaired table kinds: created, with 2 rows that the steps insert; other "
	       "rows that were in it are lost\n"
	       "repaired index kinds_word: created\n");
	database_answers(db, "fine", "SELECT word FROM fine");
	end();
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_missing_table_comes_back_with_the_rows_of_the_steps_only),
	cmocka_unit_test(steps_that_are_whole_again_are_recorded_as_repaired),
	cmocka_unit_test(rows_whose_parents_are_gone_are_no_obstacle),
	cmocka_unit_test(a_view_under_the_name_of_a_table_is_left_alone),
	cmocka_unit_test(an_index_under_the_name_of_a_view_is_left_alone),
	cmocka_unit_test(a_column_at_the_end_is_added),
	cmocka_unit_test(a_column_in_the_middle_has_the_table_built_anew),
	cmocka_unit_test(a_table_with_a_column_of_the_users_own_keeps_it),
	cmocka_unit_test(another_shape_with_a_column_of_the_users_own_is_left),
	cmocka_unit_test(values_that_read_the_same_move_to_the_proved_type),
	cmocka_unit_test(values_that_would_read_otherwise_are_left),
	cmocka_unit_test(rows_that_break_the_proved_shape_are_told_in_sqlites_words),
	cmocka_unit_test(what_the_user_put_on_a_table_survives_its_rebuilding),
	cmocka_unit_test(numbers_that_were_given_out_are_never_given_again),
	cmocka_unit_test(rows_keep_their_numbers_in_a_table_without_a_key),
	cmocka_unit_test(
		values_that_a_step_computed_are_not_computed_again_and_that_is_said),
	cmocka_unit_test(a_half_done_step_of_any_kind_of_object_is_finished),
	cmocka_unit_test(a_step_of_which_one_column_is_there_is_finished),
	cmocka_unit_test(a_half_done_step_behind_one_that_is_due_waits_for_it),
	cmocka_unit_test(rows_that_a_step_put_into_a_table_that_is_there_are_not_made_up),
	cmocka_unit_test(a_virtual_table_comes_back_with_its_rows_and_index),
	cmocka_unit_test(a_table_behind_a_virtual_one_is_left_to_its_module),
	cmocka_unit_test(a_plain_table_in_the_place_of_a_virtual_one_is_left),
	cmocka_unit_test(a_step_of_which_all_is_there_is_recorded_with_the_others),
	cmocka_unit_test(a_half_done_step_that_nobody_can_be_sure_of_is_left),
	cmocka_unit_test(what_a_half_done_step_takes_away_goes_when_it_is_empty),
	cmocka_unit_test(what_a_half_done_step_takes_away_stays_when_it_has_rows),
	cmocka_unit_test(a_recorded_renaming_that_never_ran_keeps_the_rows),
	cmocka_unit_test(migrate_repairs_first_when_it_is_asked_to),
	cmocka_unit_test(migrate_still_refuses_what_cannot_be_repaired),
	cmocka_unit_test(a_host_that_cancels_at_any_event_finds_the_database_as_it_was),
	cmocka_unit_test(a_host_that_has_migrated_can_still_cancel_a_repair),
	cmocka_unit_test(a_trigger_on_the_tracking_table_is_refused),
	cmocka_unit_test(nothing_to_repair_writes_nothing),
	cmocka_unit_test(a_newer_database_is_not_repaired),
	cmocka_unit_test(a_call_inside_a_transaction_is_refused),
	cmocka_unit_test(orphans_of_before_are_told_and_no_obstacle),
	cmocka_unit_test(old_names_in_the_tracking_table_are_forgotten_too),
	cmocka_unit_test(names_that_look_like_sql_stay_names),
	cmocka_unit_test(a_database_in_utf_16_is_repaired_alike),
};

SUITE(tests)
