/*
 * What somebody else has put into the database, and would run with what is written:
 * number 41 of the bad inputs, promise P5. By migrate, rollback, repair and a deferred
 * index; for backfills see test_backfill_refused, for down migrations that are stored
 * test_carried.
 */
#include "suite.h"

#include "dump.h"
#include "runtime/decide/exact_schema.h"
#include "history.h"

/* Steps 3 to 6 write: by name, through a trigger, by a rebuild, behind a rename. */
static const struct history_file files[] = {
	{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);"
			   "INSERT INTO users VALUES(1, 'root');"
			   "CREATE TABLE log(line TEXT); CREATE TABLE spare(x);"
			   "CREATE TABLE old(id INTEGER PRIMARY KEY);" },
	{ "002_watch.sql",
		"CREATE TRIGGER watch AFTER INSERT ON users BEGIN INSERT INTO log "
		"VALUES(new.name); END;" },
	{ "003_more.sql", "INSERT INTO users VALUES(2, 'guest');" },
	{ "004_rebuild.sql", "CREATE TABLE spare_new(x, y); INSERT INTO spare_new(x) "
			     "SELECT x FROM spare;"
			     "DROP TABLE spare; ALTER TABLE spare_new RENAME TO spare;" },
	{ "005_rename.sql", "ALTER TABLE old RENAME TO fresh;" },
	{ "006_fill.sql", "INSERT INTO fresh VALUES(1);" },
	{ NULL, NULL },
};

enum { STEPS = 6 };

/* Down migrations that write: by name, by a trigger, by dropping, behind a rename. */
static const struct history_file back_files[] = {
	{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);"
			   "INSERT INTO users VALUES(1, 'root');"
			   "CREATE TABLE log(line TEXT);"
			   "CREATE TABLE old(id INTEGER PRIMARY KEY, x);" },
	{ "002_watch.sql",
		"CREATE TRIGGER watch AFTER UPDATE ON users BEGIN INSERT INTO log "
		"VALUES(new.name); END;\n"
		"-- @down\nDROP TRIGGER watch;" },
	{ "003_names.sql",
		"CREATE TABLE names(id INTEGER PRIMARY KEY, name TEXT);"
		"INSERT INTO names SELECT id, name FROM users;\n"
		"-- @down\nUPDATE users SET name = (SELECT name FROM names WHERE "
		"names.id = users.id); DROP TABLE names;" },
	{ "004_old.sql", "CREATE TABLE newer(id INTEGER PRIMARY KEY);\n"
			 "-- @down\nUPDATE old SET x = x + 1; DROP TABLE newer;" },
	{ "005_rename.sql", "ALTER TABLE old RENAME TO fresh;\n"
			    "-- @down\nALTER TABLE fresh RENAME TO old;" },
	{ "006_later.sql", "CREATE TABLE later(a);\n"
			   "-- @index\nCREATE INDEX users_name ON users(name);\n"
			   "-- @down\nDROP TABLE later;" },
	{ NULL, NULL },
};

static struct history history, back_history;
static instar_set part; /* steps 1 and 2, as an older program */

static int compile(void **state)
{
	(void)state;
	history = history_made(files);
	back_history = history_made(back_files);
	part = history.program->set;
	part.step_count = 2;
	part.check_count = part.steps[2].checks.first;
	part.digest++;
	return 0;
}

static int release(void **state)
{
	(void)state;
	history_free(&history);
	history_free(&back_history);
	return 0;
}

static sqlite3 *open_at_2(void)
{
	sqlite3 *db = open_db(":memory:");
	instar *h = instar_open(db, &part, NULL);

	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	return db;
}

struct stranger {
	const char *what;
	const char *sql;
	const char *message; /* "": nothing is wrong */
};

