/*
 * Backfills that cannot run: what somebody else has put into the database, disks and
 * locks that fail, statements that the schema has left behind. The reason is kept where
 * status and health find it, and nothing else is changed.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "database.h"
#include "fault_vfs.h"
#include "history.h"

static const struct history_file files[] = {
	{ "001_people.sql",
		"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT NULL);\n"
		"CREATE TABLE letters(id INTEGER PRIMARY KEY,\n"
		"	who INTEGER REFERENCES people(id) ON DELETE CASCADE);\n"
		"CREATE INDEX letters_who ON letters(who);\n"
		"CREATE TABLE log(line TEXT); CREATE TABLE spare(x);" },
	{ "002_names.sql",
		"ALTER TABLE people ADD COLUMN name TEXT;\n"
		"CREATE TRIGGER watch AFTER UPDATE OF name ON people BEGIN\n"
		"	INSERT INTO log VALUES(new.name);\n"
		"END;\n"
		"-- @backfill names batch=10\n"
		"UPDATE people SET name = 'the ' || first WHERE name IS NULL;\n"
		"-- @backfill sweep\n"
		"-- @destructive people: they are gone\n"
		"DELETE FROM people WHERE first = 'gone';\n" },
	{ 0 },
};

static struct history history;
static const instar_set *set;

static int compile(void **state)
{
	(void)state;
	history = history_made(files);
	set = &history.program->set;
	return 0;
}

static int release(void **state)
{
	(void)state;
	history_free(&history);
	return 0;
}

static void fill_people(sqlite3 *db)
{
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	database_run(db, "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n"
			 " WHERE n < 50) INSERT INTO people(id, first) SELECT n, 'f' || n"
			 " FROM n");
}

static sqlite3 *open_people(void)
{
	sqlite3 *db = database_open(":memory:");

	fill_people(db);
	return db;
}

static int named(sqlite3 *db)
{
	return database_int(
		db, "SELECT count(*) FROM people WHERE name = 'the ' || first");
}

/* One run; what went wrong, or "". */
static char *fill(sqlite3 *db, const char *only, int set_aside)
{
	struct instar_backfill_options options = {
		.size = sizeof(options), .only = only, .set_aside = set_aside
	};
	instar *h = instar_open(db, set, NULL);
	int code = instar_backfill(h, &options);
	char *message = sqlite3_mprintf("%s", instar_error(h)->message);

	assert_int_equal(code == INSTAR_OK, *message == '\0');
	instar_close(h);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	return message;
}

static void assert_fill(sqlite3 *db, const char *only, const char *wanted)
{
	char *message = fill(db, only, 0);

	assert_string_equal(message, wanted);
	sqlite3_free(message);
}

struct stranger {
	const char *what;
	const char *sql;
	const char *names, *sweep; /* how the backfills end */
};

/* clang-format off */
static const struct stranger strangers[] = {
	{ "nothing", "SELECT 1", "", "" },
	{ "a trigger on the table", "CREATE TRIGGER x AFTER UPDATE ON people BEGIN DELETE FROM log; END",
		"unknown trigger x on people; refused", "unknown trigger x on people; refused" },
	{ "in another case", "CREATE TRIGGER \"X\" AFTER UPDATE ON PEOPLE BEGIN SELECT 1; END",
		"unknown trigger X on PEOPLE; refused", "unknown trigger X on PEOPLE; refused" },
	{ "on a table that a known trigger fills",
		"CREATE TRIGGER x AFTER INSERT ON log BEGIN DELETE FROM people; END",
		"unknown trigger x on log; refused", "" },
	{ "on a table that a foreign key empties",
		"CREATE TRIGGER x AFTER DELETE ON letters BEGIN DELETE FROM log; END",
		"", "unknown trigger x on letters; refused" },
	{ "on a table of nobody", "CREATE TRIGGER x AFTER INSERT ON spare BEGIN DELETE FROM people; END",
		"", "" },
	{ "a temporary trigger", "CREATE TEMP TRIGGER x AFTER UPDATE ON main.people BEGIN SELECT 1; END",
		"temporary trigger x is in the way of a backfill's writes; refused",
		"temporary trigger x is in the way of a backfill's writes; refused" },
	{ "a temporary table in front", "CREATE TEMP TABLE log(line)",
		"temporary table log is in the way of a backfill's writes; refused", "" },
	{ "the known trigger, spelt otherwise",
		"DROP TRIGGER watch; CREATE TRIGGER watch /* x */ after update of name ON people BEGIN"
		" INSERT INTO log VALUES(new.name); END", "", "" },
};
/* clang-format on */

