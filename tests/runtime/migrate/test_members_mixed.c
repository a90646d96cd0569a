/*
 * Two sets in one file, each with backfills and deferred indexes of its own: what one of
 * them fills in, rolls back, repairs or restores is no business of the other.
 */
#include "suite.h"

#include <string.h>

#include "database.h"
#include "history.h"
#include "seen.h"

/* Both call a backfill "names": the key is theirs, the table is not. */
static const struct history_file first[] = {
	{ "001_people.sql",
		"-- @release 1.0\n"
		"CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT NULL);\n"
		"CREATE INDEX people_first ON people(first);\n"
		"-- @down\nDROP TABLE people;" },
	{ "002_names.sql",
		"-- @release 2.0\n"
		"ALTER TABLE people ADD COLUMN name TEXT;\n"
		"-- @backfill names batch=10\n"
		"UPDATE people SET name = 'the ' || first WHERE name IS NULL;\n"
		"-- @index\nCREATE INDEX people_name ON people(name);\n"
		"-- @down\nALTER TABLE people DROP COLUMN name;" },
	{ 0 },
};
static const struct history_file second[] = {
	{ "001_towns.sql",
		"CREATE TABLE towns(id INTEGER PRIMARY KEY, word TEXT NOT NULL);\n"
		"-- @down\nDROP TABLE towns;" },
	{ "002_names.sql", "ALTER TABLE towns ADD COLUMN name TEXT;\n"
			   "-- @backfill names batch=10\n"
			   "UPDATE towns SET name = upper(word) WHERE name IS NULL;\n"
			   "-- @index\nCREATE INDEX towns_name ON towns(name);\n"
			   "-- @down\nALTER TABLE towns DROP COLUMN name;" },
	{ 0 },
};

static struct history people, towns;
static const instar_set *one, *two;
static char *path;
static sqlite3 *db;

static const instar_set *named(
	struct history *history, const struct history_file *files, const char *name)
{
	*history = history_made(files);
	return &lower_program(history->arena, history->proof, name)->set;
}

static struct instar_options quiet(void)
{
	return (struct instar_options){ .size = sizeof(struct instar_options),
		.carry_down = 1 };
}

static int begin(void **state)
{
	struct instar_options options = quiet();
	struct instar_member members[2];
	instar_all *all;

	(void)state;
	one = named(&people, first, "people");
	two = named(&towns, second, "towns");
	path = database_path("both.db");
	db = database_open(path);
	database_run(db, "PRAGMA synchronous = OFF");
	members[0] = (struct instar_member){ db, one };
	members[1] = (struct instar_member){ db, two };
	all = instar_open_all(members, 2, &options);
	if (instar_migrate_all(all) != INSTAR_OK)
		fail_msg("%s", instar_error_all(all)->message);
	instar_close_all(all);
	database_run(db,
		"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n"
		" WHERE n < 50) INSERT INTO people(id, first) SELECT n, 'f' || n"
		" FROM n; INSERT INTO towns(id, word) SELECT id, first FROM people");
	return 0;
}

static int end(void **state)
{
	(void)state;
	sqlite3_close(db);
	sqlite3_free(path);
	history_free(&people);
	history_free(&towns);
	return 0;
}