/* clang-format off */
static const struct stranger strangers[] = {
	{ "nothing", "SELECT 1", "" },
	{ "on a table that a step fills",
		"CREATE TRIGGER x AFTER INSERT ON users BEGIN DELETE FROM users; END",
		"unknown trigger x on users; refused" },
	{ "in another case",
		"CREATE TRIGGER \"X\" AFTER INSERT ON \"USERS\" BEGIN DELETE FROM users; END",
		"unknown trigger X on USERS; refused" },
	{ "before the row is there",
		"CREATE TRIGGER x BEFORE INSERT ON users BEGIN SELECT RAISE(IGNORE); END",
		"unknown trigger x on users; refused" },
	{ "one that would end the transaction",
		"CREATE TRIGGER x AFTER INSERT ON users BEGIN SELECT RAISE(ROLLBACK, 'no'); END",
		"unknown trigger x on users; refused" },
	{ "on a table that a known trigger fills",
		"CREATE TRIGGER x AFTER INSERT ON log BEGIN DELETE FROM users; END",
		"unknown trigger x on log; refused" },
	{ "on a table that a step drops",
		"CREATE TRIGGER x AFTER INSERT ON spare BEGIN DELETE FROM users; END",
		"unknown trigger x on spare; refused" },
	{ "on a table that is renamed, then filled",
		"CREATE TRIGGER x AFTER INSERT ON old BEGIN DELETE FROM users; END",
		"unknown trigger x on old; refused" },
	{ "on a table of nobody",
		"CREATE TABLE mine(a); CREATE TRIGGER x AFTER INSERT ON mine BEGIN DELETE FROM"
		" users; END", "" },
	{ "on the tracking table",
		"CREATE TRIGGER x AFTER INSERT ON schema_migrations BEGIN DELETE FROM users; END",
		"unknown trigger x on schema_migrations; refused" },
	{ "a known trigger, spelt otherwise",
		"DROP TRIGGER watch; CREATE TRIGGER watch /* x */ after insert ON users BEGIN"
		" INSERT INTO log VALUES(new.name); END", "" },
	{ "a known name, another body",
		"DROP TRIGGER watch; CREATE TRIGGER watch AFTER INSERT ON users BEGIN DELETE FROM"
		" log; END",
		"unknown trigger watch on users; refused" },
	{ "a view where a step writes",
		"DROP TABLE log; CREATE VIEW log AS SELECT 1 AS line; CREATE TRIGGER x INSTEAD OF"
		" INSERT ON log BEGIN DELETE FROM users; END",
		"2 migrations recorded, but table log is missing" },
	{ "a trigger of the connection alone",
		"CREATE TEMP TRIGGER x AFTER INSERT ON main.users BEGIN DELETE FROM users; END",
		"temporary trigger x is in the way of a step's writes; refused" },
	{ "a temporary table in front of one that is filled", "CREATE TEMP TABLE users(a, b)",
		"temporary table users is in the way of a step's writes; refused" },
	{ "a temporary view in front of one that is filled",
		"CREATE TEMP VIEW users AS SELECT 1",
		"temporary view users is in the way of a step's writes; refused" },
	{ "a temporary tracking table", "CREATE TEMP TABLE schema_migrations(a)",
		"temporary table schema_migrations is in the way of a step's writes; refused" },
	{ "a temporary table in front of one that is only renamed", "CREATE TEMP TABLE old(id)",
		"temporary table old is in the way of a step's writes; refused" },
	{ "a temporary table of the host's own", "CREATE TEMP TABLE cart(a, b)", "" },
	{ "an index over an expression on the tracking table",
		"CREATE INDEX i ON schema_migrations(abs(position))",
		"unknown index i on schema_migrations; refused" },
	{ "an index over some rows of the tracking table",
		"CREATE INDEX i ON schema_migrations(id) WHERE position > abs(0)",
		"unknown index i on schema_migrations; refused" },
	{ "a plain index on the tracking table",
		"CREATE INDEX i ON schema_migrations(applied_at)", "" },
};

/* The tracking table itself, remade with a column more. */
static const struct stranger tables[] = {
	{ "a plain column", "note TEXT", "" },
	{ "a plain default", "note TEXT DEFAULT 'none'", "" },
	{ "a default that is called", "note DEFAULT (abs(-1))",
		"schema_migrations is not instar's tracking table: it computes" },
	{ "a check", "note CHECK (abs(position) > 0)",
		"schema_migrations is not instar's tracking table: it computes" },
	{ "a computed column", "note AS (abs(position))",
		"schema_migrations is not instar's tracking table: it computes" },
};
/* clang-format on */

