/*
 * Files that the runtime must refuse, each with its sentence, and leave as they were; the
 * numbers are those of the list of bad inputs. Paths that cannot be opened at all (1 to
 * 4) are the commands' business.
 */
#include "refused.h"

#include <sys/wait.h>

/* The file must be refused with that sentence by every call, and stay as it is. */
static void expect_file(int flags, int code, const char *message)
{
	static char before[200000];
	size_t size, after;
	const char *bytes = read_file(&size);
	sqlite3 *db = NULL;
	instar *h;

	memcpy(before, bytes, size);
	if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	expect(db, NULL, code, message);
	if (code) {
		h = instar_open(db, shop(&b), NULL);
		assert_true(!instar_status(h) || code == INSTAR_E_READONLY);
		instar_close(h);
	}
	sqlite3_close(db);
	assert_memory_equal(read_file(&after), before, size);
	assert_int_equal(after, size);
}

/* In the child of as_nobody(): cmocka's asserts cannot leave it. */
static void expect_in_child(int code, const char *message)
{
	sqlite3 *db = NULL;
	instar *h;

	sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
	h = instar_open(db, shop(&b), NULL);
	instar_migrate(h);
	if (instar_error(h)->code != code ||
		strcmp(instar_error(h)->message, message) != 0) {
		fprintf(stderr, "# %d \"%s\", not \"%s\"\n", instar_error(h)->code,
			instar_error(h)->message, message);
		_exit(1);
	}
	instar_close(h);
	sqlite3_close(db);
}

/*
 * As a user who owns nothing, as root may do what users may not; in a child, as there is
 * no down migration.
 */
static void as_nobody(mode_t file, mode_t directory, void (*what)(void))
{
	pid_t child;
	int status;

	chmod(path, file);
	chmod(folder, directory);
	child = fork();
	if (child == 0) {
		if (getuid() == 0 && setuid(65534) != 0)
			_exit(77);
		what();
		_exit(0);
	}
	waitpid(child, &status, 0);
	chmod(folder, 0700);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* --- Files */

static void number_5_read_only_says_how_many_steps_are_pending(void **state)
{
	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	expect_file(
		SQLITE_OPEN_READONLY, INSTAR_E_READONLY, "read-only; 12 steps pending");
}

static void try_write_protected_file(void)
{
	expect_in_child(INSTAR_E_READONLY, "read-only; 12 steps pending");
}

static void number_5_a_write_protected_file_is_found_before_anything_is_tried(
	void **state)
{
	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	as_nobody(0444, 0755, try_write_protected_file);
}

static char wanted_message[256];

static void try_journal(void)
{
	expect_in_child(INSTAR_E_READONLY, wanted_message);
}

static void number_6_a_directory_without_room_for_the_journal_is_named(void **state)
{
	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	snprintf(wanted_message, sizeof(wanted_message),
		"cannot create journal in %s; nothing was changed", folder);
	as_nobody(0666, 0555, try_journal);
}

static void number_7_a_write_ahead_log_names_its_shm_file(void **state)
{
	(void)state;
	make("PRAGMA journal_mode=WAL", 9);
	snprintf(wanted_message, sizeof(wanted_message), "cannot create app.db-shm in %s",
		folder);
	as_nobody(0666, 0555, try_journal);
}

/* A process that dies in the middle of a commit leaves its journal. */
static void leave_hot_journal(void)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		sqlite3 *db = open_db(path);

		run(db, "PRAGMA cache_size=1; BEGIN; CREATE TABLE big(a);"
			"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
			"LIMIT 500)"
			"INSERT INTO big SELECT randomblob(500) FROM n");
		_exit(0);
	}
	waitpid(child, &status, 0);
}

static void number_8_an_unfinished_write_needs_write_access(void **state)
{
	sqlite3 *db = NULL;

	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	leave_hot_journal();
	sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
	expect(db, NULL, INSTAR_E_READONLY,
		"unfinished write by another program; needs write access to recover");
	sqlite3_close(db);
}

static void number_9_a_read_only_database_that_is_up_to_date_is_fine(void **state)
{
	sqlite3 *db = NULL;
	instar *h;
	struct instar_options options = { .size = sizeof(options), .validate = 1 };

	(void)state;
	make_current("PRAGMA journal_mode=DELETE");
	expect_file(SQLITE_OPEN_READONLY, INSTAR_OK, "");
	sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
	expect(db, &options, INSTAR_OK, "");
	h = instar_open(db, shop(&b), NULL);
	assert_int_equal(instar_history(h)->count, 12);
	instar_close(h);
	sqlite3_close(db);
}

static void number_9_without_a_stamp_too(void **state)
{
	sqlite3 *db;

	(void)state;
	make_current("PRAGMA journal_mode=DELETE");
	db = open_db(path);
	run(db, "PRAGMA user_version=0");
	sqlite3_close(db);
	expect_file(SQLITE_OPEN_READONLY, INSTAR_OK, "");
}

static void number_10_random_bytes_are_no_database(void **state)
{
	char noise[4096];

	(void)state;
	for (size_t i = 0; i < sizeof(noise); i++)
		noise[i] = (char)(i * 167 + 13);
	write_at(0, noise, sizeof(noise));
	expect_file(SQLITE_OPEN_READWRITE, INSTAR_E_NOTADB,
		"not a SQLite database (or encrypted)");
}

static void number_11_an_encrypted_header_is_no_database(void **state)
{
	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	write_at(0, "\x91\x02\xf3zz\x00\x17yyyyyyyyy", 16);
	expect_file(SQLITE_OPEN_READWRITE, INSTAR_E_NOTADB,
		"not a SQLite database (or encrypted)");
}

