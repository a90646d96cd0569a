/*
 * A runner that is killed at any row, with a writer beside it: each row is changed once.
 * The table is larger in the campaign.
 */
#include "suite.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "database.h"
#include "density.h"
#include "history.h"

/* A trigger counts in the database itself, in the transaction of the batch. */
static const struct history_file files[] = {
	{ "001_people.sql",
		"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT NULL);\n"
		"CREATE TABLE changes(id INTEGER NOT NULL);" },
	{ "002_names.sql",
		"ALTER TABLE people ADD COLUMN name TEXT;\n"
		"CREATE TRIGGER counted AFTER UPDATE OF name ON people BEGIN\n"
		"	INSERT INTO changes VALUES(new.id);\nEND;\n"
		"-- @backfill names batch=50\n"
		"UPDATE people SET name = 'the ' || first WHERE name IS NULL;" },
	{ 0 },
};

static struct history history;
static char *path;

static int make_history(void **state)
{
	(void)state;
	history = history_make(files);
	if (!history.program)
		fail_msg("%s", history_findings(&history));
	return 0;
}

static int free_history(void **state)
{
	(void)state;
	history_free(&history);
	return 0;
}

/* Half of the ids are left free for the writer. */
static void make_file(const char *mode, long count)
{
	sqlite3 *db;
	char text[400];

	path = database_path("killed.db");
	db = database_open(path);
	snprintf(text, sizeof(text), "PRAGMA journal_mode = %s", mode);
	database_run(db, text);
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	snprintf(text, sizeof(text),
		"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n <"
		" %ld) INSERT INTO people(id, first) SELECT 2 * n, 'f' || n FROM n",
		count);
	database_run(db, text);
	sqlite3_close(db);
}

struct killer {
	long countdown;
};

static void die(void *context, int what, const char *schema, const char *table,
	sqlite3_int64 rowid)
{
	struct killer *killer = context;

	(void)what, (void)schema, (void)rowid;
	if (strcmp(table, "people") == 0 && --killer->countdown == 0)
		raise(SIGKILL);
}

/* In a child: run the backfill, and die at that row; never returns. */
static void run_and_die(long at)
{
	struct killer killer = { at };
	struct instar_backfill_options how = { .size = sizeof(how), .alone = 1 };
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, &history.program->set, NULL);

	sqlite3_update_hook(db, die, &killer);
	_exit(instar_backfill(h, &how) == INSTAR_OK ? 0 : 1);
}

/* In a child: rows behind and ahead of the cursor, until it is killed, or alone. */
static void write_on(long count, pid_t parent)
{
	sqlite3 *db = database_open(path);
	unsigned seed = 12345;
	char text[120];

	sqlite3_busy_timeout(db, 10000);
	while (getppid() == parent) {
		seed = seed * 1103515245 + 12345;
		snprintf(text, sizeof(text),
			"INSERT OR IGNORE INTO people(id, first) VALUES(%ld, 'w')",
			(long)(seed >> 4) % count * 2 + 1);
		if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
			_exit(1);
		sqlite3_sleep(2);
	}
}

static pid_t start_writer(long count)
{
	pid_t parent = getpid(), writer = fork();

	if (writer == 0)
		write_on(count, parent);
	return writer;
}

/* A runner that is gone holds the others up for two seconds: not at each of the kills. */
static void forget_runner(void)
{
	sqlite3 *db = database_open(path);

	sqlite3_busy_timeout(db, 10000);
	if (database_int(db, "SELECT count(*) FROM sqlite_master WHERE name ="
			     " 'schema_backfills'"))
		database_run(db, "UPDATE schema_backfills SET runner = NULL");
	sqlite3_close(db);
}

static int kill_times(int times, long count)
{
	int killed = 0;

	for (int i = 0; i < times; i++) {
		long at = 1 + (long)((i * 7919L + 13) % (count / times));
		pid_t child = fork();
		int status;

		if (child == 0)
			run_and_die(at);
		assert_int_equal(waitpid(child, &status, 0), child);
		killed += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
		assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
		if (i < times - 1)
			forget_runner();
	}
	return killed;
}

static void finish(void)
{
	struct instar_backfill_options how = { .size = sizeof(how), .alone = 1 };
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, &history.program->set, NULL);

	if (instar_backfill(h, &how) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(instar_backfills(h)->left, 0);
	instar_close(h);
	database_answers(
		db, "0", "SELECT count(*) FROM people WHERE name IS NOT 'the ' || first");
	database_answers(db, "1",
		"SELECT (SELECT count(*) FROM people) = (SELECT count(*) FROM changes)");
	database_answers(db, "1", "SELECT count(*) = count(DISTINCT id) FROM changes");
	database_answers(db, "ok", "PRAGMA integrity_check");
	sqlite3_close(db);
}

static void survive(const char *mode)
{
	long count = density_long(20000, 20000, 10000000);
	pid_t writer;
	int killed, status;

	make_file(mode, count);
	writer = start_writer(count);
	killed = kill_times(20, count);
	kill(writer, SIGKILL);
	waitpid(writer, &status, 0);
	assert_true(WIFSIGNALED(status)); /* no write of it has failed */
	print_message("# %s: %ld rows, killed %d times\n", mode, count, killed);
	assert_in_range(killed, 10, 20);
	finish();
	sqlite3_free(path);
}

static void killed_twenty_times_in_wal_mode(void **state)
{
	(void)state;
	survive("WAL");
}

static void killed_twenty_times_in_rollback_mode(void **state)
{
	(void)state;
	survive("DELETE");
}

/* Two programs start it at once: one works, the other waits or gives up, and says so. */
static void two_programs_at_once_change_each_row_once(void **state)
{
	pid_t children[2];
	int status;

	(void)state;
	make_file("WAL", 20000);
	for (int i = 0; i < 2; i++) {
		children[i] = fork();
		if (children[i] == 0)
			run_and_die(0);
	}
	for (int i = 0; i < 2; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	finish();
	sqlite3_free(path);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(killed_twenty_times_in_wal_mode),
	cmocka_unit_test(killed_twenty_times_in_rollback_mode),
	cmocka_unit_test(two_programs_at_once_change_each_row_once),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, make_history, free_history);
}