static void remade(sqlite3 *db, const char *column)
{
	char text[1024];

	snprintf(text, sizeof(text),
		"ALTER TABLE schema_migrations RENAME TO kept;"
		"CREATE TABLE schema_migrations(set_name TEXT, id TEXT, position "
		"INTEGER, token_hash TEXT, applied_at TEXT, applied_how TEXT, "
		"applied_by TEXT, app_version TEXT, duration_us INTEGER, "
		"description TEXT, release TEXT, breaking INTEGER, down_sql TEXT, %s);"
		"INSERT INTO schema_migrations(set_name, id, position, token_hash, "
		"applied_at, applied_how, duration_us, description, breaking) SELECT "
		"set_name, id, position, token_hash, applied_at, applied_how, "
		"duration_us, description, breaking FROM kept; DROP TABLE kept",
		column);
	run(db, text);
}

/* Do it, and see that it is refused with these words and nothing changed, or works. */
static bool try_on(const struct stranger *stranger, sqlite3 *db, const instar_set *set,
	int (*act)(instar *h))
{
	char *before = dump(db, true), *after;
	instar *h = instar_open(db, set, NULL);
	int code = act(h);

	if (strcmp(instar_error(h)->message, stranger->message) != 0)
		fail_msg("%s: \"%s\"", stranger->what, instar_error(h)->message);
	instar_close(h);
	after = dump(db, true);
	assert_int_equal(code != INSTAR_OK, *stranger->message != '\0');
	if (code && strcmp(before, after) != 0)
		fail_msg("%s: refused, and changed", stranger->what);
	sqlite3_free(before);
	sqlite3_free(after);
	return !code;
}

static void try_stranger(const struct stranger *stranger, sqlite3 *db)
{
	if (try_on(stranger, db, &history.program->set, instar_migrate))
		assert_int_equal(number(db, "SELECT count(*) FROM users"), 2);
}

static void what_nobody_proved_does_not_run_with_the_steps(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(strangers) / sizeof(*strangers); i++) {
		sqlite3 *db = open_at_2();

		run(db, strangers[i].sql);
		try_stranger(&strangers[i], db);
		sqlite3_close(db);
	}
}

static void a_tracking_table_that_computes_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		sqlite3 *db = open_at_2();

		if (sqlite3_libversion_number() >= 3031000 ||
			!strstr(tables[i].sql, " AS ")) {
			remade(db, tables[i].sql);
			try_stranger(&tables[i], db);
		}
		sqlite3_close(db);
	}
}

/* A trigger that was made by hand, letter for letter as a step would make it. */
static void a_trigger_that_is_reconciled_is_known(void **state)
{
	sqlite3 *db = open_db(":memory:");
	instar_set one = part;
	instar *h;

	(void)state;
	one.step_count = 1;
	one.check_count = one.steps[1].checks.first;
	h = instar_open(db, &one, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	build_by_hand(db, &history.program->set, 1, 2);
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_string_equal(instar_history(h)->records[1].applied_how, "reconciled");
	instar_close(h);
	assert_int_equal(number(db, "SELECT count(*) FROM log"), 1);
	sqlite3_close(db);
}

/* As if somebody had found a trigger with which the digests add up all the same. */
static void a_schema_whose_digests_are_forged_hides_nothing(void **state)
{
	static const char trap[] =
		"CREATE TRIGGER x AFTER INSERT ON users BEGIN DELETE FROM users; END";
	instar_set forged = history.program->set;
	struct instar_check *checks = malloc(forged.check_count * sizeof(*checks));
	sqlite3 *db = open_at_2();
	uint32_t i = 0;
	instar *h;

	(void)state;
	memcpy(checks, forged.checks, forged.check_count * sizeof(*checks));
	forged.checks = checks;
	while (!(checks[i].flags & INSTAR_CHECK_MEMO) || checks[i].birth != 1)
		i++;
	checks[i].digest += instar__text_digest(trap, strlen(trap));
	run(db, trap);
	h = instar_open(db, &forged, NULL);
	assert_true(instar__exact_schema_at(h, instar__exact_schema_read(h), 2));
	assert_int_equal(instar_migrate(h), INSTAR_E_FOREIGN);
	assert_string_equal(
		instar_error(h)->message, "unknown trigger x on users; refused");
	instar_close(h);
	assert_int_equal(number(db, "SELECT count(*) FROM users"), 1);
	sqlite3_close(db);
	free(checks);
}

/* Once the steps have run, a trigger of the users' own is theirs. */
static void a_database_that_is_up_to_date_may_have_triggers(void **state)
{
	sqlite3 *db = open_at_2();
	struct instar_options options = { .size = sizeof(options), .validate = 1 };
	instar *h = instar_open(db, &history.program->set, NULL);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	run(db, "CREATE TRIGGER x AFTER INSERT ON users BEGIN DELETE FROM log; END");
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);
}

