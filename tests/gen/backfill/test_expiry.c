/*
 * Later steps that take away what a backfill needs: each kind of database comes through
 * them, nothing is left that fails on every run, and no row is forgotten.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "database.h"
#include "history.h"
#include "seen.h"

#define PEOPLE                                                                           \
	{                                                                                \
		"001_people.sql", "CREATE TABLE people(id INTEGER PRIMARY KEY, first "   \
				  "TEXT NOT NULL);\n"                                    \
				  "INSERT INTO people VALUES(1000, 'root');"             \
	}
#define NAMES                                                                            \
	{                                                                                \
		"002_names.sql",                                                         \
			"ALTER TABLE people ADD COLUMN name TEXT;\n"                     \
			"-- @backfill names batch=10\n"                                  \
			"UPDATE people SET name = 'the ' || first WHERE name IS NULL;\n" \
			"-- @backfill shout after=names\n"                               \
			"UPDATE people SET first = upper(first)"                         \
			" WHERE first <> upper(first);\n"                                \
			"-- @index\nCREATE INDEX people_name ON people(name);\n"         \
	}

static const struct history_file one[] = { PEOPLE, { 0 } };
static const struct history_file two[] = { PEOPLE, NAMES, { 0 } };
static const struct history_file three[] = { PEOPLE, NAMES,
	{ "003_called.sql", "-- @requires backfill names\n"
			    "DROP INDEX IF EXISTS people_name;\n"
			    "ALTER TABLE people RENAME COLUMN name TO called;\n"
			    "-- @down\n"
			    "ALTER TABLE people RENAME COLUMN called TO name;\n" },
	{ 0 } };

/* A database of that history, with 100 people in it besides the one of the step. */
static sqlite3 *open_people(const struct history_file *files)
{
	struct history history = history_made(files);
	sqlite3 *db = database_open(":memory:");

	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	database_run(db,
		"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n"
		" WHERE n < 100) INSERT INTO people(id, first) SELECT n, 'f' || n"
		" FROM n");
	history_free(&history);
	return db;
}

/* How many events told that backfills wait: `left` of them at the last. */
static int migrate(sqlite3 *db, const instar_set *set, struct seen *seen)
{
	struct instar_options options = seeing(seen);
	instar *h = instar_open(db, set, &options);
	int code = instar_migrate(h);

	instar_close(h);
	return code;
}

/* All is over with `names` and the index; `shout` may be due. */
static void assert_over(sqlite3 *db, const instar_set *set, uint32_t left)
{
	instar *h = instar_open(db, set, NULL);
	const struct instar_backfills *states = instar_backfills(h);

	assert_non_null(states);
	assert_int_equal(states->left, left);
	for (uint32_t i = 0; i < states->count; i++) {
		if (strcmp(states->items[i].key, "shout") == 0)
			continue;
		assert_int_equal(states->items[i].is_done, 1);
		assert_int_equal(states->items[i].is_due, 0);
	}
	if (instar_backfill(h, NULL) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(instar_backfills(h)->left, 0);
	instar_close(h);
	database_answers(
		db, "0", "SELECT count(*) FROM people WHERE first <> upper(first)");
	database_answers(
		db, "0", "SELECT count(*) FROM sqlite_master WHERE name = 'people_name'");
}

static void the_generator_says_where_it_ends(void **state)
{
	struct history history = history_made(three);
	const instar_set *set = &history.program->set;
	const char *writes = set->text + set->backfills[0].writes;

	(void)state;
	assert_int_equal(set->backfill_count, 3);
	assert_int_equal(set->backfills[0].ends, 3);
	assert_int_equal(set->backfills[1].ends, 0);
	assert_int_equal(set->backfills[2].ends, 3);
	assert_int_equal(set->backfills[0].write_count, 1);
	assert_string_equal(writes, "people");
	history_free(&history);
}

/* It has a row that the backfill would have changed, by a step. */
static void a_fresh_database_has_nothing_that_fails(void **state)
{
	struct history history = history_made(three);
	sqlite3 *db = database_open(":memory:");
	struct seen seen;

	(void)state;
	assert_int_equal(migrate(db, &history.program->set, &seen), INSTAR_OK);
	database_answers(db, "the root", "SELECT called FROM people");
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKFILLS_LEFT], 1); /* shout */
	assert_over(db, &history.program->set, 1);
	sqlite3_close(db);
	history_free(&history);
}

