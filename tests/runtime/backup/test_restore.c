/*
 * Restore: the backup comes back whole into the live file, or nothing changes.
 */
#include "saved.h"

#include <fcntl.h>
#include <sys/wait.h>

static char backup[200];

/* A database at the third step, and a backup of it at the second, with its notes. */
static char *prepare(const char *mode)
{
	sqlite3 *db;
	char *before;
	instar *h;

	remove(path);
	fill(mode, 200);
	before = content(path);
	db = open_db(path);
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	snprintf(backup, sizeof(backup), "%s", instar_backup_path(h));
	instar_close(h);
	run(db, "INSERT INTO box(label) VALUES('new')");
	sqlite3_close(db);
	return before;
}

static char said[512];
static char made[200];

static int restore(const char *from, int force, const struct instar_options *options)
{
	sqlite3 *db = open_db(path);
	instar *h = instar_open(db, boxes(&b), options);
	int code = instar_restore(h, from, force);

	snprintf(said, sizeof(said), "%s", instar_error(h)->message);
	snprintf(made, sizeof(made), "%s", instar_backup_path(h));
	instar_close(h);
	sqlite3_close(db);
	return code;
}

static void assert_said(const char *part)
{
	if (!strstr(said, part))
		fail_msg("\"%s\", without \"%s\"", said, part);
}

static void what_was_lost_comes_back(void **state)
{
	static const char *const modes[] = { "PRAGMA journal_mode=DELETE",
		"PRAGMA journal_mode=WAL" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		char *before = prepare(modes[i]), *present = content(path);

		assert_int_equal(restore(backup, 0, NULL), INSTAR_OK);
		assert_content(path, before);
		assert_content(backup, before); /* it is kept */
		assert_content(made, present);	/* and so is what was there */
		sqlite3_free(before);
		sqlite3_free(present);
	}
}

/* The path is the handle's own, and restoring makes a backup that takes its place. */
static void a_handle_restores_the_backup_that_it_has_just_made(void **state)
{
	char *before, *present, *kept;
	sqlite3 *db;
	instar *h;

	(void)state;
	sqlite3_free(prepare("PRAGMA journal_mode=DELETE"));
	before = content(path);
	db = open_db(path);
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_backup(h, NULL), INSTAR_OK);
	kept = sqlite3_mprintf("%s", instar_backup_path(h));
	run(db, "DELETE FROM box");
	present = content(path);
	if (instar_restore(h, instar_backup_path(h), 0) != INSTAR_OK)
		fail_msg("%s", instar_error(h)->message);
	assert_string_not_equal(instar_backup_path(h), kept);
	assert_content(instar_backup_path(h), present);
	assert_content(kept, before);
	assert_content(path, before);
	instar_close(h);
	sqlite3_close(db);
	sqlite3_free(before);
	sqlite3_free(present);
	sqlite3_free(kept);
}

