/*
 * Where two features meet: repair and rollback over steps that run with enforcement on or
 * outside a transaction, functions of the host and repair, newer databases among several.
 */
#include <stdio.h>
#include <string.h>

#include "suite.h"

#include "database.h"
#include "history.h"
#include "seen.h"

INSTAR_SET(handled_primary);
INSTAR_SET(handled_data);

static const struct history_file files[] = {
	{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);\n"
			   "INSERT INTO users VALUES (1, 'root'), (2, 'gone');\n"
			   "CREATE TABLE notes(id INTEGER PRIMARY KEY,\n"
			   "	user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE "
			   "CASCADE);\n"
			   "INSERT INTO notes VALUES (1, 1), (2, 2), (3, 2);\n" },
	{ "001_users.down.sql", "DROP TABLE notes; DROP TABLE users;" },
	{ "002_closed.sql", "-- @foreign_keys on\n"
			    "-- @destructive users, notes: what closed accounts wrote "
			    "goes with them\n"
			    "ALTER TABLE users ADD COLUMN closed TEXT;\n"
			    "DELETE FROM users WHERE name = 'gone';\n" },
	{ "002_closed.down.sql", "ALTER TABLE users DROP COLUMN closed;" },
	{ "003_file.sql", "-- @transaction none\n"
			  "CREATE INDEX IF NOT EXISTS users_name ON users(name);\n"
			  "VACUUM;\n" },
	{ "003_file.down.sql", "DROP INDEX IF EXISTS users_name;" },
	{ "004_tags.sql", "CREATE TABLE tags(id INTEGER PRIMARY KEY,\n"
			  "	note_id INTEGER REFERENCES notes(id));\n"
			  "CREATE INDEX tags_note ON tags(note_id);\n" },
	{ "004_tags.down.sql", "DROP TABLE tags;" },
	{ NULL, NULL },
};
enum { STEPS = 4 };

static const char schema[] = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM "
			     "sqlite_master WHERE sql IS NOT "
			     "NULL ORDER BY name)";

static struct history history;
static const instar_set *set;

static int prepare(void **state)
{
	(void)state;
	history = history_make(files);
	if (!history.program)
		fail_msg("%s", history_findings(&history));
	set = &history.program->set;
	return set->step_count == STEPS ? 0 : -1;
}

static int release(void **state)
{
	(void)state;
	history_free(&history);
	return 0;
}