/* With the stamp, by which nothing is read, and without. */
static void try_stranger(const struct stranger *stranger, bool stamped)
{
	sqlite3 *db = open_people();

	print_message("# %s%s\n", stranger->what, stamped ? "" : ", without the stamp");
	database_run(db, stranger->sql);
	if (stamped)
		assert_int_equal(database_migrate(db, set), INSTAR_OK);
	else
		database_run(db, "PRAGMA user_version = 0");
	assert_fill(db, "names", stranger->names);
	assert_int_equal(named(db), *stranger->names ? 0 : 50);
	assert_fill(db, "sweep", stranger->sweep);
	database_answers(db, stranger->names,
		"SELECT coalesce(last_error, '') FROM schema_backfills WHERE key ="
		" 'names'");
	sqlite3_close(db);
}

static void what_nobody_proved_does_not_run_with_a_batch(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(strangers) / sizeof(*strangers); i++) {
		try_stranger(&strangers[i], true);
		try_stranger(&strangers[i], false);
	}
}

/* That is drift: its step is not as it was proved, and so its backfills are not due. */
static void a_known_trigger_with_another_body_keeps_the_backfill_away(void **state)
{
	sqlite3 *db = open_people();

	(void)state;
	database_run(db, "DROP TRIGGER watch; CREATE TRIGGER watch AFTER UPDATE ON people"
			 " BEGIN DELETE FROM log; END");
	assert_fill(db, NULL, "unknown trigger watch on people; refused");
	assert_int_equal(named(db), 0);
	sqlite3_close(db);
}

/* Nothing but the note, and no row of the host's. */
static void what_is_refused_changes_nothing_and_is_written_down(void **state)
{
	sqlite3 *db = open_people();
	char *before, *after;

	(void)state;
	database_run(db, "CREATE TRIGGER x AFTER UPDATE ON people BEGIN SELECT 1; END");
	before = database_text(db, "SELECT group_concat(first || coalesce(name, '')) ||"
				   " (SELECT count(*) FROM log) FROM people");
	assert_fill(db, NULL, "unknown trigger x on people; refused");
	assert_fill(db, NULL, "unknown trigger x on people; refused");
	after = database_text(db, "SELECT group_concat(first || coalesce(name, '')) ||"
				  " (SELECT count(*) FROM log) FROM people");
	assert_string_equal(before, after);
	database_answers(db, "names: unknown trigger x on people; refused",
		"SELECT group_concat(key || ': ' || last_error) FROM schema_backfills");
	database_run(db, "DROP TRIGGER x");
	assert_fill(db, NULL, "");
	assert_int_equal(named(db), 50);
	assert_int_equal(database_int(db, "SELECT count(last_error) FROM"
					  " schema_backfills"),
		0);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
}

static void a_trigger_made_between_two_batches_is_found(void **state)
{
	sqlite3 *db = open_people();
	instar *h = instar_open(db, set, NULL);
	int left, before;

	(void)state;
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	before = named(db);
	assert_in_range(before, 10, 49);
	database_run(db, "CREATE TRIGGER x AFTER UPDATE ON people BEGIN SELECT 1; END");
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_E_FOREIGN);
	assert_string_equal(
		instar_error(h)->message, "unknown trigger x on people; refused");
	assert_string_equal(instar_error(h)->action,
		"drop it, or ask who made it; what was done stays done");
	instar_close(h);
	assert_int_equal(named(db), before);
	sqlite3_close(db);
}

