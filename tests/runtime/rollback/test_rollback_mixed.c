/*
 * Rolling back what steps leave beside the schema: backfills, deferred indexes,
 * rebuilt tables, calls, steps with foreign keys on, retired steps; by the program that
 * has the steps, and by an older one with a backup.
 */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/prove/retire.h"
#include "database.h"
#include "history.h"
#include "seen.h"

#define PEOPLE                                                                           \
	{                                                                                \
		"001_people.sql", "-- @release 1.0\n"                                    \
				  "CREATE TABLE people(id INTEGER PRIMARY KEY, first "   \
				  "TEXT NOT NULL, age INTEGER);\n"                       \
				  "-- @backfill ages batch=10\n"                         \
				  "UPDATE people SET age = 40 WHERE age IS NULL;\n"      \
				  "-- @down\nDROP TABLE people;"                         \
	}
/* The down migration says nothing of the indexes: they may be there by then, or not. */
#define NAMES                                                                            \
	{                                                                                \
		"002_names.sql",                                                         \
			"-- @release 2.0\n"                                              \
			"ALTER TABLE people ADD COLUMN name TEXT;\n"                     \
			"-- @backfill names batch=10\n"                                  \
			"UPDATE people SET name = 'the ' || first WHERE name IS NULL;\n" \
			"-- @index\nCREATE INDEX \"people by \"\"name\"\n"               \
			"ON people(name);\nCREATE INDEX people_first ON "                \
			"people(first);\n"                                               \
			"-- @down\nALTER TABLE people DROP COLUMN name;"                 \
	}

static const struct history_file one[] = { PEOPLE, { 0 } };
static const struct history_file two[] = { PEOPLE, NAMES, { 0 } };

static void fill(sqlite3 *db, const instar_set *set)
{
	instar *h = instar_open(db, set, NULL);

	if (instar_backfill(h, NULL) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
}

static void add_people(sqlite3 *db)
{
	database_run(db, "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n"
			 " WHERE n < 50) INSERT INTO people(id, first) SELECT n, 'f' || n"
			 " FROM n");
}

/* A file in which the newer program has stored its down migrations, all filled in. */
static char *file_of_newer(const instar_set *newer, const instar_set *older, int filled)
{
	struct instar_options options = { .size = sizeof(options), .carry_down = 1 };
	char *path = database_path("mixed.db");
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, newer, &options);

	database_run(db, "PRAGMA synchronous = OFF");
	assert_int_equal(database_migrate(db, older), INSTAR_OK);
	add_people(db);
	fill(db, older);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	if (filled)
		fill(db, newer);
	sqlite3_close(db);
	return path;
}

static void back(sqlite3 *db, const instar_set *set, const char *to)
{
	instar *h = instar_open(db, set, NULL);

	if (instar_rollback(h, to) != INSTAR_OK)
		fail_msg("%s %s", instar_error(h)->message, instar_error(h)->statement);
	assert_true(sqlite3_get_autocommit(db));
	instar_close(h);
}

/* Refused with that message; objects, rows and records are as they were. */
static void refused(
	sqlite3 *db, const instar_set *set, const char *to, int code, const char *message)
{
	char *before = database_definitions(db), *after;
	int changes = sqlite3_total_changes(db);
	instar *h = instar_open(db, set, NULL);

	assert_int_equal(instar_rollback(h, to), code);
	assert_string_equal(instar_error(h)->message, message);
	assert_true(sqlite3_get_autocommit(db));
	instar_close(h);
	after = database_definitions(db);
	assert_string_equal(after, before);
	assert_int_equal(sqlite3_total_changes(db), changes);
	sqlite3_free(before);
	sqlite3_free(after);
}

/* --- Deferred indexes and backfills */