static void assert_names(
	const instar_set *set, instar_text names, uint32_t count, const char *wanted)
{
	const char *name = set->text + names;
	char list[128] = "";

	for (uint32_t i = 0; i < count; i++) {
		snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s%s",
			i ? "," : "", name);
		name += strlen(name) + 1;
	}
	assert_string_equal(list, wanted);
}

static void each_step_says_what_it_writes(void **state)
{
	static const char *const wanted[STEPS] = { "", "", "users,log", "spare", "old",
		"fresh" };
	const instar_set *set = &history.program->set;

	(void)state;
	for (uint32_t i = 0; i < STEPS; i++)
		assert_names(
			set, set->steps[i].writes, set->steps[i].write_count, wanted[i]);
}

static void each_way_back_says_what_it_writes(void **state)
{
	static const char *const wanted[STEPS] = { "", "", "users,log,names", "old,newer",
		"fresh", "later" };
	const instar_set *set = &back_history.program->set;

	(void)state;
	for (uint32_t i = 0; i < STEPS; i++)
		assert_names(set, set->steps[i].down_writes,
			set->steps[i].down_write_count, wanted[i]);
}

/* --- rollback */

/* clang-format off */
static const struct stranger back_strangers[] = {
	{ "nothing", "SELECT 1", "" },
	{ "on a table that a down migration changes",
		"CREATE TRIGGER x AFTER UPDATE ON users BEGIN DELETE FROM users; END",
		"unknown trigger x on users; refused" },
	{ "before the row is changed",
		"CREATE TRIGGER x BEFORE UPDATE ON \"USERS\" BEGIN SELECT RAISE(IGNORE); END",
		"unknown trigger x on USERS; refused" },
	{ "on a table that a known trigger fills",
		"CREATE TRIGGER x AFTER INSERT ON log BEGIN DELETE FROM users; END",
		"unknown trigger x on log; refused" },
	{ "on a table that a down migration drops",
		"CREATE TRIGGER x AFTER INSERT ON names BEGIN DELETE FROM users; END",
		"unknown trigger x on names; refused" },
	{ "on a table that is renamed, then changed",
		"CREATE TRIGGER x AFTER UPDATE ON fresh BEGIN DELETE FROM users; END",
		"unknown trigger x on fresh; refused" },
	{ "on a table of nobody",
		"CREATE TABLE mine(a); CREATE TRIGGER x AFTER INSERT ON mine BEGIN DELETE FROM"
		" users; END", "" },
	{ "on the tracking table",
		"CREATE TRIGGER x AFTER DELETE ON schema_migrations BEGIN DELETE FROM users; END",
		"unknown trigger x on schema_migrations; refused" },
	{ "a known trigger, spelt otherwise",
		"DROP TRIGGER watch; CREATE TRIGGER watch /* x */ after update ON users BEGIN"
		" INSERT INTO log VALUES(new.name); END", "" },
	{ "a view where a down migration writes",
		"DROP TABLE log; CREATE VIEW log AS SELECT 1 AS line; CREATE TRIGGER x INSTEAD OF"
		" INSERT ON log BEGIN DELETE FROM users; END",
		"6 migrations recorded, but table log is missing" },
	{ "a trigger of the connection alone",
		"CREATE TEMP TRIGGER x AFTER UPDATE ON main.users BEGIN DELETE FROM users; END",
		"temporary trigger x is in the way of a step's writes; refused" },
	{ "a temporary table in front of one that is changed",
		"CREATE TEMP TABLE users AS SELECT * FROM main.users",
		"temporary table users is in the way of a step's writes; refused" },
	{ "a temporary view in front of one that is dropped",
		"CREATE TEMP VIEW names AS SELECT 1 AS id, 'x' AS name",
		"temporary view names is in the way of a step's writes; refused" },
	{ "a temporary tracking table", "CREATE TEMP TABLE schema_migrations(a)",
		"temporary table schema_migrations is in the way of a step's writes; refused" },
	{ "a temporary table in front of one that is only renamed",
		"CREATE TEMP TABLE fresh(id)",
		"temporary table fresh is in the way of a step's writes; refused" },
	{ "a temporary table of the host's own", "CREATE TEMP TABLE cart(a, b)", "" },
	{ "an index over an expression on the tracking table",
		"CREATE INDEX i ON schema_migrations(abs(position))",
		"unknown index i on schema_migrations; refused" },
	{ "an index over some rows of the tracking table",
		"CREATE INDEX i ON schema_migrations(id) WHERE position > abs(0)",
		"unknown index i on schema_migrations; refused" },
	{ "a plain index on the tracking table",
		"CREATE INDEX i ON schema_migrations(applied_at)", "" },
};
/* clang-format on */

