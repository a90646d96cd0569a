/*
 * Allocation n fails in a rollback, for every n, once and for good: the result is
 * E_NOMEM or OK, the database is the old or the new one, and nothing leaks.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "database.h"
#include "density.h"
#include "history.h"
#include "scarce.h"

static const struct history_file files[] = {
	{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);\n"
			   "-- @down\nDROP TABLE users;" },
	{ "002_notes.sql", "CREATE TABLE notes(body TEXT);\nCREATE INDEX notes_body ON "
			   "notes(body);\n"
			   "-- @down\nDROP INDEX notes_body;\nDROP TABLE notes;" },
	{ "003_email.sql",
		"ALTER TABLE users ADD COLUMN email TEXT;\n"
		"-- @backfill emails\nUPDATE users SET email = '' WHERE email IS NULL;\n"
		"-- @index\nCREATE INDEX users_email ON users(email);\n"
		"-- @down\nALTER TABLE users DROP COLUMN email;" },
	{ 0 },
};

static struct history history, older;
static char *bytes, *path;
static size_t size;

/* The file that every trial begins with. */
static void make_file(void)
{
	struct instar_options options = { .size = sizeof(options), .carry_down = 1 };
	sqlite3 *db;
	instar *h;

	path = database_path("oom.db");
	db = database_open(path);
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	database_run(db, "INSERT INTO users(name) VALUES ('ann'), ('bob');"
			 "INSERT INTO notes VALUES ('x')");
	database_backfill(db, &history.program->set);
	sqlite3_close(db);
	bytes = database_bytes(path, &size);
}

static int install(void **state)
{
	static struct history_file one[2];

	(void)state;
	scarce_install();
	one[0] = files[0];
	history = history_make(files);
	older = history_make(one);
	assert_non_null(history.program);
	assert_non_null(older.program);
	make_file();
	return 0;
}

static int uninstall(void **state)
{
	(void)state;
	history_free(&history);
	history_free(&older);
	sqlite3_free(bytes);
	sqlite3_free(path);
	return scarce_uninstall();
}

static void restore_file(void)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

typedef int action(instar *h);

static int go_back(instar *h)
{
	return instar_rollback(h, "001_users");
}

static int tell_way(instar *h)
{
	return instar_way_back(h, "001_users") ? INSTAR_OK : instar_error(h)->code;
}

struct trial {
	action *act;
	const instar_set *set;
	char *before, *after; /* dumps: either is right */
};

/* True when the allocation that was to fail was never asked for. */
static bool try_at(const struct trial *trial, long n, bool for_good)
{
	struct instar_options options = { .size = sizeof(options), .busy_ms = -1 };
	sqlite3 *db;
	bool reached;
	char *now;
	instar *h;
	int code;

	restore_file();
	db = database_open(path);
	database_run(db, "PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF");
	scarce_from(n, for_good);
	h = instar_open(db, trial->set, &options);
	code = trial->act(h);
	reached = scarce_end();
	if (code != INSTAR_OK && code != INSTAR_E_NOMEM)
		fail_msg("allocation %ld: %d %s", n, code, instar_error(h)->message);
	assert_int_equal(instar_error(h)->code, code);
	instar_close(h);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	database_answers(db, "1", "PRAGMA foreign_keys");
	database_answers(db, "0", "PRAGMA synchronous");
	assert_null(sqlite3_next_stmt(db, NULL));
	sqlite3_close(db);
	now = database_dump(path);
	if (strcmp(now, trial->after) != 0 &&
		(code == INSTAR_OK || strcmp(now, trial->before) != 0))
		fail_msg("allocation %ld: code %d, and neither old nor new:\n%s", n, code,
			now);
	sqlite3_free(now);
	return !reached;
}

static char *dump_after(action *act, const instar_set *set)
{
	sqlite3 *db;
	instar *h;

	restore_file();
	db = database_open(path);
	h = instar_open(db, set, NULL);
	if (act && act(h))
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
	return database_dump(path);
}

static void try_every_allocation(action *act, const instar_set *set)
{
	struct trial trial = { .act = act, .set = set };
	sqlite3_int64 used;

	trial.before = dump_after(NULL, set);
	trial.after = dump_after(act, set);
	used = sqlite3_memory_used();
	for (int good = 0; good < 2; good++) {
		long stride = density_stride(17, 1);

		for (long n = 1 + good * stride / 2; !try_at(&trial, n, good);
			n += stride)
			assert_int_equal(sqlite3_memory_used(), used);
	}
	sqlite3_free(trial.before);
	sqlite3_free(trial.after);
}

static void going_back_survives_every_failed_allocation(void **state)
{
	(void)state;
	try_every_allocation(go_back, &history.program->set);
}

static void going_back_by_what_is_stored_survives_every_failed_allocation(void **state)
{
	(void)state;
	try_every_allocation(go_back, &older.program->set);
}

static void telling_the_way_survives_every_failed_allocation(void **state)
{
	(void)state;
	try_every_allocation(tell_way, &history.program->set);
	try_every_allocation(tell_way, &older.program->set);
}

/* Storing the down migration, from an empty file. */
static void storing_the_way_back_survives_every_failed_allocation(void **state)
{
	(void)state;
	for (int good = 0; good < 2; good++) {
		struct instar_options options = {
			.size = sizeof(options), .busy_ms = -1, .carry_down = 1
		};
		long stride = density_stride(3, 1);
		bool reached = true;

		for (long n = 1 + good * stride / 2; reached; n += stride) {
			sqlite3 *db = database_open(":memory:");
			instar *h;
			int code;

			scarce_from(n, good);
			h = instar_open(db, &history.program->set, &options);
			code = instar_migrate(h);
			reached = scarce_end();
			instar_close(h);
			if (code == INSTAR_OK)
				database_answers(db, "3",
					"SELECT count(down_sql) FROM schema_migrations");
			else
				assert_int_equal(code, INSTAR_E_NOMEM);
			sqlite3_close(db);
		}
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(going_back_survives_every_failed_allocation),
	cmocka_unit_test(going_back_by_what_is_stored_survives_every_failed_allocation),
	cmocka_unit_test(telling_the_way_survives_every_failed_allocation),
	cmocka_unit_test(storing_the_way_back_survives_every_failed_allocation),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, install, uninstall);
}
