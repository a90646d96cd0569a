/*
 * A COMMIT that fails, and what the file says of it: numbers 31 and 32 of the bad inputs.
 *
 * A disk of our own refuses to delete the journal, which is the moment of the commit:
 * either before the journal is gone, and nothing has happened, or after it.
 */
#include "suite.h"

#include "dump.h"
#include "seen.h"

static struct builder b;
static sqlite3_vfs *disk; /* the real one */
static enum { WORKS, FAILS_BEFORE, FAILS_AFTER } mood;

static int delete (sqlite3_vfs *vfs, const char *name, int sync)
{
	int rc = SQLITE_OK;

	(void)vfs;
	if (mood != FAILS_BEFORE)
		rc = disk->xDelete(disk, name, sync);
	if (mood == WORKS || !strstr(name, "-journal"))
		return rc;
	mood = WORKS;
	return SQLITE_IOERR_DELETE;
}

static sqlite3_vfs failing;

static int install(void **state)
{
	(void)state;
	disk = sqlite3_vfs_find(NULL);
	failing = *disk;
	failing.zName = "failing";
	failing.pNext = NULL;
	failing.xDelete = delete;
	return sqlite3_vfs_register(&failing, 0);
}

static int uninstall(void **state)
{
	(void)state;
	return sqlite3_vfs_unregister(&failing);
}

static sqlite3 *open_failing(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db,
				 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "failing"),
		SQLITE_OK);
	return db;
}

struct ending {
	int code;
	const char *message, *warning;
	int64_t rows;
};

static void commit_and_fail(int how, const struct ending *ending)
{
	char *folder = make_directory(), path[96];
	struct seen seen;
	struct instar_options options = seeing(&seen);
	sqlite3 *db;
	instar *h;

	snprintf(path, sizeof(path), "%s/app.db", folder);
	db = open_failing(path);
	build_by_hand(db, shop(&b), 0, 3);
	h = instar_open(db, &b.set, &options);
	mood = how;
	assert_int_equal(instar_migrate(h), ending->code);
	mood = WORKS;
	assert_string_equal(instar_error(h)->message, ending->message);
	assert_string_equal(seen.warning, ending->warning);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	instar_close(h);
	sqlite3_close(db);
	db = open_db(path);
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_master WHERE name ="
				    " 'schema_migrations'"),
		ending->rows ? 1 : 0);
	if (ending->rows)
		assert_int_equal(number(db, "SELECT count(*) FROM schema_migrations"),
			ending->rows);
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_master WHERE name ="
				    " 'notes'"),
		ending->rows ? 1 : 0);
	sqlite3_close(db);
	remove_directory(folder);
}

static void number_31_a_commit_that_fails_is_told_as_not_migrated(void **state)
{
	static const struct ending ending = { INSTAR_E_IO,
		"disk error; state re-read: not migrated", "", 0 };

	(void)state;
	commit_and_fail(FAILS_BEFORE, &ending);
}

static void number_32_a_commit_that_fails_and_was_applied_is_told_as_applied(void **state)
{
	static const struct ending ending = { INSTAR_OK, "",
		"applied (confirmed after an error)", 12 };

	(void)state;
	commit_and_fail(FAILS_AFTER, &ending);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(number_31_a_commit_that_fails_is_told_as_not_migrated),
	cmocka_unit_test(
		number_32_a_commit_that_fails_and_was_applied_is_told_as_applied),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, install, uninstall);
}