static int roll_back(instar *h)
{
	return instar_rollback(h, "002_watch");
}

static sqlite3 *open_at_6(void)
{
	sqlite3 *db = open_db(":memory:");
	instar *h = instar_open(db, &back_history.program->set, NULL);

	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	return db;
}

static void what_nobody_proved_does_not_run_with_a_way_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(back_strangers) / sizeof(*back_strangers); i++) {
		sqlite3 *db = open_at_6();

		run(db, back_strangers[i].sql);
		if (try_on(&back_strangers[i], db, &back_history.program->set, roll_back))
			assert_int_equal(number(db, "SELECT count(*) FROM users"), 1);
		sqlite3_close(db);
	}
}

/* DROP TRIGGER without a schema takes the temporary one, and the step's own would stay. */
static void a_temporary_trigger_does_not_take_the_place_of_a_steps_own(void **state)
{
	sqlite3 *db = open_at_6();
	instar *h = instar_open(db, &back_history.program->set, NULL);

	(void)state;
	run(db, "CREATE TEMP TABLE mine(a);"
		"CREATE TEMP TRIGGER watch AFTER INSERT ON mine BEGIN SELECT 1; END");
	assert_int_equal(instar_rollback(h, "001_users"), INSTAR_E_FOREIGN);
	assert_string_equal(instar_error(h)->message,
		"temporary trigger watch is in the way of a step's writes; refused");
	instar_close(h);
	assert_int_equal(number(db, "SELECT count(*) FROM temp.sqlite_master"), 2);
	assert_int_equal(number(db, "SELECT count(*) FROM schema_migrations"), 6);
	run(db, "DROP TRIGGER temp.watch");
	h = instar_open(db, &back_history.program->set, NULL);
	assert_int_equal(instar_rollback(h, "001_users"), INSTAR_OK);
	instar_close(h);
	assert_int_equal(
		number(db, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"), 0);
	sqlite3_close(db);
}

static void a_tracking_table_that_computes_is_not_rolled_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		sqlite3 *db = open_at_6();

		if (sqlite3_libversion_number() >= 3031000 ||
			!strstr(tables[i].sql, " AS ")) {
			remade(db, tables[i].sql);
			try_on(&tables[i], db, &back_history.program->set, roll_back);
		}
		sqlite3_close(db);
	}
}

/* --- repair */

/* What is broken, then what somebody has put there. */
/* clang-format off */
static const struct stranger repair_strangers[] = {
	{ "a temporary table in front of the one whose trigger is missing",
		"DROP TRIGGER watch; CREATE TEMP TABLE users AS SELECT * FROM main.users",
		"temporary table users is in the way of a repair's writes; refused" },
	{ "a temporary trigger that would go with a table that is built anew",
		"DROP TRIGGER watch; DROP TABLE log; CREATE TABLE log(line, more);"
		" CREATE TEMP TRIGGER x AFTER INSERT ON main.log BEGIN SELECT 1; END",
		"temporary trigger x is in the way of a repair's writes; refused" },
	{ "a temporary view in front of a table that is renamed",
		"ALTER TABLE fresh RENAME TO old; CREATE TEMP VIEW old AS SELECT 1 AS id",
		"temporary view old is in the way of a repair's writes; refused" },
	{ "a temporary table elsewhere", "DROP TRIGGER watch; CREATE TEMP TABLE later(a)", "" },
	{ "a trigger on a table that is built anew does not run, and stays",
		"DROP TRIGGER watch; DROP TABLE log; CREATE TABLE log(line INTEGER);"
		" CREATE TRIGGER x AFTER INSERT ON log BEGIN DELETE FROM users; END", "" },
	{ "on the tracking table",
		"DROP TRIGGER watch; CREATE TRIGGER x AFTER INSERT ON schema_migrations BEGIN"
		" DELETE FROM users; END",
		"unknown trigger x on schema_migrations; refused" },
	{ "a temporary trigger on the tracking table",
		"DROP TRIGGER watch; CREATE TEMP TRIGGER x AFTER INSERT ON main.schema_migrations"
		" BEGIN DELETE FROM users; END",
		"temporary trigger x is in the way of a repair's writes; refused" },
	{ "an index over an expression on the tracking table",
		"DROP TRIGGER watch; CREATE INDEX i ON schema_migrations(abs(position))",
		"unknown index i on schema_migrations; refused" },
};
/* clang-format on */

