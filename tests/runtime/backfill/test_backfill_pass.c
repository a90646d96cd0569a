/*
 * The end of a backfill: who had the table for himself all the way is done there; else
 * all of it is looked through for rows that somebody has made due behind the cursor.
 */
#include "suite.h"

#include <string.h>

#include "database.h"
#include "history.h"

static const struct history_file files[] = {
	{ "001_people.sql",
		"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT NULL);" },
	{ "002_names.sql",
		"ALTER TABLE people ADD COLUMN name TEXT;\n"
		"-- @backfill names batch=10\n"
		"UPDATE people SET name = 'the ' || first WHERE name IS NULL;" },
	{ 0 },
};

static struct history history;

static int compile(void **state)
{
	(void)state;
	history = history_make(files);
	return history.program ? 0 : -1;
}

static int forget(void **state)
{
	(void)state;
	history_free(&history);
	return 0;
}

/* Fifty people in a file. */
static sqlite3 *open_people(char **path)
{
	sqlite3 *db;

	*path = database_path("pass.db");
	db = database_open(*path);
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	database_run(db, "PRAGMA journal_mode = WAL;"
			 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
			 " WHERE i < 50) INSERT INTO people(id, first)"
			 " SELECT i, 'f' || i FROM n");
	return db;
}

/* Counts how often the condition of the search is asked. */
static int note_look(unsigned event, void *count, void *stmt, void *text)
{
	(void)event;
	(void)stmt;
	*(int *)count += strstr(text, "SELECT row FROM schema_backfill_skipped") != NULL;
	return 0;
}

typedef void interference(sqlite3 *db, const char *path);

/* One batch, what comes between, and the rest; returns how often it looked. */
static int looks(interference *interfere)
{
	char *path;
	sqlite3 *db = open_people(&path);
	instar *h = instar_open(db, &history.program->set, NULL);
	int count = 0, left = 1;

	sqlite3_trace_v2(db, SQLITE_TRACE_STMT, note_look, &count);
	for (int i = 0; left && i < 100; i++) {
		assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
		if (i == 0 && interfere)
			interfere(db, path);
	}
	assert_int_equal(left, 0);
	assert_int_equal(instar_backfills(h)->items[0].is_done, 1);
	assert_int_equal(
		database_int(db, "SELECT count(*) FROM people WHERE name IS NULL"), 0);
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(path);
	return count;
}

static void who_is_alone_does_not_look_again(void **state)
{
	(void)state;
	assert_int_equal(looks(NULL), 0);
}

static void make_due(sqlite3 *db, const char *path)
{
	(void)path;
	database_run(db, "UPDATE people SET name = NULL WHERE id = 1");
}

static void make_due_elsewhere(sqlite3 *db, const char *path)
{
	sqlite3 *other = database_open(path);

	(void)db;
	make_due(other, path);
	sqlite3_close(other);
}

static void write_nothing_of_ours(sqlite3 *db, const char *path)
{
	sqlite3 *other = database_open(path);

	(void)db;
	database_run(other, "CREATE TABLE notes(body)");
	sqlite3_close(other);
}

static void read_only(sqlite3 *db, const char *path)
{
	sqlite3 *other = database_open(path);

	(void)db;
	database_answers(other, "50", "SELECT count(*) FROM people");
	sqlite3_close(other);
}

static void a_row_made_due_behind_the_cursor_is_found(void **state)
{
	(void)state;
	assert_true(looks(make_due) > 0);
	assert_true(looks(make_due_elsewhere) > 0);
}

static void whoever_writes_makes_it_look_and_who_reads_does_not(void **state)
{
	(void)state;
	assert_true(looks(write_nothing_of_ours) > 0);
	assert_int_equal(looks(read_only), 0);
}

/* What a trigger of the set writes may make rows due. */
static void what_a_trigger_writes_makes_it_look(void **state)
{
	static const struct history_file with_trigger[] = {
		{ "001_people.sql", "CREATE TABLE people(id INTEGER PRIMARY KEY, first "
				    "TEXT NOT NULL);\n"
				    "CREATE TABLE named(id INTEGER NOT NULL);" },
		{ "002_names.sql",
			"ALTER TABLE people ADD COLUMN name TEXT;\n"
			"CREATE TRIGGER counted AFTER UPDATE OF name ON people BEGIN\n"
			"	INSERT INTO named VALUES(new.id);\nEND;\n"
			"-- @backfill names batch=10\n"
			"UPDATE people SET name = 'the ' || first WHERE name IS NULL;" },
		{ 0 },
	};
	struct history plain = history;

	(void)state;
	history = history_make(with_trigger);
	assert_non_null(history.program);
	assert_true(looks(NULL) > 0);
	history_free(&history);
	history = plain;
}

/* What another handle has begun may have been disturbed before this one came. */
static void a_run_that_is_resumed_looks(void **state)
{
	char *path;
	sqlite3 *db = open_people(&path);
	instar *h = instar_open(db, &history.program->set, NULL);
	int left = 0, count = 0;

	(void)state;
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	assert_int_equal(left, 1);
	instar_close(h);
	make_due(db, path);
	database_run(db, "UPDATE schema_backfills SET runner = NULL");
	h = instar_open(db, &history.program->set, NULL);
	sqlite3_trace_v2(db, SQLITE_TRACE_STMT, note_look, &count);
	assert_int_equal(instar_backfill(h, NULL), INSTAR_OK);
	assert_true(count > 0);
	instar_close(h);
	database_answers(db, "0", "SELECT count(*) FROM people WHERE name IS NULL");
	sqlite3_close(db);
	sqlite3_free(path);
}