static void the_deferred_indexes_of_a_step_go_back_with_it(void **state)
{
	struct history history = history_made(two);
	const instar_set *set = &history.program->set;

	(void)state;
	for (int built = 0; built < 2; built++) {
		sqlite3 *db = database_open(":memory:");

		assert_int_equal(database_migrate(db, set), INSTAR_OK);
		add_people(db);
		if (built)
			fill(db, set);
		database_answers(db, built ? "2" : "0",
			"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql"
			" IS NOT NULL");
		back(db, set, "001_people");
		database_answers(db, "0",
			"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql"
			" IS NOT NULL");
		if (built)
			database_answers(db, "ages",
				"SELECT group_concat(key) FROM schema_backfills");
		assert_int_equal(database_migrate(db, set), INSTAR_OK);
		fill(db, set);
		database_answers(
			db, "50", "SELECT count(*) FROM people WHERE name LIKE 'the f%'");
		database_answers(db, "2",
			"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql"
			" IS NOT NULL");
		sqlite3_close(db);
	}
	history_free(&history);
}

static void a_refused_way_back_keeps_the_deferred_indexes(void **state)
{
	struct history history = history_made(two);
	const instar_set *set = &history.program->set;
	struct instar_options options = { .size = sizeof(options),
		.refuse_destructive = 1 };
	sqlite3 *db = database_open(":memory:");
	instar *h;

	(void)state;
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	add_people(db);
	fill(db, set);
	h = instar_open(db, set, &options);
	assert_int_equal(instar_rollback(h, "001_people"), INSTAR_E_DESTRUCTIVE);
	instar_close(h);
	database_answers(db, "2",
		"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT "
		"NULL");
	database_answers(db, "4",
		"SELECT count(*) FROM schema_backfills WHERE finished_at IS NOT NULL");
	sqlite3_close(db);
	history_free(&history);
}

/* The indexes of the older step stay, and so does the user's own. */
static void only_the_deferred_indexes_of_the_steps_that_go_are_dropped(void **state)
{
	static const struct history_file files[] = { PEOPLE, NAMES,
		{ "003_ages.sql", "ALTER TABLE people ADD COLUMN town TEXT;\n"
				  "-- @index\nCREATE INDEX people_town ON people(town);\n"
				  "-- @down\nALTER TABLE people DROP COLUMN town;" },
		{ 0 } };
	struct history history = history_made(files);
	const instar_set *set = &history.program->set;
	sqlite3 *db = database_open(":memory:");

	(void)state;
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	add_people(db);
	fill(db, set);
	database_run(db, "CREATE INDEX mine ON people(age)");
	back(db, set, NULL);
	database_answers(db, "mine,people by \"name,people_first",
		"SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE "
		"type"
		" = 'index' AND sql IS NOT NULL ORDER BY name)");
	database_answers(db, "ages,names,people by \"name,people_first",
		"SELECT group_concat(key) FROM schema_backfills");
	sqlite3_close(db);
	history_free(&history);
}

/* What only builds indexes has nothing to undo but them; what fills in rows has. */
static void a_step_of_deferred_indexes_only_needs_no_way_back(void **state)
{
	static const struct history_file files[] = { PEOPLE,
		{ "002_index.sql", "-- @index\nCREATE INDEX people_age ON people(age);" },
		{ "003_ages.sql",
			"-- @backfill young\nUPDATE people SET age = 41 WHERE age = 40;\n"
			"-- @index\nCREATE INDEX people_first ON people(first);" },
		{ 0 } };
	static const struct history_file fewer[] = { PEOPLE,
		{ "002_index.sql", "-- @index\nCREATE INDEX people_age ON people(age);" },
		{ 0 } };
	struct history history = history_made(files), older = history_made(fewer);
	const instar_set *set = &history.program->set, *old = &older.program->set;
	sqlite3 *db = database_open(":memory:");

	(void)state;
	assert_int_equal(database_migrate(db, old), INSTAR_OK);
	add_people(db);
	fill(db, old);
	back(db, old, NULL);
	database_answers(
		db, "001_people", "SELECT group_concat(id) FROM schema_migrations");
	database_answers(db, "0",
		"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT "
		"NULL");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	database_answers(db, "0",
		"SELECT count(*) FROM schema_migrations WHERE down_sql IS NOT NULL");
	refused(db, set, "001_people", INSTAR_E_IRREVERSIBLE,
		"003_ages cannot be rolled back: it has no down migration; nothing was "
		"changed");
	sqlite3_close(db);
	history_free(&history);
	history_free(&older);
}