static void must(instar *h, int code)
{
	if (code != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
}

static sqlite3 *current(void)
{
	sqlite3 *db = database_open(":memory:");
	instar *h = instar_open(db, set, NULL);

	must(h, instar_migrate(h));
	return db;
}

/* --- Repair and boundaries. */

static void repair(sqlite3 *db)
{
	instar *h = instar_open(db, set, NULL);
	const struct instar_repair_result *result = instar_repair(h);

	if (!result || result->left)
		fail_msg("%s", result ? "something was left" : instar_error(h)->message);
	assert_true(result->repaired > 0);
	must(h, instar_migrate(h));
}

static void b3_what_boundary_steps_made_is_repaired(void **state)
{
	static const char *const harm[] = { "DROP TABLE tags", "DROP TABLE notes",
		"DROP TABLE users", "DROP INDEX users_name", "DROP INDEX tags_note",
		"DROP TABLE notes; DROP TABLE tags; DROP INDEX users_name",
		"ALTER TABLE users DROP COLUMN closed" };
	sqlite3 *whole = current();
	char *wanted = database_text(whole, schema);

	(void)state;
	for (size_t i = 0; i < sizeof(harm) / sizeof(*harm); i++) {
		sqlite3 *db = current();

		database_run(db, harm[i]);
		repair(db);
		database_answers(db, wanted, schema);
		sqlite3_close(db);
	}
	sqlite3_free(wanted);
	sqlite3_close(whole);
}

/* With enforcement off in the reference the rows 2 and 3 would come back. */
static void b3_rows_that_enforcement_took_do_not_come_back(void **state)
{
	sqlite3 *db = current();

	(void)state;
	database_answers(db, "1", "SELECT group_concat(id) FROM notes");
	database_run(db, "DROP TABLE notes");
	repair(db);
	database_answers(db, "1", "SELECT group_concat(id) FROM notes");
	database_answers(db, "0", "SELECT count(*) FROM pragma_foreign_key_check");
	sqlite3_close(db);
}

/* --- Rollback and boundaries. */

static const char *id_of(uint32_t position)
{
	return position ? set->text + set->steps[position - 1].id : "";
}

/* The schema after `position` steps, made by running only those. */
static char *schema_at(uint32_t position)
{
	struct history_file few[2 * STEPS + 1] = { { NULL, NULL } };
	struct history made;
	sqlite3 *db = database_open(":memory:");
	char *text;
	instar *h;

	memcpy(few, files, 2 * position * sizeof(*few));
	made = history_make(few);
	assert_non_null(made.program);
	h = instar_open(db, &made.program->set, NULL);
	must(h, instar_migrate(h));
	text = database_text(db, schema);
	sqlite3_close(db);
	history_free(&made);
	return text;
}

static void b7_a_rollback_goes_through_boundaries_or_says_why_not(void **state)
{
	(void)state;
	for (uint32_t to = 1; to < STEPS; to++) {
		sqlite3 *db = current();
		char *before = database_text(db, schema);
		char *wanted = schema_at(to);
		instar *h = instar_open(db, set, NULL);

		if (instar_rollback(h, id_of(to)) == INSTAR_OK) {
			database_answers(db, wanted, schema);
			print_message("# back to %s\n", id_of(to));
		} else {
			assert_int_equal(instar_error(h)->code, INSTAR_E_IRREVERSIBLE);
			database_answers(db, before, schema);
			print_message("# %s\n", instar_error(h)->message);
		}
		instar_close(h);
		h = instar_open(db, set, NULL);
		must(h, instar_migrate(h));
		database_answers(db, before, schema);
		sqlite3_free(before);
		sqlite3_free(wanted);
		sqlite3_close(db);
	}
}

/* --- Functions of the host and repair. */

static int fold(sqlite3 *db, void *context)
{
	++*(int *)context;
	return sqlite3_exec(db, "UPDATE users SET name = lower(name)", NULL, NULL, NULL);
}

static void repair_calls_no_function_of_the_host(void **state)
{
	static const struct history_file with_call[] = {
		{ "001_users.sql",
			"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);\n"
			"CREATE TABLE notes(id INTEGER PRIMARY KEY);\n"
			"-- @call shop_fold\n"
			"CREATE INDEX users_name ON users(name);\n" },
		{ NULL, NULL },
	};
	static instar_call *const functions[] = { fold };
	struct history made = history_make(with_call);
	instar_set linked = made.program->set;
	int calls = 0;
	struct instar_options options = { .size = sizeof(options),
		.call_context = &calls };
	sqlite3 *db = database_open(":memory:");
	instar *h;

	(void)state;
	linked.calls = functions;
	h = instar_open(db, &linked, &options);
	must(h, instar_migrate(h));
	assert_int_equal(calls, 1);
	database_run(db, "INSERT INTO users VALUES (1, 'ANN'); DROP INDEX users_name;"
			 "DROP TABLE notes");
	h = instar_open(db, &linked, &options);
	assert_non_null(instar_repair(h));
	must(h, instar_migrate(h));
	assert_int_equal(calls, 1);
	database_answers(db, "ANN", "SELECT name FROM users");
	database_answers(db, "2",
		"SELECT count(*) FROM sqlite_master WHERE name IN ('users_name', "
		"'notes')");
	sqlite3_close(db);
	history_free(&made);
}

/* --- A newer database among several. */

static int start_both(sqlite3 *primary, sqlite3 *data, struct instar_options *options)
{
	struct instar_member members[] = { { primary, &handled_primary },
		{ data, &handled_data } };
	instar_all *all = instar_open_all(members, 2, options);
	int code = instar_migrate_all(all);

	assert_int_equal(code, instar_error_all(all)->code);
	if (code == INSTAR_OK)
		assert_int_equal(instar_summary(all)->ready, 2);
	instar_close_all(all);
	return code;
}

static void e1_one_newer_set_stops_all_unless_it_only_added(void **state)
{
	static const char newer[] =
		"INSERT INTO schema_migrations(set_name, id, position, token_hash, "
		"applied_at, applied_how, duration_us, description, breaking)"
		" VALUES ('handled_data', '005_x', 5, 'h', '2026-01-01T00:00:00Z', "
		"'run', 1,"
		" '', %d); CREATE TABLE x(a); PRAGMA user_version = 0";
	struct instar_options options = { .size = sizeof(options) };

	(void)state;
	for (int breaking = 0; breaking < 2; breaking++) {
		sqlite3 *primary = database_open(":memory:");
		sqlite3 *data = database_open(":memory:");
		char *text = sqlite3_mprintf(newer, breaking);

		options.accept_newer = 0;
		assert_int_equal(database_migrate(data, &handled_data), INSTAR_OK);
		database_run(data, text);
		assert_int_equal(start_both(primary, data, &options), INSTAR_E_TOO_NEW);
		database_answers(primary, "0", "SELECT count(*) FROM sqlite_master");
		options.accept_newer = 1;
		assert_int_equal(start_both(primary, data, &options),
			breaking ? INSTAR_E_TOO_NEW : INSTAR_OK);
		database_answers(primary, breaking ? "0" : "1",
			"SELECT count(*) > 0 FROM sqlite_master");
		database_answers(data, "5", "SELECT count(*) FROM schema_migrations");
		sqlite3_free(text);
		sqlite3_close(primary);
		sqlite3_close(data);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(b3_what_boundary_steps_made_is_repaired),
	cmocka_unit_test(b3_rows_that_enforcement_took_do_not_come_back),
	cmocka_unit_test(b7_a_rollback_goes_through_boundaries_or_says_why_not),
	cmocka_unit_test(repair_calls_no_function_of_the_host),
	cmocka_unit_test(e1_one_newer_set_stops_all_unless_it_only_added),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, prepare, release);
}