static void fill(const instar_set *set)
{
	instar *h = instar_open(db, set, NULL);

	if (instar_backfill(h, NULL) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(instar_backfills(h)->left, 0);
	instar_close(h);
}

static void back(const instar_set *set, const char *to)
{
	instar *h = instar_open(db, set, NULL);

	if (instar_rollback(h, to) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
}

/* Up to date, healthy, without a difference. */
static void expect_whole(const instar_set *set)
{
	instar *h = instar_open(db, set, NULL);
	const struct instar_health *health = instar_health(h, 1);

	if (!health)
		fail_msg("%s", instar_error(h)->message);
	assert_int_equal(health->state, INSTAR_HEALTH_READY);
	if (health->difference_count)
		fail_msg("%s", health->differences[0].text);
	assert_int_equal(instar_status(h)->up_to_date, 1);
	instar_close(h);
}

static const char kept[] = "SELECT group_concat(set_name || ' ' || key) FROM "
			   "schema_backfills WHERE finished_at IS NOT NULL";

static void each_set_runs_its_own_backfill_of_that_name(void **state)
{
	(void)state;
	fill(one);
	database_answers(db, "50", "SELECT count(*) FROM people WHERE name IS NOT NULL");
	database_answers(db, "0", "SELECT count(*) FROM towns WHERE name IS NOT NULL");
	expect_whole(one);
	expect_whole(two);
	fill(two);
	database_answers(
		db, "people names,people people_name,towns names,towns towns_name", kept);
	database_answers(db, "50", "SELECT count(*) FROM towns WHERE name = upper(word)");
	expect_whole(one);
	expect_whole(two);
}

static void what_one_set_takes_back_the_other_keeps(void **state)
{
	(void)state;
	fill(one);
	fill(two);
	back(one, NULL);
	database_answers(db, "towns names,towns towns_name", kept);
	database_answers(db, "towns_name",
		"SELECT group_concat(name) FROM sqlite_master WHERE type = 'index' AND "
		"name LIKE '%\\_name' ESCAPE '\\'");
	expect_whole(two);
	assert_int_equal(database_migrate(db, one), INSTAR_OK);
	fill(one);
	database_answers(db, "50", "SELECT count(*) FROM people WHERE name IS NOT NULL");
	expect_whole(one);
}

static void an_older_program_of_one_set_takes_back_its_own_only(void **state)
{
	struct history_file fewer[] = { first[0], { 0 } };
	struct history then;
	const instar_set *older = named(&then, fewer, "people");

	(void)state;
	fill(one);
	fill(two);
	back(older, "001_people");
	database_answers(db, "towns names,towns towns_name", kept);
	database_answers(db, "people 001_people,towns 001_towns,towns 002_names",
		"SELECT group_concat(set_name || ' ' || id) FROM schema_migrations");
	expect_whole(older);
	expect_whole(two);
	history_free(&then);
}

static void a_repair_of_one_set_leaves_the_others_backfill_where_it_is(void **state)
{
	instar *h = instar_open(db, two, NULL);
	char *before, *after;
	int left;

	(void)state;
	assert_int_equal(instar_backfill_step(h, NULL, &left), INSTAR_OK);
	before = database_text(db, "SELECT cursor_1 || ' ' || rows_done FROM "
				   "schema_backfills WHERE set_name = 'towns'");
	assert_true(*before);
	database_run(db, "DROP TABLE people");
	instar_close(h);
	h = instar_open(db, one, NULL);
	assert_int_equal(instar_repair(h)->repaired, 2);
	instar_close(h);
	after = database_text(db, "SELECT cursor_1 || ' ' || rows_done FROM "
				  "schema_backfills WHERE set_name = 'towns'");
	assert_string_equal(after, before);
	fill(two);
	database_answers(db, "50",
		"SELECT rows_done FROM schema_backfills WHERE key = "
		"'names' AND set_name = 'towns'");
	expect_whole(one);
	sqlite3_free(before);
	sqlite3_free(after);
}

/* In the pause between two batches, and when the other's are all done. */
static void two_idle_loops_over_one_file_both_come_to_their_end(void **state)
{
	instar *a = instar_open(db, one, NULL), *b = instar_open(db, two, NULL);
	int left_a = 1, left_b = 1;

	(void)state;
	for (int i = 0; i < 1000 && left_a; i++) {
		assert_int_equal(instar_backfill_step(a, NULL, &left_a), INSTAR_OK);
		assert_int_equal(instar_backfill_step(b, NULL, &left_b), INSTAR_OK);
	}
	instar_close(a);
	instar_close(b);
	fill(two); /* waits for who is at work, if anybody is */
	database_answers(db, "50 50",
		"SELECT (SELECT count(*) FROM people WHERE name = 'the ' || first) || ' "
		"' "
		"|| (SELECT count(*) FROM towns WHERE name = upper(word))");
	database_answers(db, "50,50",
		"SELECT group_concat(rows_done) FROM schema_backfills WHERE key = "
		"'names'");
}

/* One backup holds both; it is put back by the program of one of them. */
static void a_backup_brings_both_sets_back(void **state)
{
	instar *h;

	(void)state;
	fill(one);
	h = instar_open(db, two, NULL);
	assert_int_equal(instar_backup(h, NULL), INSTAR_OK);
	fill(two);
	back(one, "001_people");
	back(two, "");
	if (instar_restore(h, instar_backup_path(h), 0) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	database_answers(db, "people names,people people_name", kept);
	database_answers(db, "4", "SELECT count(*) FROM schema_migrations");
	expect_whole(one);
	expect_whole(two);
	fill(two);
	database_answers(db, "50", "SELECT count(*) FROM towns WHERE name = upper(word)");
}

/* Drift of one set stops both; repaired first, both go on, and backfills stay. */
static void one_call_repairs_the_set_that_has_drifted_and_ends_both(void **state)
{
	struct instar_options options = quiet();
	struct instar_member members[2] = { { db, one }, { db, two } };
	instar_all *all;

	(void)state;
	fill(one);
	back(two, "001_towns");
	database_run(db, "DROP INDEX people_first");
	all = instar_open_all(members, 2, &options);
	assert_int_equal(instar_migrate_all(all), INSTAR_E_DRIFT);
	instar_close_all(all);
	database_answers(db, "3", "SELECT count(*) FROM schema_migrations");
	options.repair = instar_repair_first;
	all = instar_open_all(members, 2, &options);
	if (instar_migrate_all(all) != INSTAR_OK)
		fail_msg("%s", instar_error_all(all)->message);
	assert_int_equal(instar_summary(all)->ready, 2);
	instar_close_all(all);
	database_answers(db, "people names,people people_name", kept);
	expect_whole(one);
	expect_whole(two);
	fill(two);
}

#define with_both(test) cmocka_unit_test_setup_teardown(test, begin, end)

static const struct CMUnitTest tests[] = {
	with_both(each_set_runs_its_own_backfill_of_that_name),
	with_both(what_one_set_takes_back_the_other_keeps),
	with_both(an_older_program_of_one_set_takes_back_its_own_only),
	with_both(a_repair_of_one_set_leaves_the_others_backfill_where_it_is),
	with_both(two_idle_loops_over_one_file_both_come_to_their_end),
	with_both(a_backup_brings_both_sets_back),
	with_both(one_call_repairs_the_set_that_has_drifted_and_ends_both),
};

SUITE(tests)