struct taking {
	const char *path;
	const instar_set *set;
	int batches;
};

/* After the first batch somebody else takes the step back, in another connection. */
static int take_back_meanwhile(void *context, const struct instar_event *event)
{
	struct taking *taking = context;
	sqlite3 *db;

	if (event->kind != INSTAR_EVENT_BATCH || taking->batches++)
		return 0;
	db = database_open(taking->path);
	back(db, taking->set, "001_people");
	sqlite3_close(db);
	return 0;
}

static void a_step_may_go_back_while_its_backfill_is_run(void **state)
{
	struct history history = history_made(two);
	const instar_set *set = &history.program->set;
	char *path = database_path("meanwhile.db");
	struct taking taking = { .path = path, .set = set };
	struct instar_options options = { .size = sizeof(options),
		.on_event = take_back_meanwhile,
		.event_context = &taking };
	struct instar_backfill_options only = { .size = sizeof(only), .only = "names" };
	sqlite3 *db = database_open(path);
	instar *h;

	(void)state;
	database_run(db, "PRAGMA synchronous = OFF");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	add_people(db);
	h = instar_open(db, set, &options);
	instar_backfill(h, &only); /* it may be told, or end: there is nothing left */
	assert_true(sqlite3_get_autocommit(db));
	instar_close(h);
	assert_true(taking.batches >= 1);
	database_answers(
		db, "001_people", "SELECT group_concat(id) FROM schema_migrations");
	database_answers(db, "id,first,age",
		"SELECT group_concat(name) FROM pragma_table_info('people')");
	database_answers(db, "50", "SELECT count(*) FROM people");
	database_answers(db, "0", "SELECT count(*) FROM schema_backfill_skipped");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	fill(db, set);
	database_answers(
		db, "50", "SELECT count(*) FROM people WHERE name LIKE 'the f%'");
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&history);
}

/* --- An older program rolls back what a newer one has filled in */

static void assert_taken_back(sqlite3 *db)
{
	database_answers(
		db, "001_people", "SELECT group_concat(id) FROM schema_migrations");
	database_answers(db, "ages", "SELECT group_concat(key) FROM schema_backfills");
	database_answers(db, "0",
		"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT "
		"NULL");
	database_answers(db, "id,first,age",
		"SELECT group_concat(name) FROM pragma_table_info('people')");
	database_answers(db, "50", "SELECT count(*) FROM people WHERE age = 40");
}

static void an_older_program_takes_back_a_filled_database(void **state)
{
	struct history older = history_made(one), newer = history_made(two);
	const instar_set *old = &older.program->set, *new = &newer.program->set;

	(void)state;
	for (int filled = 0; filled < 2; filled++) {
		char *path = file_of_newer(new, old, filled);
		sqlite3 *db = database_open(path);
		instar *h;

		database_run(db,
			"INSERT INTO schema_backfill_skipped SELECT 'history', "
			"key, '7', 'why', 'then' FROM schema_backfills UNION ALL "
			"SELECT 'another', 'names', '7', 'why', 'then'");
		back(db, old, "001_people");
		assert_taken_back(db);
		database_answers(db, "another names,history ages",
			"SELECT group_concat(set_name || ' ' || key) FROM "
			"schema_backfill_skipped");
		h = instar_open(db, old, NULL);
		assert_int_equal(instar_health(h, 1)->state, INSTAR_HEALTH_READY);
		assert_int_equal(instar_health(h, 1)->difference_count, 0);
		instar_close(h);
		assert_int_equal(database_migrate(db, new), INSTAR_OK);
		fill(db, new);
		database_answers(
			db, "50", "SELECT count(*) FROM people WHERE name LIKE 'the f%'");
		sqlite3_close(db);
		sqlite3_free(path);
	}
	history_free(&older);
	history_free(&newer);
}

