/*
 * @call: functions of the program among the statements of a step, and what they may not
 * do.
 */
#include "suite.h"

#include <string.h>

#include "dump.h"
#include "history.h"
#include "seen.h"

static const struct history_file files[] = {
	{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);"
			   "INSERT INTO users VALUES (1, 'Ann'), (2, 'BOB');" },
	{ "002_fold.sql", "ALTER TABLE users ADD COLUMN folded TEXT;\n"
			  "-- @call shop_fold\n"
			  "CREATE UNIQUE INDEX users_folded ON users(folded);\n"
			  "-- @call shop_done\n" },
	{ "003_notes.sql", "CREATE TABLE notes(id INTEGER PRIMARY KEY);" },
	{ NULL, NULL },
};

/* What the host's functions do and see. */
struct host {
	const char *sql; /* shop_fold runs it instead of folding */
	int result;	 /* and returns this */
	int folds, dones;
	int indexes; /* seen by shop_fold */
	int columns; /* named folded, seen by shop_fold */
	sqlite3_stmt *open;
};

static int fold(sqlite3 *db, void *context)
{
	struct host *host = context;

	host->folds++;
	host->indexes = (int)number(db, "SELECT count(*) FROM sqlite_master WHERE type = "
					"'index' AND name = 'users_folded'");
	host->columns = (int)number(db, "SELECT count(*) FROM pragma_table_info('users') "
					"WHERE name = 'folded'");
	if (!host->sql)
		return sqlite3_exec(
			db, "UPDATE users SET folded = lower(name)", NULL, NULL, NULL);
	sqlite3_exec(db, host->sql, NULL, NULL, NULL);
	return host->result;
}

static int done(sqlite3 *db, void *context)
{
	struct host *host = context;

	host->dones++;
	return number(db, "SELECT count(*) FROM sqlite_master WHERE name = "
			  "'users_folded'") == 1
		       ? SQLITE_OK
		       : SQLITE_ERROR;
}

static instar_call *const functions[] = { fold, done };

struct shop {
	struct history history;
	instar_set set;
	struct host host;
	struct seen seen;
	struct instar_options options;
	sqlite3 *db;
	instar *h;
};

/* A set as a program links it. */
static void begin(struct shop *shop)
{
	memset(shop, 0, sizeof(*shop));
	shop->history = history_make(files);
	assert_non_null(shop->history.program);
	shop->set = shop->history.program->set;
	assert_int_equal(shop->set.call_count, 2);
	shop->set.calls = functions;
	shop->options = seeing(&shop->seen);
	shop->options.call_context = &shop->host;
	shop->db = open_db(":memory:");
	shop->h = instar_open(shop->db, &shop->set, &shop->options);
}

static void end(struct shop *shop)
{
	instar_close(shop->h);
	assert_int_equal(sqlite3_close(shop->db), SQLITE_OK);
	history_free(&shop->history);
}

static void a_function_runs_between_the_statements_where_it_is_written(void **state)
{
	struct shop shop;

	(void)state;
	begin(&shop);
	assert_int_equal(instar_migrate(shop.h), INSTAR_OK);
	assert_int_equal(shop.host.folds, 1);
	assert_int_equal(shop.host.dones, 1);
	assert_int_equal(shop.host.columns, 1);
	assert_int_equal(shop.host.indexes, 0);
	assert_int_equal(
		number(shop.db, "SELECT count(*) FROM users WHERE folded = 'bob'"), 1);
	assert_int_equal(instar_migrate(shop.h), INSTAR_OK);
	assert_int_equal(shop.host.folds, 1);
	end(&shop);
}