/* Dense, then far apart, then dense again, from both ends of what a rowid can be. */
static void keys_may_be_dense_and_far_apart(void **state)
{
	struct instar_backfill_options options = { .size = sizeof(options), .alone = 1 };
	char *path;
	sqlite3 *db = open_people(&path);
	instar *h = instar_open(db, &history.program->set, NULL);

	(void)state;
	database_run(db,
		"INSERT INTO people(id, first) SELECT -9223372036854775807 - 1, 'least'"
		" UNION ALL SELECT 9223372036854775807, 'most';"
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
		" WHERE i < 5000) INSERT INTO people(id, first)"
		" SELECT i + 100, 'f' FROM n UNION ALL"
		" SELECT i * 1000000000, 'f' FROM n WHERE i <= 50 UNION ALL"
		" SELECT i + 60000000000, 'f' FROM n;"
		"DELETE FROM people WHERE id BETWEEN 3000 AND 3999");
	assert_int_equal(instar_backfill(h, &options), INSTAR_OK);
	instar_close(h);
	database_answers(
		db, "0", "SELECT count(*) FROM people WHERE name IS NOT 'the ' || first");
	database_answers(db, "1",
		"SELECT rows_done = (SELECT count(*) FROM people) FROM schema_backfills");
	/* No walk through the numbers that are not there. */
	database_answers(db, "1", "SELECT batches <= 600 FROM schema_backfills");
	sqlite3_close(db);
	sqlite3_free(path);
}

/* What a run sets on the host's connection is as it was, also when the host ends it. */
static void the_hosts_settings_are_as_they_were(void **state)
{
	static const struct instar_backfill_options ways[] = {
		{ .size = sizeof(*ways) },
		{ .size = sizeof(*ways), .alone = 1 },
		{ .size = sizeof(*ways), .only = "nobody" },
	};

	(void)state;
	for (int i = 0; i < 3; i++) {
		char *path;
		sqlite3 *db = open_people(&path);
		instar *h;

		database_run(
			db, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 77");
		h = instar_open(db, &history.program->set, NULL);
		assert_int_equal(instar_backfill(h, &ways[i]),
			i < 2 ? INSTAR_OK : INSTAR_E_MISUSE);
		instar_close(h);
		assert_null(sqlite3_next_stmt(db, NULL));
		database_answers(db, "2", "PRAGMA synchronous");
		database_answers(db, "77", "PRAGMA wal_autocheckpoint");
		sqlite3_close(db);
		sqlite3_free(path);
	}
}

/* --- Two handles, a batch each in turn, as a pool of connections would have it. */

static void a_pool_of_connections_shares_the_work(void **state)
{
	char *path;
	sqlite3 *dbs[2] = { open_people(&path), database_open(path) };
	int left = 1, rounds = 0;

	(void)state;
	for (; left && rounds < 100; rounds++) {
		instar *h = instar_open(dbs[rounds % 2], &history.program->set, NULL);

		assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
		instar_close(h);
	}
	assert_in_range(rounds, 5, 20);
	database_answers(dbs[0], "0", "SELECT count(*) FROM people WHERE name IS NULL");
	database_answers(dbs[0], "50,1",
		"SELECT rows_done || ',' || attempts FROM schema_backfills");
	sqlite3_close(dbs[0]);
	sqlite3_close(dbs[1]);
	sqlite3_free(path);
}

/* One that comes between another's search and what that one makes of it. */
struct rival {
	sqlite3 *db;
	bool looked, done;
};

static int overtake(unsigned event, void *context, void *stmt, void *text)
{
	struct rival *rival = context;
	int left = 0;
	instar *h;

	(void)event;
	(void)stmt;
	if (strstr(text, "SELECT row FROM schema_backfill_skipped"))
		rival->looked = true;
	if (!rival->looked || rival->done || strcmp(text, "BEGIN IMMEDIATE") != 0)
		return 0;
	rival->done = true;
	make_due(rival->db, NULL);
	h = instar_open(rival->db, &history.program->set, NULL);
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	assert_int_equal(left, 1);
	instar_close(h);
	return 0;
}

static void a_look_that_was_overtaken_counts_for_nothing(void **state)
{
	char *path;
	sqlite3 *db = open_people(&path);
	struct rival rival = { .db = database_open(path) };
	instar *h = instar_open(db, &history.program->set, NULL);
	int left = 0;

	(void)state;
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	write_nothing_of_ours(NULL, path);
	sqlite3_trace_v2(db, SQLITE_TRACE_STMT, overtake, &rival);
	for (int i = 0; left && i < 100; i++)
		assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	assert_true(rival.done);
	assert_int_equal(left, 0);
	database_answers(db, "0", "SELECT count(*) FROM people WHERE name IS NULL");
	instar_close(h);
	sqlite3_close(db);
	sqlite3_close(rival.db);
	sqlite3_free(path);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(who_is_alone_does_not_look_again),
	cmocka_unit_test(a_row_made_due_behind_the_cursor_is_found),
	cmocka_unit_test(whoever_writes_makes_it_look_and_who_reads_does_not),
	cmocka_unit_test(what_a_trigger_writes_makes_it_look),
	cmocka_unit_test(a_run_that_is_resumed_looks),
	cmocka_unit_test(keys_may_be_dense_and_far_apart),
	cmocka_unit_test(the_hosts_settings_are_as_they_were),
	cmocka_unit_test(a_pool_of_connections_shares_the_work),
	cmocka_unit_test(a_look_that_was_overtaken_counts_for_nothing),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, compile, forget);
}