static void an_older_program_takes_back_a_step_of_deferred_indexes(void **state)
{
	static const struct history_file more[] = { PEOPLE,
		{ "002_index.sql", "-- @index\nCREATE INDEX people_age ON people(age);" },
		{ 0 } };
	struct history older = history_made(one), newer = history_made(more);
	char *path = file_of_newer(&newer.program->set, &older.program->set, 1);
	sqlite3 *db = database_open(path);

	(void)state;
	back(db, &older.program->set, "001_people");
	assert_taken_back(db);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&older);
	history_free(&newer);
}

/* Keys that are no text, or no key of anybody, cannot hold it up. */
static void odd_keys_among_the_backfills_are_forgotten_too(void **state)
{
	struct history older = history_made(one), newer = history_made(two);
	const instar_set *old = &older.program->set;
	char *path = file_of_newer(&newer.program->set, old, 1);
	sqlite3 *db = database_open(path);

	(void)state;
	database_run(db,
		"INSERT INTO schema_backfills SELECT set_name, k, token_hash, NULL,"
		" NULL, NULL, NULL, 0, 0, 0, 0, '', NULL, NULL, NULL, NULL FROM"
		" schema_backfills, (SELECT x'00ff' AS k UNION SELECT '' UNION"
		" SELECT 'it''s' UNION SELECT char(0) || 'x') WHERE key = 'ages'");
	back(db, old, "001_people");
	assert_taken_back(db);
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&older);
	history_free(&newer);
}

/* Each direction behind a backup; and the records are right each time. */
static void a_backup_from_before_the_way_back_is_the_newer_database_again(void **state)
{
	struct history older = history_made(one), newer = history_made(two);
	const instar_set *old = &older.program->set, *new = &newer.program->set;
	char *path = file_of_newer(new, old, 1);
	char *before = database_dump(path), *after, *backup;
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, old, NULL);

	(void)state;
	if (instar_rollback(h, "001_people") != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	backup = sqlite3_mprintf("%s", instar_backup_path(h));
	instar_close(h);
	assert_taken_back(db);
	h = instar_open(db, old, NULL);
	assert_string_equal(instar_health(h, 0)->backup, backup);
	if (instar_restore(h, backup, 0) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	database_answers(db, "001_people,002_names",
		"SELECT group_concat(id) FROM schema_migrations");
	assert_int_equal(database_migrate(db, old), INSTAR_E_TOO_NEW);
	h = instar_open(db, new, NULL);
	assert_int_equal(instar_status(h)->up_to_date, 1);
	assert_int_equal(instar_backfills(h)->left, 0);
	instar_close(h);
	sqlite3_close(db);
	after = database_dump(path);
	assert_string_equal(after, before);
	db = database_open(path);
	back(db, old, "001_people"); /* what is stored is still good */
	assert_taken_back(db);
	sqlite3_close(db);
	sqlite3_free(backup);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_free(path);
	history_free(&older);
	history_free(&newer);
}

/* --- Rebuilt tables, calls, foreign keys on, steps outside a transaction */

static void a_rebuilt_table_goes_back_with_its_rows_and_its_deferred_index(void **state)
{
	static const struct history_file files[] = { PEOPLE, NAMES,
		{ "003_strict.sql",
			"-- @rebuild people\n"
			"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT NULL,"
			" age INTEGER, name TEXT) STRICT;\n"
			"-- @down\n-- @rebuild people\n"
			"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT NULL,"
			" age INTEGER, name TEXT);" },
		{ 0 } };
	struct history history = history_made(files), older = history_made(two);
	const instar_set *set = &history.program->set;
	sqlite3 *db = database_open(":memory:");
	instar *h;

	(void)state;
	assert_int_equal(database_migrate(db, &older.program->set), INSTAR_OK);
	add_people(db);
	fill(db, &older.program->set);
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	database_answers(
		db, "50", "SELECT count(*) FROM people WHERE name LIKE 'the f%'");
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_health(h, 1)->difference_count, 0);
	/* Rebuilding takes the indexes that nobody promised; they are due again. */
	assert_int_equal(instar_backfills(h)->left, 2);
	instar_close(h);
	fill(db, set);
	back(db, set, "002_names");
	database_answers(db, "50",
		"SELECT count(*) FROM people WHERE name LIKE 'the f%' AND age = 40");
	fill(db, set);
	database_answers(db, "2",
		"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT "
		"NULL");
	back(db, set, "001_people");
	database_answers(db, "50", "SELECT count(*) FROM people WHERE age = 40");
	sqlite3_close(db);
	history_free(&history);
	history_free(&older);
}

