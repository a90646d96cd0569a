/*
 * Backup and restore on a disk that fails, and in a process that is killed, at each of
 * their calls: the database is the old one or the new one, and no half file is left.
 */
#include "saved.h"

#include <signal.h>
#include <sys/wait.h>

#include "density.h"
#include "fault_vfs.h"

static char backup[200];
static struct fault *fault;

/* A copy of a file, byte by byte, without its journals. */
static void copy_file(const char *from, const char *to)
{
	char command[600];

	snprintf(command, sizeof(command), "rm -f '%s'-*; cp '%s' '%s'", to, from, to);
	assert_int_equal(system(command), 0);
}

static void put_back(void)
{
	char aside[200];

	snprintf(aside, sizeof(aside), "%s/live.db", folder);
	copy_file(aside, path);
}

static void remove_backups(void)
{
	char command[300];

	snprintf(command, sizeof(command), "rm -f '%s'/*.backup-*", folder);
	assert_int_equal(system(command), 0);
}

/* Every file that has a backup's name holds `wanted`; how many there are. */
static int whole_backups(const char *wanted)
{
	DIR *list = opendir(folder);
	struct dirent *entry;
	char file[400];
	int count = 0;

	while ((entry = readdir(list))) {
		if (!strstr(entry->d_name, ".backup-") ||
			strstr(entry->d_name, ".partial"))
			continue;
		snprintf(file, sizeof(file), "%s/%s", folder, entry->d_name);
		assert_content(file, wanted);
		count++;
	}
	closedir(list);
	return count;
}

struct way {
	unsigned calls;
	int code;
	bool for_good;
};

static const struct way ways[] = {
	{ FAULT_ALL, 0, false },
	{ FAULT_ALL, 0, true },
	{ FAULT_WRITE | FAULT_LOCK, SQLITE_FULL, false },
	{ FAULT_WRITE, SQLITE_FULL, true },
};

static void set_fault(const struct way *way, int at)
{
	fault = fault_vfs();
	fault->calls = way->calls;
	fault->code = way->code;
	fault->for_good = way->for_good;
	fault->at = at;
}

static int try_backup(void)
{
	sqlite3 *db = fault_open(path);
	instar *h = instar_open(db, boxes(&b), NULL);
	int code = instar_backup(h, NULL);

	instar_close(h);
	sqlite3_close(db);
	return code;
}

static void a_backup_that_fails_at_any_call_leaves_nothing(void **state)
{
	static const char *const modes[] = { "PRAGMA journal_mode=DELETE",
		"PRAGMA journal_mode=WAL" };
	int failures = 0;

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(ways) / sizeof(*ways); i++) {
		int stride = (int)density(4, 1), at = (int)i % stride + 1 - stride;
		char *before;

		remove(path);
		fill(modes[i % 2], 100);
		before = content(path);
		do {
			set_fault(&ways[i / 2], at += stride);
			if (try_backup() == INSTAR_OK) {
				assert_int_equal(whole_backups(before), 1);
			} else {
				failures++;
				assert_true(fault->struck);
				assert_int_equal(files_with(".backup-"), 0);
			}
			remove_backups();
		} while (fault->struck);
		assert_content(path, before);
		sqlite3_free(before);
	}
	print_message("# %d calls failed\n", failures);
	assert_true(failures > density(200 / 4, 200));
}

static int try_migrate(void)
{
	sqlite3 *db = fault_open(path);
	instar *h = instar_open(db, boxes(&b), NULL);
	int code = instar_migrate(h);

	instar_close(h);
	sqlite3_close(db);
	return code;
}

static void when_the_backup_fails_no_step_has_run(void **state)
{
	int failures = 0;
	char *before, aside[200];

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 100);
	before = content(path);
	snprintf(aside, sizeof(aside), "%s/live.db", folder);
	copy_file(path, aside);
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		int stride = (int)density(3, 1), at = (int)i % stride + 1 - stride;

		do {
			set_fault(&ways[i], at += stride);
			fault->path = ".partial";
			if (try_migrate() == INSTAR_OK)
				break;
			failures++;
			assert_true(fault->struck);
			assert_int_equal(files_with(".backup-"), 0);
			assert_content(path, before);
		} while (fault->struck);
		remove_backups();
		put_back();
	}
	print_message("# %d calls failed\n", failures);
	assert_true(failures > density(50 / 3, 50));
	sqlite3_free(before);
}

static int try_restore(void)
{
	struct instar_options options = quiet();
	sqlite3 *db = fault_open(path);
	instar *h;
	int code;

	options.backups = -1;
	h = instar_open(db, boxes(&b), &options);
	code = instar_restore(h, backup, 0);
	instar_close(h);
	sqlite3_close(db);
	return code;
}