static void who_skips_releases_has_it_done_on_the_way(void **state)
{
	struct history history = history_made(three);
	sqlite3 *db = open_people(one);
	struct seen seen;

	(void)state;
	assert_int_equal(migrate(db, &history.program->set, &seen), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKFILLED], 1);
	database_answers(db, "101", "SELECT count(called) FROM people");
	assert_over(db, &history.program->set, 1);
	sqlite3_close(db);
	history_free(&history);
}

static void who_is_in_the_middle_runs_it_first(void **state)
{
	struct history history = history_made(three);
	sqlite3 *db = open_people(two);
	struct seen seen;
	instar *h;
	int left;

	(void)state;
	assert_int_equal(migrate(db, &history.program->set, &seen), INSTAR_E_REQUIRES);
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	assert_int_equal(left, 1);
	instar_close(h);
	assert_int_equal(migrate(db, &history.program->set, &seen), INSTAR_E_REQUIRES);
	database_backfill(db, &history.program->set); /* the index is built, too */
	assert_int_equal(migrate(db, &history.program->set, &seen), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKFILLS_LEFT], 0);
	database_answers(db, "101", "SELECT count(called) FROM people");
	assert_over(db, &history.program->set, 0);
	sqlite3_close(db);
	history_free(&history);
}

/* Once the step has gone back the work may be due again, and can be done. */
static void what_goes_back_comes_to_life_again(void **state)
{
	struct history history = history_made(three);
	sqlite3 *db = database_open(":memory:");
	struct seen seen;
	instar *h;

	(void)state;
	assert_int_equal(migrate(db, &history.program->set, &seen), INSTAR_OK);
	h = instar_open(db, &history.program->set, NULL);
	if (instar_rollback(h, NULL) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_backfills(h)->items[2].is_due, 1); /* the index */
	assert_int_equal(instar_backfills(h)->items[2].is_done, 0);
	instar_close(h);
	database_backfill(db, &history.program->set);
	database_answers(
		db, "1", "SELECT count(*) FROM sqlite_master WHERE name = 'people_name'");
	assert_int_equal(migrate(db, &history.program->set, &seen), INSTAR_OK);
	assert_over(db, &history.program->set, 0);
	sqlite3_close(db);
	history_free(&history);
}

/* The step requires the last of three alone; without the first it would be wrong. */
static void what_a_backfill_comes_after_is_done_before_it(void **state)
{
	static const struct history_file chain[] = { PEOPLE,
		{ "002_names.sql",
			"ALTER TABLE people ADD COLUMN name TEXT;\n"
			"ALTER TABLE people ADD COLUMN shout TEXT;\n"
			"-- @backfill names\n"
			"UPDATE people SET name = 'the ' || first WHERE name IS NULL;\n"
			"-- @index\nCREATE INDEX people_name ON people(name);\n"
			"-- @backfill shouts after=names priority=high\n"
			"UPDATE people SET shout = upper(name)"
			" WHERE shout IS NULL AND name IS NOT NULL;\n" },
		{ "003_loud.sql",
			"-- @requires backfill shouts\n"
			"CREATE TABLE loud(id INTEGER PRIMARY KEY, shout TEXT);\n"
			"INSERT INTO loud SELECT id, shout FROM people;" },
		{ 0 } };
	const struct history_file begun[] = { chain[0], chain[1], { 0 } };
	struct history history = history_made(chain);
	struct seen seen;
	sqlite3 *db = open_people(one), *middle = open_people(begun);

	(void)state;
	assert_int_equal(migrate(db, &history.program->set, &seen), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_BACKFILLED], 2);
	database_answers(db, "101", "SELECT count(shout) FROM loud");
	assert_int_equal(
		migrate(middle, &history.program->set, &seen), INSTAR_E_REQUIRES);
	database_backfill(middle, &history.program->set);
	assert_int_equal(migrate(middle, &history.program->set, &seen), INSTAR_OK);
	database_answers(middle, "101", "SELECT count(shout) FROM loud");
	sqlite3_close(db);
	sqlite3_close(middle);
	history_free(&history);
}