static void assert_refused(sqlite3 *db, const instar_set *program, const char *wanted)
{
	instar *h = instar_open(db, program, NULL);

	assert_int_equal(instar_migrate(h), INSTAR_E_FOREIGN);
	assert_string_equal(instar_error(h)->message, wanted);
	instar_close(h);
}

/* The step does not write people; the backfill that it requires does, and the one that
 * this one comes after writes letters. */
static void what_is_done_on_the_way_of_a_step_is_watched_too(void **state)
{
	static const struct history_file two[] = {
		{ "001_people.sql",
			"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT);"
			"CREATE TABLE letters(id INTEGER PRIMARY KEY, body TEXT);" },
		{ 0 },
	};
	static const struct history_file all[] = {
		{ "001_people.sql",
			"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT);"
			"CREATE TABLE letters(id INTEGER PRIMARY KEY, body TEXT);" },
		{ "002_trim.sql", "CREATE TABLE other(id INTEGER PRIMARY KEY);\n"
				  "-- @backfill fold\n"
				  "UPDATE letters SET body = '' WHERE body IS NULL;\n"
				  "-- @backfill trim after=fold\n"
				  "UPDATE people SET first = '' WHERE first IS NULL;\n" },
		{ "003_last.sql", "-- @requires backfill trim\n"
				  "CREATE TABLE last(id INTEGER PRIMARY KEY);\n" },
		{ 0 },
	};
	struct history old = history_make(two), now = history_make(all);
	sqlite3 *db = database_open(":memory:");

	(void)state;
	assert_non_null(old.program);
	assert_non_null(now.program);
	assert_int_equal(database_migrate(db, &old.program->set), INSTAR_OK);
	database_run(db, "INSERT INTO people VALUES(1, NULL);"
			 "CREATE TRIGGER x AFTER UPDATE ON people BEGIN SELECT 1; END");
	assert_refused(db, &now.program->set, "unknown trigger x on people; refused");
	database_run(db, "DROP TRIGGER x;"
			 "CREATE TRIGGER x AFTER UPDATE ON letters BEGIN SELECT 1; END");
	assert_refused(db, &now.program->set, "unknown trigger x on letters; refused");
	database_run(db, "DROP TRIGGER x");
	assert_int_equal(database_migrate(db, &now.program->set), INSTAR_OK);
	database_answers(db, "", "SELECT first FROM people");
	sqlite3_close(db);
	history_free(&old);
	history_free(&now);
}

/* --- reasons that are no row's */

static void a_column_that_went_is_told_and_no_row_is_set_aside(void **state)
{
	static const char message[] =
		"002_names.sql:6: backfill names: no such column: first";
	sqlite3 *db = open_people();
	char *told;

	(void)state;
	database_run(db, "ALTER TABLE people RENAME COLUMN first TO given;"
			 "PRAGMA user_version = 0");
	told = fill(db, "names", 1);
	assert_string_equal(told, message);
	sqlite3_free(told);
	database_answers(db, message,
		"SELECT last_error FROM schema_backfills WHERE key = 'names'");
	assert_int_equal(
		database_int(db, "SELECT count(*) FROM schema_backfill_skipped"), 0);
	database_run(db, "ALTER TABLE people RENAME COLUMN given TO first");
	assert_fill(db, "names", "");
	assert_int_equal(named(db), 50);
	database_answers(
		db, "", "SELECT last_error FROM schema_backfills WHERE key = 'names'");
	sqlite3_close(db);
}

struct way {
	const char *name;
	unsigned calls;
	int code;
	const char *told; /* part of what is written down */
};