static void number_12_a_truncated_file_is_told_from_a_damaged_one(void **state)
{
	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	assert_int_equal(truncate(path, 8192), 0);
	expect_file(SQLITE_OPEN_READWRITE, INSTAR_E_CORRUPT,
		"damaged: shorter than its header says; nothing was changed");
}

static void number_13_a_smashed_first_page_is_damage(void **state)
{
	static const char junk[600] = "junk";

	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	write_at(100, junk, sizeof(junk));
	expect_file(SQLITE_OPEN_READWRITE, INSTAR_E_CORRUPT,
		"damaged (database disk image is malformed); nothing was changed");
}

static void number_15_an_entry_that_is_there_twice_is_damage(void **state)
{
	sqlite3 *db;

	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	db = open_db(path);
	run(db, "PRAGMA writable_schema=ON; INSERT INTO sqlite_master SELECT * FROM "
		"sqlite_master WHERE name = 'settings'");
	sqlite3_close(db);
	expect_file(SQLITE_OPEN_READWRITE, INSTAR_E_CORRUPT,
		"damaged schema entry settings; nothing was changed");
}

static void number_14_a_damaged_schema_entry_is_named(void **state)
{
	sqlite3 *db;

	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	db = open_db(path);
	run(db, "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = "
		"'CREATE TABLE settings(nonsense' WHERE name = 'settings'");
	sqlite3_close(db);
	expect_file(SQLITE_OPEN_READWRITE, INSTAR_E_CORRUPT,
		"damaged schema entry settings; nothing was changed");
}

static void number_16_a_later_format_is_told(void **state)
{
	(void)state;
	make("PRAGMA journal_mode=DELETE", 9);
	write_at(18, "\x09\x09", 2);
	expect_file(SQLITE_OPEN_READWRITE, INSTAR_E_NOTADB, "written by a newer format");
}

static void number_17_an_empty_file_is_a_fresh_database(void **state)
{
	sqlite3 *db;

	(void)state;
	write_at(0, "", 0);
	db = open_db(path);
	expect(db, NULL, INSTAR_OK, "");
	assert_int_equal(number(db, "SELECT count(*) FROM schema_migrations"), 12);
	sqlite3_close(db);
}

static void number_17_unless_it_was_expected_to_exist(void **state)
{
	struct instar_options options = { .size = sizeof(options), .must_exist = 1 };
	sqlite3 *db;

	(void)state;
	write_at(0, "", 0);
	db = open_db(path);
	expect(db, &options, INSTAR_E_CANTOPEN,
		"the database is empty, and was expected to exist");
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_master"), 0);
	build_by_hand(db, shop(&b), 0, 1);
	expect(db, &options, INSTAR_OK, "");
	sqlite3_close(db);
}

static void number_18_utf_16_works(void **state)
{
	static const char *const encodings[] = { "PRAGMA encoding='UTF-16le'",
		"PRAGMA encoding='UTF-16be'" };
	sqlite3 *plain = open_db(":memory:");

	(void)state;
	build_by_hand(plain, shop(&b), 0, 12);
	for (int i = 0; i < 2; i++) {
		sqlite3 *db = open_db(":memory:");

		run(db, encodings[i]);
		build_by_hand(db, shop(&b), 0, 3);
		expect(db, NULL, INSTAR_OK, "");
		assert_true(same_dump(db, plain, false));
		sqlite3_close(db);
	}
	sqlite3_close(plain);
}

static void number_19_a_symbolic_link_is_followed_to_its_file(void **state)
{
	char link[128];
	sqlite3 *db;

	(void)state;
	make("PRAGMA journal_mode=DELETE", 3);
	snprintf(link, sizeof(link), "%s/link.db", folder);
	assert_int_equal(symlink(path, link), 0);
	db = open_db(link);
	expect(db, NULL, INSTAR_OK, "");
	sqlite3_close(db);
	db = open_db(path);
	assert_int_equal(number(db, "SELECT count(*) FROM schema_migrations"), 12);
	sqlite3_close(db);
}

static void number_27_a_full_disk_names_the_place(void **state)
{
	sqlite3 *db;

	(void)state;
	make("PRAGMA journal_mode=DELETE", 3);
	db = open_db(path);
	run(db, "PRAGMA max_page_count=5");
	expect(db, NULL, INSTAR_E_FULL, "disk full at 008_email.sql:11; all undone");
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_master"), 3);
	sqlite3_close(db);
}

static const struct CMUnitTest tests[] = {
	in_folder(number_5_read_only_says_how_many_steps_are_pending),
	in_folder(number_5_a_write_protected_file_is_found_before_anything_is_tried),
	in_folder(number_6_a_directory_without_room_for_the_journal_is_named),
	in_folder(number_7_a_write_ahead_log_names_its_shm_file),
	in_folder(number_8_an_unfinished_write_needs_write_access),
	in_folder(number_9_a_read_only_database_that_is_up_to_date_is_fine),
	in_folder(number_9_without_a_stamp_too),
	in_folder(number_10_random_bytes_are_no_database),
	in_folder(number_11_an_encrypted_header_is_no_database),
	in_folder(number_12_a_truncated_file_is_told_from_a_damaged_one),
	in_folder(number_13_a_smashed_first_page_is_damage),
	in_folder(number_14_a_damaged_schema_entry_is_named),
	in_folder(number_15_an_entry_that_is_there_twice_is_damage),
	in_folder(number_16_a_later_format_is_told),
	in_folder(number_17_an_empty_file_is_a_fresh_database),
	in_folder(number_17_unless_it_was_expected_to_exist),
	cmocka_unit_test(number_18_utf_16_works),
	in_folder(number_19_a_symbolic_link_is_followed_to_its_file),
	in_folder(number_27_a_full_disk_names_the_place),
};

SUITE(tests)