static int calls;

static int fold(sqlite3 *db, void *context)
{
	(void)context;
	calls++;
	return sqlite3_exec(
		db, "UPDATE people SET first = lower(first)", NULL, NULL, NULL);
}

/* The function is no part of the down migration: what it did to rows stays done. */
static void a_step_that_calls_a_function_goes_back_without_it(void **state)
{
	static const struct history_file files[] = { PEOPLE,
		{ "002_fold.sql", "ALTER TABLE people ADD COLUMN last TEXT;\n"
				  "-- @call fold\n"
				  "-- @down\nALTER TABLE people DROP COLUMN last;" },
		{ 0 } };
	static instar_call *const functions[] = { fold };
	struct history history = history_made(files), older = history_made(one);
	instar_set *set = &history.program->set;
	sqlite3 *db = database_open(":memory:");

	(void)state;
	set->calls = functions;
	assert_int_equal(database_migrate(db, &older.program->set), INSTAR_OK);
	database_run(db, "INSERT INTO people(first) VALUES ('ANN')");
	for (int i = 1; i <= 2; i++) {
		assert_int_equal(database_migrate(db, set), INSTAR_OK);
		assert_int_equal(calls, i);
		back(db, set, NULL);
		assert_int_equal(calls, i);
		database_answers(db, "ann", "SELECT first FROM people");
		database_answers(db, "001_people",
			"SELECT group_concat(id) FROM schema_migrations");
	}
	sqlite3_close(db);
	history_free(&history);
	history_free(&older);
}

static const struct history_file enforced[] = {
	{ "001_family.sql", "-- @release 1.0\n"
			    "CREATE TABLE parent(id INTEGER PRIMARY KEY, name TEXT);\n"
			    "CREATE TABLE child(id INTEGER PRIMARY KEY, parent INTEGER "
			    "REFERENCES parent(id) ON DELETE CASCADE);\n"
			    "-- @down\nDROP TABLE child;\nDROP TABLE parent;" },
	{ "002_nameless.sql",
		"-- @foreign_keys on\n-- @destructive parent, child: nobody knows them\n"
		"ALTER TABLE parent ADD COLUMN town TEXT;\n"
		"DELETE FROM parent WHERE name IS NULL;\n"
		"-- @down\nALTER TABLE parent DROP COLUMN town;" },
	{ "003_log.sql", "CREATE TABLE log(what TEXT);\n-- @down\nDROP TABLE log;" },
	{ 0 },
};

static void a_step_with_foreign_keys_on_goes_back_with_the_others(void **state)
{
	struct history history = history_made(enforced);
	const instar_set *set = &history.program->set;
	sqlite3 *db = database_open(":memory:");
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h;

	(void)state;
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	database_run(db, "PRAGMA foreign_keys = ON;"
			 "INSERT INTO parent VALUES (1, 'ann', 'x'), (2, 'bob', 'y');"
			 "INSERT INTO child VALUES (1, 1), (2, 2), (3, 2)");
	h = instar_open(db, set, &options);
	if (instar_rollback(h, "001_family") != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_DONE], 2);
	assert_int_equal(seen.counts[INSTAR_EVENT_COMMITTED], 1);
	database_answers(db, "1", "PRAGMA foreign_keys"); /* as the host had it */
	database_answers(db, "2 3",
		"SELECT (SELECT count(*) FROM parent) || ' ' || (SELECT count(*) FROM "
		"child)");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	sqlite3_close(db);
	history_free(&history);
}

