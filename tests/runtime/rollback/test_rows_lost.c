/*
 * What a rollback would take from a user's own rows: through names that steps have
 * changed, by what the author of a down migration named, and by what nobody could tell
 * before it ran.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "database.h"
#include "history.h"
#include "instar.h"

static struct history history;
static sqlite3 *db;

static void begin(const struct history_file *files, const char *rows)
{
	history = history_made(files);
	db = database_open(":memory:");
	assert_int_equal(database_migrate(db, &history.program->set), INSTAR_OK);
	database_run(db, rows);
}

static void end(void)
{
	sqlite3_close(db);
	history_free(&history);
}

/* "users 2; users.mail 1": what would go, told beforehand. */
static void assert_at_stake(const char *to, const char *wanted)
{
	instar *h = instar_open(db, &history.program->set, NULL);
	const struct instar_way_back *way = instar_way_back(h, to);
	char found[200] = "";

	assert_non_null(way);
	for (uint32_t i = 0; i < way->stake_count; i++) {
		size_t used = strlen(found);

		snprintf(found + used, sizeof(found) - used, "%s%s %lld", i ? "; " : "",
			way->stakes[i].name, (long long)way->stakes[i].rows);
	}
	assert_string_equal(found, wanted);
	instar_close(h);
}

struct told {
	char text[200];
};

static int tell(void *context, const struct instar_event *event)
{
	struct told *told = context;
	size_t used = strlen(told->text);

	if (event->kind == INSTAR_EVENT_AT_STAKE)
		snprintf(told->text + used, sizeof(told->text) - used, "%s %s|%s %lld;",
			event->id, event->table, event->column, (long long)event->rows);
	return 0;
}

/* The rollback where rows may go, or may not; what it told. */
static void roll_back(const char *to, int refuse, const char *message, const char *wanted)
{
	struct told told = { 0 };
	struct instar_options options = { .size = sizeof(options),
		.on_event = tell,
		.event_context = &told,
		.refuse_destructive = refuse };
	instar *h = instar_open(db, &history.program->set, &options);

	assert_int_equal(
		instar_rollback(h, to), *message ? INSTAR_E_DESTRUCTIVE : INSTAR_OK);
	assert_string_equal(instar_error(h)->message, message);
	assert_string_equal(told.text, wanted);
	instar_close(h);
}

static const struct history_file renaming[] = {
	{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);\n"
			   "-- @down\nDROP TABLE users;" },
	{ "002_mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\n"
			  "-- @down\nALTER TABLE users DROP COLUMN mail;" },
	{ "003_people.sql", "ALTER TABLE users RENAME COLUMN mail TO email;\n"
			    "ALTER TABLE users RENAME COLUMN name TO called;\n"
			    "ALTER TABLE users RENAME TO people;\n"
			    "-- @down\nALTER TABLE people RENAME TO users;\n"
			    "ALTER TABLE users RENAME COLUMN called TO name;\n"
			    "ALTER TABLE users RENAME COLUMN email TO mail;" },
	{ 0 },
};

static const char people[] =
	"INSERT INTO people VALUES (1, 'ann', NULL), (2, 'bob', 'b@c')";

static void what_is_only_renamed_is_not_lost(void **state)
{
	(void)state;
	begin(renaming, people);
	assert_at_stake("002_mail", "");
	roll_back("002_mail", 1, "", "");
	database_answers(db, "ann,bob", "SELECT group_concat(name) FROM users");
	end();
}

static void what_goes_under_another_name_is_lost_under_the_one_it_has(void **state)
{
	(void)state;
	begin(renaming, people);
	assert_at_stake("001_users", "people.email 1");
	assert_at_stake("", "people 2");
	roll_back("001_users", 1,
		"refused: 1 value of people.email would be lost; nothing was changed",
		" people|email 1;");
	roll_back("", 0, "", " people| 2;");
	end();
}

static const struct history_file named[] = {
	{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick "
			   "TEXT);\n-- @down\nDROP TABLE users;" },
	{ "002_born.sql", "ALTER TABLE users ADD COLUMN born TEXT;\n"
			  "-- @down\n"
			  "-- @destructive users.nick: it has no place there\n"
			  "ALTER TABLE users DROP COLUMN born;\n"
			  "UPDATE users SET nick = NULL;" },
	{ "003_people.sql", "ALTER TABLE users RENAME TO people;\n"
			    "-- @down\nALTER TABLE people RENAME TO users;" },
	{ 0 },
};

static void what_a_down_migration_names_is_counted(void **state)
{
	(void)state;
	begin(named, "INSERT INTO people(id, nick) VALUES (1, 'a'), (2, NULL), (3, 'c')");
	assert_at_stake("001_users", "people.nick 2");
	roll_back("002_born", 1, "", "");
	roll_back("001_users", 1,
		"refused: 2 values of users.nick would be lost; nothing was changed",
		" users|nick 2;");
	database_run(db, "UPDATE users SET nick = NULL");
	roll_back("001_users", 1, "", "");
	end();
}

static const struct history_file loosened[] = {
	{ "001_users.sql",
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
		"-- @down\nDROP TABLE users;" },
	{ "002_loose.sql",
		"-- @rebuild users\n"
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);\n"
		"-- @down\nDELETE FROM users WHERE name IS NULL;\n"
		"-- @rebuild users\n"
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);" },
	{ 0 },
};

/* No row of before the step is deleted, so nothing has to be named. */
static void rows_that_only_the_new_schema_could_hold_are_counted_as_they_go(void **state)
{
	(void)state;
	begin(loosened, "INSERT INTO users VALUES (1, 'ann'), (2, NULL), (3, NULL)");
	assert_at_stake("001_users", "");
	roll_back("001_users", 1,
		"refused: 2 rows of users would be lost; nothing was changed",
		"002_loose users| 2;");
	database_answers(db, "3", "SELECT count(*) FROM users");
	roll_back("001_users", 0, "", "002_loose users| 2;");
	database_answers(db, "1", "SELECT count(*) FROM users");
	end();
}

static const struct history_file seeds[] = {
	{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);\n"
			   "-- @down\nDROP TABLE users;" },
	{ "002_root.sql", "-- @fingerprint rows (SELECT 1 FROM users WHERE id = 1)\n"
			  "INSERT INTO users VALUES (1, 'root');\n"
			  "-- @down\nDELETE FROM users WHERE id = 1 OR name = 'root';" },
	{ 0 },
};

static void rows_that_the_step_put_there_may_go(void **state)
{
	(void)state;
	begin(seeds, "INSERT INTO users VALUES (2, 'ann')");
	roll_back("001_users", 1, "", "");
	database_answers(db, "ann", "SELECT group_concat(name) FROM users");
	end();
	begin(seeds, "INSERT INTO users VALUES (2, 'root')");
	roll_back("001_users", 1,
		"refused: 1 row of users would be lost; nothing was changed",
		"002_root users| 1;");
	end();
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_is_only_renamed_is_not_lost),
	cmocka_unit_test(what_goes_under_another_name_is_lost_under_the_one_it_has),
	cmocka_unit_test(what_a_down_migration_names_is_counted),
	cmocka_unit_test(rows_that_only_the_new_schema_could_hold_are_counted_as_they_go),
	cmocka_unit_test(rows_that_the_step_put_there_may_go),
};

SUITE(tests)
