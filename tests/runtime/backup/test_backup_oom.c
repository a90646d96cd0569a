/*
 * Allocation n fails while a backup is made, while steps run behind one, and while one is
 * restored: E_NOMEM or OK, old or new, no file left behind, nothing leaks.
 */
#include "saved.h"
#include "density.h"
#include "scarce.h"

static char backup[200];

static int install(void **state)
{
	(void)state;
	return scarce_install();
}

static int uninstall(void **state)
{
	(void)state;
	return scarce_uninstall();
}

typedef int action(instar *h);

static int make_backup(instar *h)
{
	return instar_backup(h, NULL);
}

static int bring_back(instar *h)
{
	return instar_restore(h, backup, 0);
}

/* One run in which allocation `at` fails; false: there were not so many. */
static bool run_out(action *act, long at, bool for_good, int *code)
{
	struct instar_options options = quiet();
	sqlite3 *db = open_db(path);
	instar *h;
	bool reached;

	options.busy_ms = -1;
	h = instar_open(db, boxes(&b), &options);

	scarce_from(at, for_good);
	*code = act(h);
	reached = scarce_end();
	if (*code && *code != INSTAR_E_NOMEM)
		fail_msg("allocation %ld: %s (%d)", at, instar_error(h)->message,
			instar_error(h)->sqlite_code);
	assert_true(sqlite3_get_autocommit(db));
	instar_close(h);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return reached;
}

static void copy_aside(void)
{
	char command[600];

	snprintf(command, sizeof(command), "cp '%s' '%s/aside'", path, folder);
	assert_int_equal(system(command), 0);
}

static void put_back(void)
{
	char command[600];

	snprintf(command, sizeof(command),
		"rm -f '%s'-* '%s'.backup-*; cp '%s/aside' '%s'", path, path, folder,
		path);
	assert_int_equal(system(command), 0);
}

static void each_allocation(action *act, const char *before, const char *after)
{
	int code, failures = 0;
	long stride = density_stride(5, 1);
	sqlite3_int64 used;

	copy_aside();
	used = sqlite3_memory_used();
	for (int i = 0; i < 2; i++) {
		bool reached = true;

		for (long at = 1; reached; at += stride + at / 25) {
			reached = run_out(act, at, i, &code);
			failures += code != INSTAR_OK;
			assert_int_equal(sqlite3_memory_used(), used);
			if (code)
				assert_int_equal(code, INSTAR_E_NOMEM);
			assert_content(path, code ? before : after);
			assert_int_equal(files_with(".partial"), 0);
			if (code)
				assert_int_equal(files_with(".backup-"), 0);
			put_back();
		}
	}
	print_message("# %d allocations failed\n", failures);
	assert_true(failures > 60);
}

static void a_backup_without_memory_leaves_nothing(void **state)
{
	char *before;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 20);
	before = content(path);
	each_allocation(make_backup, before, before);
	sqlite3_free(before);
}

static void a_restore_without_memory_is_whole_or_did_not_happen(void **state)
{
	char *before, *after;
	sqlite3 *db;
	instar *h;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 20);
	snprintf(backup, sizeof(backup), "%s/saved.db", folder);
	db = open_db(path);
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_backup(h, backup), INSTAR_OK);
	instar_close(h);
	run(db, "DELETE FROM note");
	sqlite3_close(db);
	before = content(path);
	after = content(backup);
	each_allocation(bring_back, before, after);
	sqlite3_free(before);
	sqlite3_free(after);
}

static const struct CMUnitTest tests[] = {
	in_folder(a_backup_without_memory_leaves_nothing),
	in_folder(a_restore_without_memory_is_whole_or_did_not_happen),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, install, uninstall);
}