/* Orphans that a down migration would make undo all of it, however far it came. */
static void rows_that_would_lose_their_parent_undo_the_whole_way(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE a(id INTEGER PRIMARY KEY);\n"
			       "CREATE TABLE b(id INTEGER PRIMARY KEY, a INTEGER);\n"
			       "-- @down\nDROP TABLE b;\nDROP TABLE a;" },
		{ "002_seed.sql",
			"CREATE TABLE c(id INTEGER PRIMARY KEY, a INTEGER REFERENCES "
			"a(id));\n"
			"INSERT OR IGNORE INTO a VALUES (1);\n"
			"-- @down\nDROP TABLE c;\nDELETE FROM a WHERE id = 1;" },
		{ "003_view.sql", "-- @foreign_keys on\nCREATE VIEW v AS SELECT id FROM "
				  "a;\n-- @down\nDROP VIEW v;" },
		{ 0 }
	};
	struct history history = history_made(files);
	const instar_set *set = &history.program->set;
	sqlite3 *db = database_open(":memory:");
	char *before, *after;
	instar *h;

	(void)state;
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	database_run(db, "CREATE TABLE users_own(a INTEGER REFERENCES a(id));"
			 "INSERT INTO users_own VALUES (1)");
	before = database_definitions(db);
	h = instar_open(db, set, NULL);
	assert_int_equal(instar_rollback(h, "001_a"), INSTAR_E_FOREIGN_KEYS);
	instar_close(h);
	after = database_definitions(db);
	assert_string_equal(after, before);
	database_answers(db, "1", "SELECT count(*) FROM a");
	database_answers(db, "3", "SELECT count(*) FROM schema_migrations");
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
	history_free(&history);
}