static int repair(instar *h)
{
	instar_repair(h);
	return instar_error(h)->code;
}

static void what_nobody_proved_does_not_run_with_a_repair(void **state)
{
	const instar_set *set = &back_history.program->set;

	(void)state;
	for (size_t i = 0; i < sizeof(repair_strangers) / sizeof(*repair_strangers);
		i++) {
		sqlite3 *db = open_at_6();

		run(db, repair_strangers[i].sql);
		if (try_on(&repair_strangers[i], db, set, repair)) {
			assert_int_equal(number(db, "SELECT count(*) FROM users"), 1);
			try_on(&(struct stranger){ "whole", "", "" }, db, set,
				instar_migrate);
		}
		sqlite3_close(db);
	}
}

static void a_tracking_table_that_computes_is_not_repaired(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		sqlite3 *db = open_at_6();

		if (sqlite3_libversion_number() >= 3031000 ||
			!strstr(tables[i].sql, " AS ")) {
			remade(db, tables[i].sql);
			run(db, "DROP TRIGGER watch");
			try_on(&tables[i], db, &back_history.program->set, repair);
		}
		sqlite3_close(db);
	}
}

/* --- an index after start-up */

static void assert_fill(sqlite3 *db, const char *wanted)
{
	instar *h = instar_open(db, &back_history.program->set, NULL);

	instar_backfill(h, NULL);
	assert_string_equal(instar_error(h)->message, wanted);
	instar_close(h);
}

/* It would be made on what hides the table, and said to be done. */
static void an_index_is_not_built_on_what_hides_its_table(void **state)
{
	static const char built[] =
		"SELECT count(*) FROM sqlite_master WHERE name = 'users_name'";
	sqlite3 *db = open_at_6();

	(void)state;
	run(db, "CREATE TEMP TABLE users(id, name)");
	assert_fill(db,
		"temporary table users is in the way of a backfill's writes; refused");
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_temp_master"), 1);
	assert_int_equal(number(db, built), 0);
	run(db, "DROP TABLE temp.users; CREATE TEMP TRIGGER x AFTER UPDATE ON users BEGIN"
		" SELECT 1; END; CREATE TRIGGER y AFTER UPDATE ON users BEGIN SELECT 1; "
		"END");
	assert_fill(db, "");
	assert_int_equal(number(db, built), 1);
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_nobody_proved_does_not_run_with_the_steps),
	cmocka_unit_test(a_tracking_table_that_computes_is_refused),
	cmocka_unit_test(a_trigger_that_is_reconciled_is_known),
	cmocka_unit_test(a_schema_whose_digests_are_forged_hides_nothing),
	cmocka_unit_test(a_database_that_is_up_to_date_may_have_triggers),
	cmocka_unit_test(each_step_says_what_it_writes),
	cmocka_unit_test(each_way_back_says_what_it_writes),
	cmocka_unit_test(what_nobody_proved_does_not_run_with_a_way_back),
	cmocka_unit_test(a_temporary_trigger_does_not_take_the_place_of_a_steps_own),
	cmocka_unit_test(a_tracking_table_that_computes_is_not_rolled_back),
	cmocka_unit_test(what_nobody_proved_does_not_run_with_a_repair),
	cmocka_unit_test(a_tracking_table_that_computes_is_not_repaired),
	cmocka_unit_test(an_index_is_not_built_on_what_hides_its_table),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, compile, release);
}
