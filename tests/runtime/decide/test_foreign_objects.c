/*
 * What somebody else has put into the database, and would run with the steps: number 41
 * of the bad inputs, promise P5.
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

static struct history history;
static instar_set part; /* steps 1 and 2, as an older program */

static int compile(void **state)
{
	(void)state;
	history = history_make(files);
	if (!history.program)
		fail_msg("%s", history_findings(&history));
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
		"2 migrations recorded, but trigger watch has another definition" },
	{ "a view where a step writes",
		"DROP TABLE log; CREATE VIEW log AS SELECT 1 AS line; CREATE TRIGGER x INSTEAD OF"
		" INSERT ON log BEGIN DELETE FROM users; END",
		"2 migrations recorded, but table log is missing" },
	{ "a trigger of the connection alone",
		"CREATE TEMP TRIGGER x AFTER INSERT ON main.users BEGIN DELETE FROM users; END",
		"temporary trigger x stands where a step writes; refused" },
	{ "a temporary table in front of one that is filled", "CREATE TEMP TABLE users(a, b)",
		"temporary table users stands where a step writes; refused" },
	{ "a temporary view in front of one that is filled",
		"CREATE TEMP VIEW users AS SELECT 1",
		"temporary view users stands where a step writes; refused" },
	{ "a temporary tracking table", "CREATE TEMP TABLE schema_migrations(a)",
		"temporary table schema_migrations stands where a step writes; refused" },
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

static void try_stranger(const struct stranger *stranger, sqlite3 *db)
{
	char *before = dump(db, true), *after;
	instar *h = instar_open(db, &history.program->set, NULL);
	int code = instar_migrate(h);

	if (strcmp(instar_error(h)->message, stranger->message) != 0)
		fail_msg("%s: \"%s\"", stranger->what, instar_error(h)->message);
	instar_close(h);
	after = dump(db, true);
	assert_int_equal(code != INSTAR_OK, *stranger->message != '\0');
	if (code && strcmp(before, after) != 0)
		fail_msg("%s: refused, and changed", stranger->what);
	if (!code)
		assert_int_equal(number(db, "SELECT count(*) FROM users"), 2);
	sqlite3_free(before);
	sqlite3_free(after);
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
		char text[1024];

		snprintf(text, sizeof(text),
			"ALTER TABLE schema_migrations RENAME TO kept;"
			"CREATE TABLE schema_migrations(set_name TEXT, id TEXT, position "
			"INTEGER, token_hash TEXT, applied_at TEXT, applied_how TEXT, "
			"applied_by TEXT, app_version TEXT, duration_us INTEGER, "
			"description TEXT, release TEXT, breaking INTEGER, down_sql TEXT, %s);"
			"INSERT INTO schema_migrations(set_name, id, position, "
			"token_hash, "
			"applied_at, applied_how, duration_us, description, breaking) SELECT "
			"set_name, id, position, token_hash, applied_at, applied_how, "
			"duration_us, description, breaking FROM kept; DROP TABLE kept",
			tables[i].sql);
		if (sqlite3_libversion_number() >= 3031000 ||
			!strstr(tables[i].sql, " AS ")) {
			run(db, text);
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
	assert_true(instar__exact_at(h, instar__exact_read(h), 2));
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

static void each_step_says_what_it_writes(void **state)
{
	static const char *const wanted[STEPS] = { "", "", "users,log", "spare", "old",
		"fresh" };
	const instar_set *set = &history.program->set;

	(void)state;
	for (uint32_t i = 0; i < STEPS; i++) {
		const struct instar_step *step = &set->steps[i];
		const char *name = set->text + step->writes;
		char list[128] = "";

		for (uint32_t j = 0; j < step->write_count; j++) {
			snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s%s",
				j ? "," : "", name);
			name += strlen(name) + 1;
		}
		assert_string_equal(list, wanted[i]);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_nobody_proved_does_not_run_with_the_steps),
	cmocka_unit_test(a_tracking_table_that_computes_is_refused),
	cmocka_unit_test(a_trigger_that_is_reconciled_is_known),
	cmocka_unit_test(a_schema_whose_digests_are_forged_hides_nothing),
	cmocka_unit_test(a_database_that_is_up_to_date_may_have_triggers),
	cmocka_unit_test(each_step_says_what_it_writes),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, compile, release);
}
