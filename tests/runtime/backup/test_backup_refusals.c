/*
 * Backups that cannot be made, and files that a migration cannot rely on: what is said,
 * and that nothing has changed. The numbers are those of the list of bad inputs.
 */
#include "saved.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/wait.h>

#include "runtime/sqlite/filesystem.h"
#include "fault_vfs.h"

/* Back up to `to`; the code, and the message in `said`. */
static char said[512];

static int back_up(const char *to, const struct instar_options *options)
{
	sqlite3 *db = open_db(path);
	instar *h = instar_open(db, boxes(&b), options);
	int code = instar_backup(h, to);

	snprintf(said, sizeof(said), "%s", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
	return code;
}

static int migrate(const struct instar_options *options)
{
	sqlite3 *db = open_db(path);
	instar *h = instar_open(db, boxes(&b), options);
	int code = instar_migrate(h);

	snprintf(said, sizeof(said), "%s", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
	return code;
}

static void assert_said(const char *part)
{
	if (!strstr(said, part))
		fail_msg("\"%s\", without \"%s\"", said, part);
}

static const char *in(const char *name)
{
	static char file[256];

	snprintf(file, sizeof(file), "%s/%s", folder, name);
	return file;
}

static void number_29_a_file_that_is_there_is_never_overwritten(void **state)
{
	size_t size;
	FILE *file;
	char bytes[8];

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	file = fopen(in("mine"), "wb");
	fputs("dear", file);
	fclose(file);
	assert_int_equal(back_up(in("mine"), NULL), INSTAR_E_BACKUP);
	assert_said("mine is there already; nothing was overwritten");
	file = fopen(in("mine"), "rb");
	size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	assert_int_equal(size, 4);
	assert_memory_equal(bytes, "dear", 4);
	assert_false(is_there("mine.partial"));
}

static void a_link_that_somebody_planted_is_not_followed(void **state)
{
	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	assert_int_equal(symlink("victim", in("target")), 0);
	assert_int_equal(back_up(in("target"), NULL), INSTAR_E_BACKUP);
	assert_said("is there already");
	assert_int_equal(symlink("victim", in("other.partial")), 0);
	assert_int_equal(back_up(in("other"), NULL), INSTAR_OK);
	assert_true(is_there("other"));
	assert_true(is_there("other.partial")); /* the link, as it was */
	assert_false(is_there("victim"));
}

static void number_30_a_directory_that_others_can_write_to_is_refused(void **state)
{
	struct instar_options options = quiet();
	char directory[256];
	char *before;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	before = content(path);
	snprintf(directory, sizeof(directory), "%s", in("shared"));
	options.backup_directory = directory;
	assert_int_equal(migrate(&options), INSTAR_E_BACKUP);
	assert_said("is refused: it does not exist; nothing was changed");
	touch("shared");
	assert_int_equal(migrate(&options), INSTAR_E_BACKUP);
	assert_said("it is not a directory");
	remove(directory);
	assert_int_equal(mkdir(directory, 0700), 0);
	assert_int_equal(chmod(directory, 0777), 0);
	assert_int_equal(migrate(&options), INSTAR_E_BACKUP);
	assert_said("everybody may write there");
	if (getuid() == 0) {
		assert_int_equal(chmod(directory, 0700), 0);
		assert_int_equal(chown(directory, 65534, 65534), 0);
		assert_int_equal(migrate(&options), INSTAR_E_BACKUP);
		assert_said("it belongs to another user");
		assert_int_equal(chown(directory, 0, 0), 0);
	}
	assert_content(path, before);
	assert_int_equal(chmod(directory, 01777), 0); /* as /tmp is */
	assert_int_equal(migrate(&options), INSTAR_OK);
	sqlite3_free(before);
}

/* In a child, as a user who owns nothing; its exit status is the code. */
static int as_nobody(int (*what)(void))
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (getuid() == 0 && setuid(65534) != 0)
			_exit(99);
		_exit(what());
	}
	waitpid(child, &status, 0);
	if (WEXITSTATUS(status) == 99)
		skip();
	return WEXITSTATUS(status);
}

static int nowhere_to_write(void)
{
	int code = back_up(NULL, NULL);

	return code == INSTAR_E_BACKUP && strstr(said, "no permission") ? 0 : 1;
}