/* Built, or not yet: a step that makes it itself ends alike. */
static void an_index_that_a_later_step_insists_on_is_there_in_the_end(void **state)
{
	static const struct history_file insists[] = { PEOPLE, NAMES,
		{ "003_index.sql",
			"CREATE INDEX IF NOT EXISTS people_name ON people(name);" },
		{ 0 } };
	struct history history = history_made(insists);
	struct seen seen;

	(void)state;
	for (int built = 0; built < 2; built++) {
		sqlite3 *db = open_people(two);
		instar *h;

		if (built)
			database_backfill(db, &history.program->set);
		assert_int_equal(migrate(db, &history.program->set, &seen), INSTAR_OK);
		h = instar_open(db, &history.program->set, NULL);
		assert_int_equal(instar_health(h, 1)->state, INSTAR_HEALTH_READY);
		assert_int_equal(instar_health(h, 1)->difference_count, 0);
		instar_close(h);
		database_backfill(db, &history.program->set);
		database_answers(db, "1",
			"SELECT count(*) FROM sqlite_master WHERE name = 'people_name'");
		sqlite3_close(db);
	}
	history_free(&history);
}

static void assert_refused(const char *step, const char *wanted)
{
	const struct history_file files[] = { PEOPLE, NAMES, { "003_later.sql", step },
		{ 0 } };
	struct history history = history_make(files);

	assert_null(history.program);
	if (!strstr(history_findings(&history), wanted))
		fail_msg("%s is not in: %s", wanted, history_findings(&history));
	history_free(&history);
}

static void a_step_that_does_not_insist_is_not_compiled(void **state)
{
	static const char names[] =
		"INS0908: backfill names of 002_names.sql:3 cannot be run any more";
	static const char shout[] =
		"INS0908: backfill shout of 002_names.sql:5 cannot be run any more";

	(void)state;
	assert_refused("DROP INDEX IF EXISTS people_name;\n"
		       "ALTER TABLE people RENAME COLUMN name TO called;",
		names);
	assert_refused("-- @requires backfill names\n"
		       "DROP INDEX IF EXISTS people_name;\n"
		       "ALTER TABLE people RENAME TO persons;",
		shout);
	assert_refused("-- @destructive people.name: nobody needs names\n"
		       "DROP INDEX IF EXISTS people_name;\n"
		       "ALTER TABLE people DROP COLUMN name;",
		names);
	assert_refused("-- @requires backfill names\n-- @requires backfill shout\n"
		       "ALTER TABLE people RENAME COLUMN name TO called;",
		"INS0908: index people_name of 002_names.sql:7 cannot be built any more");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_generator_says_where_it_ends),
	cmocka_unit_test(a_fresh_database_has_nothing_that_fails),
	cmocka_unit_test(who_skips_releases_has_it_done_on_the_way),
	cmocka_unit_test(who_is_in_the_middle_runs_it_first),
	cmocka_unit_test(what_goes_back_comes_to_life_again),
	cmocka_unit_test(what_a_backfill_comes_after_is_done_before_it),
	cmocka_unit_test(an_index_that_a_later_step_insists_on_is_there_in_the_end),
	cmocka_unit_test(a_step_that_does_not_insist_is_not_compiled),
};

SUITE(tests)