static const struct way ways[] = {
	{ "the disk is full", FAULT_WRITE, SQLITE_FULL, "disk full" },
	{ "a write fails", FAULT_WRITE, SQLITE_IOERR_WRITE, "disk error" },
	{ "a lock is not to be had", FAULT_LOCK, SQLITE_BUSY, "busy for" },
};

/* The n-th call fails; what is in the state afterwards, or "". Free it. */
static char *fail_at(const struct way *way, int n, bool *struck)
{
	/* a backup that fails is told by another sentence: see test_backfill_takes.c */
	struct instar_options options = {
		.size = sizeof(options), .busy_ms = -1, .backups = -1
	};
	char *path = database_path("fails.db");
	sqlite3 *db = database_open(path), *other = NULL;
	struct fault *fault = fault_vfs();
	instar *h;
	char *noted;
	int code;

	fill_people(db);
	assert_int_equal(
		sqlite3_open_v2(path, &other, SQLITE_OPEN_READWRITE, "fault"), SQLITE_OK);
	h = instar_open(other, set, &options);
	fault->calls = way->calls;
	fault->code = way->code;
	fault->at = n;
	code = instar_backfill(h, NULL);
	fault->at = 0;
	*struck = fault->struck;
	if (code)
		assert_non_null(strstr(instar_error(h)->message, way->told));
	instar_close(h);
	sqlite3_close(other);
	noted = database_int(db, "SELECT count(*) FROM sqlite_master WHERE name ="
				 " 'schema_backfills'")
			? database_text(db, "SELECT coalesce(max(last_error), '') FROM"
					    " schema_backfills")
			: sqlite3_mprintf("");
	database_run(db, "DELETE FROM schema_migrations WHERE 0");
	assert_fill(db, NULL, "");
	assert_int_equal(named(db), 50);
	assert_int_equal(database_int(db, "SELECT count(*) FROM log"), 50);
	assert_int_equal(
		database_int(db, "SELECT count(last_error) FROM schema_backfills"), 0);
	sqlite3_close(db);
	sqlite3_free(path);
	return noted;
}

static void a_failure_of_the_disk_or_of_a_lock_is_written_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		int tried = 0, noted = 0;
		bool struck = true;

		for (int n = 1; struck && n < 500; n += 1 + n / 10) {
			char *text = fail_at(&ways[i], n, &struck);

			tried++;
			if (*text)
				assert_non_null(strstr(text, ways[i].told));
			noted += *text != '\0';
			sqlite3_free(text);
		}
		assert_false(struck);
		print_message(
			"# %s: %d tried, %d written down\n", ways[i].name, tried, noted);
		assert_true(noted > tried / 4);
	}
}

/* Being told to stop is no failure. */
static int stop(void *context, const struct instar_event *event)
{
	(void)context;
	return event->kind == INSTAR_EVENT_BATCH;
}

static void that_the_host_said_stop_is_no_failure(void **state)
{
	struct instar_options options = { .size = sizeof(options), .on_event = stop };
	sqlite3 *db = open_people();
	instar *h = instar_open(db, set, &options);

	(void)state;
	assert_int_equal(instar_backfill(h, NULL), INSTAR_E_CANCELLED);
	instar_close(h);
	assert_int_equal(
		database_int(db, "SELECT count(last_error) FROM schema_backfills"), 0);
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_nobody_proved_does_not_run_with_a_batch),
	cmocka_unit_test(a_known_trigger_with_another_body_keeps_the_backfill_away),
	cmocka_unit_test(what_is_refused_changes_nothing_and_is_written_down),
	cmocka_unit_test(a_trigger_made_between_two_batches_is_found),
	cmocka_unit_test(what_is_done_on_the_way_of_a_step_is_watched_too),
	cmocka_unit_test(a_column_that_went_is_told_and_no_row_is_set_aside),
	cmocka_unit_test(a_failure_of_the_disk_or_of_a_lock_is_written_down),
	cmocka_unit_test(that_the_host_said_stop_is_no_failure),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, compile, release);
}