/* Its down migration was proved in a transaction, and runs in the one of all. */
static void an_index_made_outside_a_transaction_goes_back_inside_one(void **state)
{
	static const struct history_file files[] = { PEOPLE,
		{ "002_index.sql",
			"-- @transaction none\n"
			"CREATE INDEX IF NOT EXISTS people_age ON people(age);\n"
			"-- @down\nDROP INDEX IF EXISTS people_age;" },
		{ "003_log.sql",
			"CREATE TABLE log(what TEXT);\n-- @down\nDROP TABLE log;" },
		{ 0 } };
	struct history history = history_made(files);
	const instar_set *set = &history.program->set;
	sqlite3 *db = database_open(":memory:");
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h;

	(void)state;
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	h = instar_open(db, set, &options);
	if (instar_rollback(h, "001_people") != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	assert_int_equal(seen.counts[INSTAR_EVENT_COMMITTED], 1);
	assert_int_equal(seen.counts[INSTAR_EVENT_STEP_DONE], 2);
	database_answers(db, "0",
		"SELECT count(*) FROM sqlite_master WHERE name IN ('log', 'people_age')");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	sqlite3_close(db);
	history_free(&history);
}

static void what_cannot_run_in_a_transaction_does_not_go_back(void **state)
{
	static const struct history_file files[] = { PEOPLE,
		{ "002_index.sql",
			"-- @transaction none\n"
			"CREATE INDEX IF NOT EXISTS people_age ON people(age);\n"
			"-- @down\nDROP INDEX IF EXISTS people_age;\n"
			"/* and the room */ VACUUM;" },
		{ "003_log.sql",
			"CREATE TABLE log(what TEXT);\n-- @down\nDROP TABLE log;" },
		{ 0 } };
	struct history history = history_made(files);
	const instar_set *set = &history.program->set;
	sqlite3 *db = database_open(":memory:");

	(void)state;
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	refused(db, set, "001_people", INSTAR_E_IRREVERSIBLE,
		"002_index cannot be rolled back: it runs outside a transaction; nothing "
		"was changed");
	sqlite3_close(db);
	history_free(&history);
}

static void a_step_outside_a_transaction_stops_the_way_before_it_begins(void **state)
{
	static const struct history_file files[] = { PEOPLE,
		{ "002_wal.sql", "-- @transaction none\nVACUUM;" },
		{ "003_log.sql",
			"CREATE TABLE log(what TEXT);\n-- @down\nDROP TABLE log;" },
		{ 0 } };
	struct history history = history_made(files);
	const instar_set *set = &history.program->set;
	sqlite3 *db = database_open(":memory:");

	(void)state;
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	database_run(db, "INSERT INTO log VALUES ('kept')");
	refused(db, set, "001_people", INSTAR_E_IRREVERSIBLE,
		"002_wal cannot be rolled back: it has no down migration; nothing was "
		"changed");
	database_answers(db, "kept", "SELECT what FROM log");
	back(db, set, "002_wal");
	database_answers(db, "2", "SELECT count(*) FROM schema_migrations");
	sqlite3_close(db);
	history_free(&history);
}

/* --- Retired steps, releases */

/* The program after `position` retired what comes before it. */
static const instar_set *retired(struct history *history, uint32_t position)
{
	struct proof *proof = history->proof;

	proof->baseline = retire_make(history->arena, history->diags, proof->plan,
		proof->plan->migrations[position - 1].id);
	assert_int_equal(diag_count(history->diags, SEVERITY_ERROR), 0);
	return &lower_program(history->arena, proof, "history")->set;
}

static void a_release_below_the_retired_steps_cannot_be_gone_back_to(void **state)
{
	static const struct history_file files[] = { PEOPLE, NAMES,
		{ "003_log.sql", "-- @release 3.0\nCREATE TABLE log(what TEXT);\n"
				 "-- @down\nDROP TABLE log;" },
		{ "004_more.sql", "ALTER TABLE log ADD COLUMN at TEXT;\n"
				  "-- @down\nALTER TABLE log DROP COLUMN at;" },
		{ 0 } };
	struct history history = history_made(files);
	const instar_set *set = retired(&history, 3);
	sqlite3 *db = database_open(":memory:");

	(void)state;
	assert_int_equal(set->retired, 2);
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	add_people(db);
	fill(db, set);
	refused(db, set, "1.0", INSTAR_E_IRREVERSIBLE,
		"002_names cannot be rolled back: it was retired from this program; "
		"nothing was changed");
	refused(db, set, "0", INSTAR_E_IRREVERSIBLE,
		"002_names cannot be rolled back: it was retired from this program; "
		"nothing was changed");
	back(db, set, "2.0"); /* the last of the retired ones stays */
	database_answers(db, "001_people,002_names",
		"SELECT group_concat(id) FROM schema_migrations");
	/* What the retired steps have filled in and built stays as well. */
	database_answers(
		db, "50", "SELECT count(*) FROM people WHERE name LIKE 'the f%'");
	database_answers(db, "2",
		"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT "
		"NULL");
	refused(db, set, NULL, INSTAR_E_IRREVERSIBLE,
		"002_names cannot be rolled back: it was retired from this program; "
		"nothing was changed");
	assert_int_equal(database_migrate(db, set), INSTAR_OK);
	sqlite3_close(db);
	history_free(&history);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_deferred_indexes_of_a_step_go_back_with_it),
	cmocka_unit_test(a_refused_way_back_keeps_the_deferred_indexes),
	cmocka_unit_test(only_the_deferred_indexes_of_the_steps_that_go_are_dropped),
	cmocka_unit_test(a_step_may_go_back_while_its_backfill_is_run),
	cmocka_unit_test(a_step_of_deferred_indexes_only_needs_no_way_back),
	cmocka_unit_test(an_older_program_takes_back_a_filled_database),
	cmocka_unit_test(an_older_program_takes_back_a_step_of_deferred_indexes),
	cmocka_unit_test(odd_keys_among_the_backfills_are_forgotten_too),
	cmocka_unit_test(a_backup_from_before_the_way_back_is_the_newer_database_again),
	cmocka_unit_test(a_rebuilt_table_goes_back_with_its_rows_and_its_deferred_index),
	cmocka_unit_test(a_step_that_calls_a_function_goes_back_without_it),
	cmocka_unit_test(a_step_with_foreign_keys_on_goes_back_with_the_others),
	cmocka_unit_test(rows_that_would_lose_their_parent_undo_the_whole_way),
	cmocka_unit_test(an_index_made_outside_a_transaction_goes_back_inside_one),
	cmocka_unit_test(what_cannot_run_in_a_transaction_does_not_go_back),
	cmocka_unit_test(a_step_outside_a_transaction_stops_the_way_before_it_begins),
	cmocka_unit_test(a_release_below_the_retired_steps_cannot_be_gone_back_to),
};

SUITE(tests)