static void a_directory_without_permission_is_told(void **state)
{
	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	chmod(path, 0644);
	chmod(folder, 0555);
	assert_int_equal(as_nobody(nowhere_to_write), 0);
	chmod(folder, 0700);
	assert_int_equal(files_with("app.db"), 1);
	assert_int_equal(back_up(in("no/such/file"), NULL), INSTAR_E_BACKUP);
	assert_said("no such file or directory; nothing was changed");
}

/* A disk of 600 KB with little left on it. */
static void number_28_a_full_disk_is_told_before_anything_is_written(void **state)
{
	char small[256], target[300];
	char *before;
	struct instar_options options = quiet();

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3000);
	before = content(path);
	snprintf(small, sizeof(small), "%s", in("small"));
	assert_int_equal(mkdir(small, 0700), 0);
	if (mount("tmpfs", small, "tmpfs", 0, "size=600k") != 0) {
		sqlite3_free(before);
		skip();
	}
	options.backup_directory = small;
	assert_int_equal(migrate(&options), INSTAR_E_BACKUP);
	snprintf(target, sizeof(target), "rmdir '%s'", small);
	umount(small);
	assert_int_equal(system(target), 0); /* so it was empty */
	assert_said("backup needs 1.");
	assert_said(" MB, 0.5 MB free; nothing changed");
	assert_content(path, before);
	sqlite3_free(before);
}

static void number_28_a_disk_that_fills_meanwhile_leaves_no_file(void **state)
{
	struct fault *fault = fault_vfs();
	char *before;
	sqlite3 *db;
	instar *h;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 300);
	before = content(path);
	fault->calls = FAULT_WRITE;
	fault->path = ".partial";
	fault->code = SQLITE_FULL;
	fault->at = 20;
	fault->for_good = true;
	db = fault_open(path);
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_BACKUP);
	assert_error(h, INSTAR_E_BACKUP, "backup needs 0.2 MB, ");
	assert_error(h, INSTAR_E_BACKUP, " MB free; nothing changed");
	assert_true(fault->struck);
	instar_close(h);
	sqlite3_close(db);
	assert_int_equal(files_with(".backup-"), 0);
	assert_content(path, before);
	sqlite3_free(before);
}

static void number_13_a_damaged_database_is_not_backed_up_over_the_good_ones(void **state)
{
	static const unsigned char junk[3000] = { 1, 2, 3 };
	char wanted[256];
	int fd;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 300);
	touch("app.db.backup-20200101-000000");
	fd = open(path, O_WRONLY);
	assert_int_equal(pwrite(fd, junk, sizeof(junk), 40960), sizeof(junk));
	close(fd);
	assert_int_equal(migrate(NULL), INSTAR_E_CORRUPT);
	assert_said("damaged (");
	snprintf(wanted, sizeof(wanted),
		"nothing was changed; backups: %s/app.db.backup-20200101-000000", folder);
	assert_said(wanted);
	assert_int_equal(files_with(".backup-"), 1);
	fd = open(path, O_WRONLY);
	assert_int_equal(pwrite(fd, junk, 600, 100), 600); /* the first page */
	close(fd);
	assert_int_equal(migrate(NULL), INSTAR_E_CORRUPT);
	assert_said(wanted);
	fd = open(path, O_WRONLY);
	assert_int_equal(pwrite(fd, junk, 600, 0), 600);
	close(fd);
	assert_int_equal(migrate(NULL), INSTAR_E_NOTADB);
	assert_said("(or encrypted); backups: ");
}

static void number_21_a_file_that_was_replaced_is_not_migrated(void **state)
{
	sqlite3 *db;
	instar *h;
	char *other;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	assert_int_equal(back_up(in("other"), NULL), INSTAR_OK);
	other = content(in("other"));
	db = open_db(path);
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_status(h)->pending, 1);
	assert_int_equal(rename(in("other"), path), 0);
	assert_int_equal(instar_migrate(h), INSTAR_E_READONLY);
	assert_error(h, INSTAR_E_READONLY, "file was replaced; reopen");
	instar_close(h);
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_backup(h, NULL), INSTAR_E_BACKUP);
	assert_error(h, INSTAR_E_BACKUP, "file was replaced; reopen");
	instar_close(h);
	sqlite3_close(db);
	assert_content(path, other);
	sqlite3_free(other);
}