/* The database as it is, "live.db", and the backup to restore. */
static void prepare(const char *mode, char **live, char **saved)
{
	char aside[200];
	sqlite3 *db;
	instar *h;

	remove(path);
	remove_backups();
	fill(mode, 100);
	snprintf(backup, sizeof(backup), "%s/saved.db", folder);
	remove(backup);
	db = open_db(path);
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_backup(h, backup), INSTAR_OK);
	instar_close(h);
	run(db, "DELETE FROM note; UPDATE box SET colour = 'blue';"
		"INSERT INTO box(label, body) SELECT label, body FROM box");
	sqlite3_close(db);
	*live = content(path);
	*saved = content(backup);
	snprintf(aside, sizeof(aside), "%s/live.db", folder);
	copy_file(path, aside);
}

static void assert_old_or_new(const char *live, const char *saved, bool must_be_new)
{
	char *found = content(path);

	if (strcmp(found, saved) != 0) {
		if (strcmp(found, live) != 0)
			fail_msg("neither the old nor the new content");
		assert_false(must_be_new);
	}
	sqlite3_free(found);
}

static void a_restore_that_fails_at_any_call_is_whole_or_did_not_happen(void **state)
{
	static const char *const modes[] = { "PRAGMA journal_mode=DELETE",
		"PRAGMA journal_mode=WAL" };
	int failures = 0;

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(ways) / sizeof(*ways); i++) {
		int stride = (int)density(4, 1), at = (int)i % stride + 1 - stride;
		char *live, *saved;

		prepare(modes[i % 2], &live, &saved);
		do {
			int code;

			put_back();
			set_fault(&ways[i / 2], at += stride);
			code = try_restore();
			failures += code != INSTAR_OK;
			assert_old_or_new(live, saved, code == INSTAR_OK);
		} while (fault->struck);
		assert_content(backup, saved);
		sqlite3_free(live);
		sqlite3_free(saved);
	}
	print_message("# %d calls failed\n", failures);
	assert_true(failures > density(200 / 4, 200));
}

/* --- Killed */

static void die(void *context)
{
	if (fault->count == *(int *)context)
		raise(SIGKILL);
}

/* Do it in a child that is killed before its n-th call; true when it was. */
static bool killed_at(int at, int (*what)(void))
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		fault = fault_vfs();
		fault->calls = FAULT_CHANGES | FAULT_LOCK;
		fault->before = die;
		fault->context = &at;
		_exit(what() == INSTAR_OK ? 0 : 1);
	}
	waitpid(child, &status, 0);
	if (WIFEXITED(status))
		assert_int_equal(WEXITSTATUS(status), 0);
	return WIFSIGNALED(status);
}

static void a_backup_that_is_killed_leaves_no_file_with_a_backups_name(void **state)
{
	char *before;
	int at = 0;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 100);
	before = content(path);
	while (killed_at(++at, try_backup))
		assert_int_equal(whole_backups(before), 0);
	assert_int_equal(whole_backups(before), 1);
	print_message("# killed at %d calls\n", at - 1);
	assert_true(at > 20);
	assert_content(path, before);
	sqlite3_free(before);
}

static void a_restore_that_is_killed_is_whole_or_did_not_happen(void **state)
{
	static const char *const modes[] = { "PRAGMA journal_mode=DELETE",
		"PRAGMA journal_mode=WAL" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		char *live, *saved;
		int at = 0;

		prepare(modes[i], &live, &saved);
		for (;;) {
			put_back();
			if (!killed_at(++at, try_restore))
				break;
			assert_old_or_new(live, saved, false);
		}
		assert_content(path, saved);
		print_message("# killed at %d calls\n", at - 1);
		assert_true(at > 20);
		sqlite3_free(live);
		sqlite3_free(saved);
	}
}

static void a_migration_that_is_killed_has_its_backup_or_has_not_begun(void **state)
{
	char *before, *after, aside[200];
	int at = 0;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 100);
	before = content(path);
	snprintf(aside, sizeof(aside), "%s/live.db", folder);
	copy_file(path, aside);
	while (killed_at(++at, try_migrate)) {
		sqlite3 *db = open_db(path);
		bool begun = number(db, "SELECT count(*) FROM sqlite_master WHERE name = "
					"'note'") == 0;

		sqlite3_close(db);
		if (begun)
			assert_int_equal(whole_backups(before), 1);
		else
			assert_content(path, before);
		remove_backups();
		put_back();
	}
	assert_int_equal(whole_backups(before), 1);
	after = content(path);
	assert_string_not_equal(before, after);
	print_message("# killed at %d calls\n", at - 1);
	sqlite3_free(before);
	sqlite3_free(after);
}

static const struct CMUnitTest tests[] = {
	in_folder(a_backup_that_fails_at_any_call_leaves_nothing),
	in_folder(when_the_backup_fails_no_step_has_run),
	in_folder(a_restore_that_fails_at_any_call_is_whole_or_did_not_happen),
	in_folder(a_backup_that_is_killed_leaves_no_file_with_a_backups_name),
	in_folder(a_restore_that_is_killed_is_whole_or_did_not_happen),
	in_folder(a_migration_that_is_killed_has_its_backup_or_has_not_begun),
};

SUITE(tests)