static void the_journal_mode_stays(void **state)
{
	sqlite3 *db;

	(void)state;
	sqlite3_free(prepare("PRAGMA journal_mode=WAL"));
	assert_int_equal(restore(backup, 0, NULL), INSTAR_OK);
	db = open_db(path);
	run(db, "SELECT count(*) FROM box");
	assert_int_equal(
		number(db, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
	sqlite3_close(db);
}

static void a_restored_database_migrates_again(void **state)
{
	sqlite3 *db;
	instar *h;

	(void)state;
	sqlite3_free(prepare("PRAGMA journal_mode=DELETE"));
	db = open_db(path);
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_status(h)->pending, 0);
	assert_int_equal(instar_restore(h, backup, 0), INSTAR_OK);
	assert_int_equal(instar_status(h)->pending, 1); /* the stamp did not survive */
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_int_equal(instar_status(h)->pending, 0);
	instar_close(h);
	sqlite3_close(db);
}

static void another_connection_sees_the_old_or_the_new(void **state)
{
	static const char *const modes[] = { "PRAGMA journal_mode=DELETE",
		"PRAGMA journal_mode=WAL" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct instar_options options = quiet();
		sqlite3 *reader;

		options.busy_ms = -1;
		sqlite3_free(prepare(modes[i]));
		reader = open_db(path);
		run(reader, "BEGIN; SELECT count(*) FROM box");
		assert_int_equal(
			restore(backup, 0, &options), i ? INSTAR_OK : INSTAR_E_BUSY);
		assert_int_equal(number(reader, "SELECT count(*) FROM box"), 201);
		run(reader, "COMMIT");
		assert_int_equal(restore(backup, 0, &options), INSTAR_OK);
		assert_int_equal(number(reader, "SELECT count(*) FROM box"), 200);
		assert_int_equal(number(reader, "SELECT count(*) FROM note"), 2);
		sqlite3_close(reader);
	}
}

static void a_file_that_is_no_backup_of_this_set_is_refused(void **state)
{
	char other[200], *present;
	sqlite3 *db;

	(void)state;
	sqlite3_free(prepare("PRAGMA journal_mode=DELETE"));
	present = content(path);
	snprintf(other, sizeof(other), "%s/other.db", folder);
	db = open_db(other);
	run(db, "CREATE TABLE strange(a); INSERT INTO strange VALUES(1)");
	sqlite3_close(db);
	assert_int_equal(restore(other, 0, NULL), INSTAR_E_BACKUP);
	assert_said("other.db has no records of the set boxes; nothing was changed");
	assert_content(path, present);
	assert_int_equal(files_with(".backup-"), 1);
	assert_int_equal(restore(other, 1, NULL), INSTAR_OK); /* by force */
	db = open_db(path);
	assert_int_equal(number(db, "SELECT a FROM strange"), 1);
	sqlite3_close(db);
	assert_content(made, present);
	sqlite3_free(present);
}

static void a_backup_from_before_the_first_step_is_known_by_its_name(void **state)
{
	sqlite3 *db = open_db(path);
	instar *h;

	(void)state;
	build_by_hand(db, boxes(&b), 0, 2);
	run(db, "INSERT INTO note VALUES(1, 'early')");
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	snprintf(backup, sizeof(backup), "%s", instar_backup_path(h));
	assert_int_equal(instar_restore(h, backup, 0), INSTAR_OK);
	instar_close(h);
	assert_int_equal(number(db, "SELECT count(*) FROM note"), 1);
	sqlite3_close(db);
}

static void files_that_cannot_be_restored_are_told(void **state)
{
	static const char junk[4096] = "junk";
	char file[200], *present;
	int fd;

	(void)state;
	sqlite3_free(prepare("PRAGMA journal_mode=DELETE"));
	present = content(path);
	snprintf(file, sizeof(file), "%s/nothing", folder);
	assert_int_equal(restore(file, 1, NULL), INSTAR_E_BACKUP);
	assert_said("no such file or directory; nothing was changed");
	touch("nothing");
	assert_int_equal(restore(file, 1, NULL), INSTAR_E_BACKUP);
	assert_said("nothing is empty; nothing was changed");
	assert_int_equal(restore(path, 1, NULL), INSTAR_E_BACKUP);
	assert_said("is the database itself; nothing was changed");
	assert_int_equal(restore(folder, 1, NULL), INSTAR_E_BACKUP);
	fd = open(file, O_WRONLY);
	assert_int_equal(write(fd, junk, sizeof(junk)), sizeof(junk));
	close(fd);
	assert_int_equal(restore(file, 1, NULL), INSTAR_E_BACKUP);
	assert_said("nothing: file is not a database; nothing was changed");
	fd = open(backup, O_WRONLY);
	assert_int_equal(pwrite(fd, junk, sizeof(junk), 40960), sizeof(junk));
	close(fd);
	assert_int_equal(restore(backup, 1, NULL), INSTAR_E_BACKUP);
	assert_said("is damaged (");
	assert_int_equal(restore(NULL, 1, NULL), INSTAR_E_MISUSE);
	assert_content(path, present);
	assert_int_equal(files_with(".backup-"), 1);
	sqlite3_free(present);
}

/* Bad inputs 10, 13 and 12: each as damaged as a database can be. */
static void a_damaged_database_is_only_given_up_by_force(void **state)
{
	static const struct {
		off_t at;
		size_t size;
		off_t length; /* 0: as it is */
	} damages[] = { { 0, 4096, 0 }, { 100, 600, 0 }, { 40960, 4096, 0 },
		{ 0, 0, 20480 }, { 0, 0, 300 } };
	char junk[4096];

	(void)state;
	memset(junk, 0xa7, sizeof(junk));
	for (size_t i = 0; i < sizeof(damages) / sizeof(*damages); i++) {
		char *before = prepare("PRAGMA journal_mode=DELETE");
		struct seen seen;
		struct instar_options options = seeing(&seen);
		int fd = open(path, O_WRONLY);

		assert_int_equal(pwrite(fd, junk, damages[i].size, damages[i].at),
			damages[i].size);
		if (damages[i].length)
			assert_int_equal(ftruncate(fd, damages[i].length), 0);
		close(fd);
		assert_int_equal(restore(backup, 0, &options), INSTAR_E_CORRUPT);
		assert_said("; backups: ");
		assert_int_equal(seen.counts[INSTAR_EVENT_WARNING], 0);
		if (restore(backup, 1, &options) != INSTAR_OK)
			fail_msg("%zu: %s", i, said);
		assert_int_equal(seen.counts[INSTAR_EVENT_WARNING], 1);
		assert_non_null(strstr(seen.warning, "no backup of it was made"));
		assert_content(path, before);
		sqlite3_free(before);
		remove(backup);
	}
}

static void an_empty_or_missing_database_is_filled(void **state)
{
	char *before = prepare("PRAGMA journal_mode=DELETE");

	(void)state;
	remove(path);
	assert_int_equal(restore(backup, 0, NULL), INSTAR_OK);
	assert_content(path, before);
	assert_string_equal(made, "");
	sqlite3_free(before);
}

static void the_backup_that_is_restored_is_never_pruned(void **state)
{
	struct instar_options options = quiet();

	(void)state;
	sqlite3_free(prepare("PRAGMA journal_mode=DELETE"));
	options.backups = 1;
	for (int i = 0; i < 4; i++)
		assert_int_equal(restore(backup, 0, &options), INSTAR_OK);
	assert_true(is_there(backup + strlen(folder) + 1));
}

static void settings_of_the_connection_are_put_back(void **state)
{
	sqlite3 *db;
	instar *h;

	(void)state;
	sqlite3_free(prepare("PRAGMA journal_mode=DELETE"));
	db = open_db(path);
	run(db, "PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON");
	h = instar_open(db, boxes(&b), NULL);
	assert_int_equal(instar_restore(h, backup, 0), INSTAR_OK);
	instar_close(h);
	assert_int_equal(number(db, "PRAGMA synchronous"), 1);
	assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
	sqlite3_close(db);
}

static void without_backups_of_its_own_restore_makes_none(void **state)
{
	struct instar_options options = quiet();
	char *before = prepare("PRAGMA journal_mode=DELETE");

	(void)state;
	options.backups = -1;
	assert_int_equal(restore(backup, 0, &options), INSTAR_OK);
	assert_string_equal(made, "");
	assert_content(path, before);
	sqlite3_free(before);
}

static const struct CMUnitTest tests[] = {
	in_folder(what_was_lost_comes_back),
	in_folder(a_handle_restores_the_backup_that_it_has_just_made),
	in_folder(the_journal_mode_stays),
	in_folder(a_restored_database_migrates_again),
	in_folder(another_connection_sees_the_old_or_the_new),
	in_folder(a_file_that_is_no_backup_of_this_set_is_refused),
	in_folder(a_backup_from_before_the_first_step_is_known_by_its_name),
	in_folder(files_that_cannot_be_restored_are_told),
	in_folder(a_damaged_database_is_only_given_up_by_force),
	in_folder(an_empty_or_missing_database_is_filled),
	in_folder(the_backup_that_is_restored_is_never_pruned),
	in_folder(settings_of_the_connection_are_put_back),
	in_folder(without_backups_of_its_own_restore_makes_none),
};

SUITE(tests)