static void number_20_two_names_of_one_file_are_warned_of(void **state)
{
	struct seen seen;
	struct instar_options options = seeing(&seen);

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	assert_int_equal(link(path, in("second.db")), 0);
	assert_int_equal(migrate(&options), INSTAR_OK);
	assert_int_equal(seen.counts[INSTAR_EVENT_WARNING], 1);
	assert_non_null(strstr(seen.warning, "2 names (hard links)"));
	assert_non_null(strstr(seen.warning, "journals may be lost"));
}

static void number_26_a_handle_does_not_survive_a_fork(void **state)
{
	sqlite3 *db;
	instar *h;
	pid_t child;
	int status;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	db = open_db(path);
	h = instar_open(db, boxes(&b), NULL);
	child = fork();
	if (child == 0)
		_exit(instar_migrate(h) == INSTAR_E_MISUSE &&
					strcmp(instar_error(h)->message,
						"opened in another process") == 0
				? 0
				: 1);
	waitpid(child, &status, 0);
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(instar_migrate(h), INSTAR_OK); /* here it is as good as ever */
	instar_close(h);
	sqlite3_close(db);
}

static void number_44_network_file_systems_are_known_by_name(void **state)
{
	(void)state;
	assert_string_equal(instar__disk_network_name(0x6969), "NFS");
	assert_string_equal(instar__disk_network_name(0xff534d42), "CIFS");
	assert_string_equal(instar__disk_network_name(0xfe534d42), "SMB");
	assert_string_equal(instar__disk_network_name(0x01021997), "9p");
	assert_string_equal(instar__disk_network_name(0x65735546), "FUSE");
	assert_null(instar__disk_network_name(0xef53));	    /* ext4 */
	assert_null(instar__disk_network_name(0x01021994)); /* tmpfs */
}

static void another_program_that_holds_the_file_is_waited_for(void **state)
{
	struct instar_options options = quiet();
	sqlite3 *holder;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	holder = open_db(path);
	run(holder, "BEGIN EXCLUSIVE");
	options.busy_ms = -1;
	assert_int_equal(back_up(NULL, &options), INSTAR_E_BUSY);
	assert_said("busy for 0.0 s");
	assert_int_equal(files_with(".backup-"), 0);
	run(holder, "ROLLBACK");
	assert_int_equal(back_up(NULL, &options), INSTAR_OK);
	sqlite3_close(holder);
}

static void inside_a_transaction_no_backup_is_made(void **state)
{
	sqlite3 *db;
	instar *h;

	(void)state;
	fill("PRAGMA journal_mode=DELETE", 3);
	db = open_db(path);
	run(db, "BEGIN");
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_backup(h, NULL), INSTAR_E_TRANSACTION);
	instar_close(h);
	sqlite3_close(db);
	assert_int_equal(instar_backup(NULL, NULL), INSTAR_E_NOMEM);
	assert_string_equal(instar_backup_path(NULL), "");
}

static const struct CMUnitTest tests[] = {
	in_folder(number_29_a_file_that_is_there_is_never_overwritten),
	in_folder(a_link_that_somebody_planted_is_not_followed),
	in_folder(number_30_a_directory_that_others_can_write_to_is_refused),
	in_folder(a_directory_without_permission_is_told),
	in_folder(number_28_a_full_disk_is_told_before_anything_is_written),
	in_folder(number_28_a_disk_that_fills_meanwhile_leaves_no_file),
	in_folder(number_13_a_damaged_database_is_not_backed_up_over_the_good_ones),
	in_folder(number_21_a_file_that_was_replaced_is_not_migrated),
	in_folder(number_20_two_names_of_one_file_are_warned_of),
	in_folder(number_26_a_handle_does_not_survive_a_fork),
	in_folder(number_44_network_file_systems_are_known_by_name),
	in_folder(another_program_that_holds_the_file_is_waited_for),
	in_folder(inside_a_transaction_no_backup_is_made),
};

SUITE(tests)