/* The function ran `sql` and returned `result`: the run fails with `code`. */
static void fails(const char *sql, int result, int code, const char *words)
{
	const struct instar_error *error;
	struct shop shop;
	char *before, *after;

	begin(&shop);
	before = dump(shop.db, true);
	shop.host.sql = sql;
	shop.host.result = result;
	assert_int_equal(instar_migrate(shop.h), code);
	error = instar_error(shop.h);
	if (!strstr(error->message, words))
		fail_msg("\"%s\" says not \"%s\"", error->message, words);
	assert_string_equal(error->id, "002_fold");
	assert_string_equal(error->statement, "@call shop_fold");
	assert_int_equal(error->line, 2);
	assert_true(*error->action || code == INSTAR_E_CANCELLED);
	assert_int_equal(shop.host.folds, 1);
	assert_int_equal(shop.host.dones, 0);
	assert_int_equal(sqlite3_get_autocommit(shop.db), 1);
	assert_int_equal(shop.seen.counts[INSTAR_EVENT_ROLLED_BACK], 1);
	after = dump(shop.db, true);
	assert_string_equal(before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	end(&shop);
}

static void an_error_of_the_function_undoes_the_run_in_its_own_words(void **state)
{
	(void)state;
	fails("INSERT INTO users(id, name) VALUES (1, 'twice')", SQLITE_CONSTRAINT,
		INSTAR_E_SQL, "002_fold.sql:2: UNIQUE constraint failed: users.id");
	fails("SELECT 1", SQLITE_ERROR, INSTAR_E_SQL, "002_fold.sql:2: SQL logic error");
	fails("SELECT 1", SQLITE_MISMATCH, INSTAR_E_SQL, "datatype mismatch");
	fails("SELECT 1", SQLITE_MISUSE, INSTAR_E_SQL, "bad parameter");
	fails("SELECT 1", SQLITE_LOCKED, INSTAR_E_SQL, "table is locked");
	fails("SELECT 1", 4711, INSTAR_E_SQL, "unknown error");
	fails("SELECT 1", SQLITE_FULL, INSTAR_E_FULL, "disk full at 002_fold.sql:2");
	fails("SELECT 1", SQLITE_IOERR, INSTAR_E_IO, "all undone");
	fails("SELECT 1", SQLITE_NOMEM, INSTAR_E_NOMEM, "out of memory");
	fails("SELECT 1", SQLITE_INTERRUPT, INSTAR_E_CANCELLED, "cancelled");
}

static void a_busy_function_is_not_called_twice(void **state)
{
	(void)state;
	fails("SELECT 1", SQLITE_BUSY, INSTAR_E_BUSY, "busy");
}

static void a_function_that_rolls_back_is_refused(void **state)
{
	(void)state;
	fails("ROLLBACK", SQLITE_OK, INSTAR_E_MISUSE,
		"shop_fold, which 002_fold calls, ended the transaction");
	fails("ROLLBACK; BEGIN; CREATE TABLE mine(a)", SQLITE_OK, INSTAR_E_MISUSE,
		"ended the transaction");
	fails("ROLLBACK TO instar_step; RELEASE instar_step", SQLITE_OK, INSTAR_E_MISUSE,
		"ended the transaction");
}

/* Nobody can take that back; at least nothing false is said. */
static void a_function_that_commits_is_refused_and_nothing_is_called_undone(void **state)
{
	struct shop shop;

	(void)state;
	begin(&shop);
	shop.host.sql = "COMMIT";
	assert_int_equal(instar_migrate(shop.h), INSTAR_E_MISUSE);
	assert_non_null(strstr(instar_error(shop.h)->message, "ended the transaction"));
	assert_null(strstr(instar_error(shop.h)->message, "all undone"));
	assert_int_equal(number(shop.db, "SELECT count(*) FROM users"), 2);
	end(&shop);
}

static int leave_open(sqlite3 *db, void *context)
{
	struct host *host = context;

	sqlite3_prepare_v2(db, "SELECT id FROM users", -1, &host->open, NULL);
	sqlite3_step(host->open);
	return SQLITE_OK;
}

static void a_function_that_leaves_a_statement_running_is_refused(void **state)
{
	static instar_call *const careless[] = { leave_open, done };
	struct shop shop;

	(void)state;
	begin(&shop);
	shop.set.calls = careless;
	assert_int_equal(instar_migrate(shop.h), INSTAR_E_MISUSE);
	assert_non_null(strstr(instar_error(shop.h)->message,
		"shop_fold, which 002_fold calls, left a statement running; all undone"));
	sqlite3_finalize(shop.host.open);
	assert_int_equal(number(shop.db, "SELECT count(*) FROM sqlite_master"), 0);
	end(&shop);
}

static void savepoints_of_the_function_do_no_harm(void **state)
{
	struct shop shop;

	(void)state;
	begin(&shop);
	shop.host.sql = "SAVEPOINT mine; UPDATE users SET folded = id; SAVEPOINT more";
	assert_int_equal(instar_migrate(shop.h), INSTAR_OK);
	assert_int_equal(
		number(shop.db, "SELECT count(*) FROM users WHERE folded = id"), 2);
	end(&shop);
}

static void a_step_that_is_there_already_calls_nothing(void **state)
{
	struct shop shop;

	(void)state;
	begin(&shop);
	run(shop.db, "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);"
		     "ALTER TABLE users ADD COLUMN folded TEXT;"
		     "CREATE UNIQUE INDEX users_folded ON users(folded)");
	assert_int_equal(instar_migrate(shop.h), INSTAR_OK);
	assert_int_equal(shop.host.folds, 0);
	assert_int_equal(number(shop.db, "SELECT count(*) FROM schema_migrations"), 3);
	end(&shop);
}

/* As `instar migrate --dir` has it. */
static void without_the_program_nothing_is_touched(void **state)
{
	struct shop shop;

	(void)state;
	begin(&shop);
	shop.set.calls = NULL;
	assert_int_equal(instar_migrate(shop.h), INSTAR_E_ENVIRONMENT);
	assert_string_equal(instar_error(shop.h)->message,
		"step 002_fold calls shop_fold of the program: migrate with the program "
		"itself");
	assert_string_equal(instar_error(shop.h)->id, "002_fold");
	assert_int_equal(number(shop.db, "SELECT count(*) FROM sqlite_master"), 0);
	assert_int_equal(shop.seen.counts[INSTAR_EVENT_STEP_BEGIN], 0);
	end(&shop);
}

static void without_the_program_steps_after_the_call_can_run(void **state)
{
	struct shop shop;
	instar *h;

	(void)state;
	begin(&shop);
	assert_int_equal(instar_migrate(shop.h), INSTAR_OK);
	run(shop.db, "DROP TABLE notes; DELETE FROM schema_migrations WHERE position = 3;"
		     "PRAGMA user_version = 0");
	shop.set.calls = NULL;
	h = instar_open(shop.db, &shop.set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	assert_int_equal(number(shop.db, "SELECT count(*) FROM schema_migrations"), 3);
	end(&shop);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_function_runs_between_the_statements_where_it_is_written),
	cmocka_unit_test(an_error_of_the_function_undoes_the_run_in_its_own_words),
	cmocka_unit_test(a_busy_function_is_not_called_twice),
	cmocka_unit_test(a_function_that_rolls_back_is_refused),
	cmocka_unit_test(a_function_that_commits_is_refused_and_nothing_is_called_undone),
	cmocka_unit_test(a_function_that_leaves_a_statement_running_is_refused),
	cmocka_unit_test(savepoints_of_the_function_do_no_harm),
	cmocka_unit_test(a_step_that_is_there_already_calls_nothing),
	cmocka_unit_test(without_the_program_nothing_is_touched),
	cmocka_unit_test(without_the_program_steps_after_the_call_can_run),
};

SUITE(tests)
