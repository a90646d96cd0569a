/*
 * Files, locks and tables that the runtime must refuse, each with its sentence, and
 * leave as they were. Paths that cannot be opened at all are the commands' business.
 */
#include "suite.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "dump.h"

static struct builder b;

/* A new directory for each test, and a path of a database in it. */
static char *folder;
static char path[96];

static int enter(void **state)
{
	(void)state;
	folder = make_directory();
	snprintf(path, sizeof(path), "%s/app.db", folder);
	return 0;
}

static int leave(void **state)
{
	(void)state;
	chmod(folder, 0700);
	remove_directory(folder);
	return 0;
}

static void make(const char *mode, uint32_t steps)
{
	sqlite3 *db = open_db(path);

	run(db, mode);
	build_by_hand(db, shop(&b), 0, steps);
	sqlite3_close(db);
}

static void make_current(const char *mode)
{
	sqlite3 *db = open_db(path);
	instar *h;

	run(db, mode);
	h = instar_open(db, shop(&b), NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);
}

static void write_at(long offset, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "r+b");

	if (!file)
		file = fopen(path, "wb");
	assert_non_null(file);
	fseek(file, offset, SEEK_SET);
	fwrite(bytes, 1, size, file);
	fclose(file);
}

static char *read_file(size_t *size)
{
	static char bytes[200000];
	FILE *file = fopen(path, "rb");

	*size = file ? fread(bytes, 1, sizeof(bytes), file) : 0;
	if (file)
		fclose(file);
	return bytes;
}

static void expect(sqlite3 *db, const struct instar_options *options, int code,
	const char *message)
{
	instar *h = instar_open(db, shop(&b), options);

	instar_migrate(h);
	if (strcmp(instar_error(h)->message, message) != 0)
		fail_msg("\"%s\", not \"%s\"", instar_error(h)->message, message);
	assert_int_equal(instar_error(h)->code, code);
	assert_int_equal(sqlite3_get_autocommit(db) || code == INSTAR_E_TRANSACTION, 1);
	instar_close(h);
}

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
	if (instar_error(h)->code != code || strcmp(instar_error(h)->message, message) != 0) {
		fprintf(stderr, "# %d \"%s\", not \"%s\"\n", instar_error(h)->code,
			instar_error(h)->message, message);
		_exit(1);
	}
	instar_close(h);
	sqlite3_close(db);
}

/*
 * As a user who owns nothing, as root may do what users may not; in a child, as there is
 * no way back.
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
	expect_file(SQLITE_OPEN_READONLY, INSTAR_E_READONLY, "read-only; 12 steps pending");
}

static void try_write_protected_file(void)
{
	expect_in_child(INSTAR_E_READONLY, "read-only; 12 steps pending");
}

static void number_5_a_write_protected_file_is_found_before_anything_is_tried(void **state)
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
			"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500)"
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

static void number_14_and_15_a_damaged_schema_entry_is_named(void **state)
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
	expect_file(
		SQLITE_OPEN_READWRITE, INSTAR_E_NOTADB, "written by a newer format");
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

/* --- Locks and transactions */

static void number_22_a_lock_that_stays_is_told_with_the_time(void **state)
{
	struct instar_options options = { .size = sizeof(options), .busy_ms = -1 };
	sqlite3 *db, *other;

	(void)state;
	make("PRAGMA journal_mode=DELETE", 3);
	db = open_db(path);
	other = open_db(path);
	run(other, "BEGIN IMMEDIATE");
	expect(db, &options, INSTAR_E_BUSY, "busy for 0.0 s; holder unknown; try again");
	options.busy_ms = 120;
	expect(db, &options, INSTAR_E_BUSY, "busy for 0.1 s; holder unknown; try again");
	run(other, "COMMIT; BEGIN EXCLUSIVE");
	options.busy_ms = -1;
	expect(db, &options, INSTAR_E_BUSY, "busy for 0.0 s; holder unknown; try again");
	run(other, "COMMIT");
	expect(db, &options, INSTAR_OK, "");
	sqlite3_close(other);
	sqlite3_close(db);
}

struct holder {
	sqlite3 *db;
	sqlite3_stmt *reading;
	int waits, committed, let_go;
};

/* Told that we wait, the one who holds the lock lets go. */
static int let_go(void *context, const struct instar_event *event)
{
	struct holder *holder = context;

	holder->committed += event->kind == INSTAR_EVENT_COMMITTED;
	if (event->kind != INSTAR_EVENT_WAITING)
		return 0;
	holder->waits++;
	if (holder->reading && holder->let_go)
		sqlite3_reset(holder->reading);
	else if (holder->let_go)
		run(holder->db, "COMMIT");
	return 0;
}

static void number_22_a_lock_that_goes_is_waited_for(void **state)
{
	struct holder holder = { .let_go = 1 };
	struct instar_options options = {
		.size = sizeof(options), .on_event = let_go, .event_context = &holder
	};
	sqlite3 *db;

	(void)state;
	make("PRAGMA journal_mode=WAL", 3);
	db = open_db(path);
	holder.db = open_db(path);
	run(holder.db, "BEGIN IMMEDIATE");
	expect(db, &options, INSTAR_OK, "");
	assert_int_equal(holder.waits, 1);
	assert_int_equal(holder.committed, 1);
	sqlite3_close(holder.db);
	sqlite3_close(db);
}

static void number_23_a_reader_holds_up_the_commit(void **state)
{
	struct holder holder = { .let_go = 0 };
	struct instar_options options = { .size = sizeof(options),
		.busy_ms = 120,
		.on_event = let_go,
		.event_context = &holder };
	sqlite3 *db;

	(void)state;
	make("PRAGMA journal_mode=DELETE", 7);
	db = open_db(path);
	holder.db = open_db(path);
	sqlite3_prepare_v2(holder.db, "SELECT * FROM settings", -1, &holder.reading, NULL);
	assert_int_equal(sqlite3_step(holder.reading), SQLITE_ROW);
	expect(db, &options, INSTAR_E_BUSY,
		"a reader held the database for 0.1 s; all undone; try again");
	assert_int_equal(holder.waits, 1);
	holder.let_go = 1;
	expect(db, &options, INSTAR_OK, "");
	assert_int_equal(holder.waits, 2);
	sqlite3_finalize(holder.reading);
	assert_int_equal(number(holder.db, "SELECT count(*) FROM schema_migrations"), 12);
	sqlite3_close(holder.db);
	sqlite3_close(db);
}

static void number_24_a_host_in_a_transaction_is_told(void **state)
{
	sqlite3 *db = open_db(":memory:");

	(void)state;
	run(db, "BEGIN");
	expect(db, NULL, INSTAR_E_TRANSACTION, "call outside a transaction");
	run(db, "COMMIT");
	expect(db, NULL, INSTAR_OK, "");
	sqlite3_close(db);
}

static void number_25_a_running_statement_of_the_host_is_told(void **state)
{
	sqlite3 *db = open_db(":memory:");
	sqlite3_stmt *stmt;

	(void)state;
	sqlite3_prepare_v2(db, "VALUES(1), (2)", -1, &stmt, NULL);
	sqlite3_step(stmt);
	expect(db, NULL, INSTAR_E_TRANSACTION, "finish statements first");
	sqlite3_reset(stmt);
	expect(db, NULL, INSTAR_OK, "");
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

static int always(void *context)
{
	(void)context;
	return 1;
}

/* The host's own progress handler may stop any statement. */
static void number_34_an_interrupted_run_is_undone(void **state)
{
	sqlite3 *db = open_db(":memory:");
	instar *h = instar_open(db, shop(&b), NULL);

	(void)state;
	build_by_hand(db, shop(&b), 0, 3);
	sqlite3_progress_handler(db, 1, always, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_CANCELLED);
	assert_string_equal(instar_error(h)->message, "cancelled; nothing was changed");
	sqlite3_progress_handler(db, 0, NULL, NULL);
	instar_close(h);
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_master"), 3);
	sqlite3_close(db);
}

/* --- Tracking tables and schemas that are not what they should be */

struct story {
	const char *what;
	const char *sql; /* after the whole set was applied */
	int code;
	const char *message;
};

/* clang-format off */
static const struct story stories[] = {
	{ "35 a newer program was here",
		"INSERT INTO schema_migrations VALUES('shop', '013_more', 13, 'h', 'then', 'run', "
		"NULL, NULL, 5, 'x'), ('shop', '014_still', 14, 'h', 'then', 'run', NULL, NULL, 5, 'x')",
		INSTAR_E_TOO_NEW,
		"database at 014_still, this program knows 012_notes; update it" },
	{ "36 a recorded table is missing",
		"DROP TABLE settings", INSTAR_E_DRIFT,
		"007_settings: drift: recorded, but table settings is missing" },
	{ "38 half of a step is there",
		"DELETE FROM schema_migrations WHERE position = 8; DROP INDEX users_email",
		INSTAR_E_CONFLICT,
		"008_email is partly applied: index users_email is missing" },
	{ "39 an unknown step is recorded",
		"UPDATE schema_migrations SET id = '007_other' WHERE position = 7",
		INSTAR_E_TOO_NEW, "history differs at 007_other: this program has no such step" },
	{ "39 a recorded step was edited",
		"UPDATE schema_migrations SET token_hash = 'x' WHERE position = 7",
		INSTAR_E_EDITED,
		"history differs at 007_settings: the step was changed after it was recorded" },
	{ "40 the tracking table is a view",
		"DROP TABLE schema_migrations; CREATE VIEW schema_migrations AS SELECT 1 AS id",
		INSTAR_E_FOREIGN,
		"schema_migrations is not instar's tracking table: it is a view" },
	{ "40 the tracking table is an index",
		"DROP TABLE schema_migrations; CREATE INDEX schema_migrations ON users(name)",
		INSTAR_E_FOREIGN,
		"schema_migrations is not instar's tracking table: it is an index" },
	{ "40 the tracking table has other columns",
		"DROP TABLE schema_migrations; CREATE TABLE schema_migrations(version TEXT)",
		INSTAR_E_FOREIGN,
		"schema_migrations is not instar's tracking table: it has other columns" },
	{ "41 a trigger waits on the tracking table",
		"DELETE FROM schema_migrations WHERE position = 12; DROP TABLE notes;"
		"CREATE TRIGGER trap AFTER INSERT ON schema_migrations BEGIN DELETE FROM users; END",
		INSTAR_E_FOREIGN, "unknown trigger trap on schema_migrations; refused" },
};
/* clang-format on */

static void a_database_with_another_story_is_refused_and_left_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(stories) / sizeof(stories[0]); i++) {
		const struct story *story = &stories[i];
		struct instar_options options = { .size = sizeof(options), .validate = 1 };
		sqlite3 *db = open_db(":memory:");
		char *before, *after;

		expect(db, NULL, INSTAR_OK, "");
		run(db, story->sql);
		before = dump(db, true);
		expect(db, &options, story->code, story->message);
		after = dump(db, true);
		if (strcmp(before, after) != 0)
			fail_msg("%s", story->what);
		sqlite3_free(before);
		sqlite3_free(after);
		sqlite3_close(db);
	}
}

static void number_40_the_tracking_table_is_virtual(void **state)
{
	sqlite3 *db = open_db(":memory:");

	(void)state;
	if (!sqlite3_compileoption_used("ENABLE_FTS5"))
		skip();
	run(db, "CREATE VIRTUAL TABLE schema_migrations USING fts5(id)");
	expect(db, NULL, INSTAR_E_FOREIGN,
		"schema_migrations is not instar's tracking table: it is a virtual table");
	sqlite3_close(db);
}

static void a_tracking_table_with_more_columns_is_ours(void **state)
{
	sqlite3 *db = open_db(":memory:");

	(void)state;
	expect(db, NULL, INSTAR_OK, "");
	run(db, "ALTER TABLE schema_migrations ADD COLUMN note TEXT");
	expect(db, NULL, INSTAR_OK, "");
	sqlite3_close(db);
}

static void number_37_a_table_that_is_there_is_recorded(void **state)
{
	sqlite3 *db = open_db(":memory:");
	instar *h = instar_open(db, shop(&b), NULL);

	(void)state;
	build_by_hand(db, shop(&b), 0, 1);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	assert_string_equal(instar_history(h)->records[0].applied_how, "reconciled");
	instar_close(h);
	sqlite3_close(db);
}

/* --- Arguments */

static void number_43_a_library_that_is_too_old_is_told(void **state)
{
	sqlite3 *db = open_db(":memory:");
	instar_set set = *shop(&b);
	char message[128];
	instar *h;

	(void)state;
	set.sqlite_version = 9037002;
	h = instar_open(db, &set, NULL);
	snprintf(message, sizeof(message), "needs SQLite 9.37.2, has %s", sqlite3_libversion());
	assert_int_equal(instar_migrate(h), INSTAR_E_VERSION);
	assert_string_equal(instar_error(h)->message, message);
	instar_close(h);
	sqlite3_close(db);
}

static void a_table_of_another_format_is_refused(void **state)
{
	sqlite3 *db = open_db(":memory:");
	instar_set set = *shop(&b);
	instar *h;

	(void)state;
	set.format = INSTAR_SET_FORMAT + 1;
	h = instar_open(db, &set, NULL);
	assert_int_equal(instar_error(h)->code, INSTAR_E_FORMAT);
	assert_null(instar_plan(h));
	instar_close(h);
	sqlite3_close(db);
}

static void wrong_arguments_are_told_and_crash_nothing(void **state)
{
	sqlite3 *db = open_db(":memory:");
	struct instar_options options = { 0 };
	instar *h = instar_open(NULL, shop(&b), NULL);

	(void)state;
	assert_int_equal(instar_migrate(h), INSTAR_E_MISUSE);
	instar_close(h);
	h = instar_open(db, NULL, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_MISUSE);
	assert_null(instar_history(h));
	instar_close(h);
	h = instar_open(db, shop(&b), &options);
	assert_string_equal(instar_error(h)->message, "options.size is not set");
	instar_close(h);
	assert_int_equal(instar_migrate(NULL), INSTAR_E_NOMEM);
	assert_null(instar_plan(NULL));
	assert_null(instar_status(NULL));
	assert_null(instar_history(NULL));
	assert_int_equal(instar_error(NULL)->code, INSTAR_E_NOMEM);
	instar_close(NULL);
	sqlite3_close(db);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, enter, leave)

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
	in_folder(number_14_and_15_a_damaged_schema_entry_is_named),
	in_folder(number_16_a_later_format_is_told),
	in_folder(number_17_an_empty_file_is_a_fresh_database),
	in_folder(number_17_unless_it_was_expected_to_exist),
	cmocka_unit_test(number_18_utf_16_works),
	in_folder(number_19_a_symbolic_link_is_followed_to_its_file),
	in_folder(number_22_a_lock_that_stays_is_told_with_the_time),
	in_folder(number_22_a_lock_that_goes_is_waited_for),
	in_folder(number_23_a_reader_holds_up_the_commit),
	cmocka_unit_test(number_24_a_host_in_a_transaction_is_told),
	cmocka_unit_test(number_25_a_running_statement_of_the_host_is_told),
	in_folder(number_27_a_full_disk_names_the_place),
	cmocka_unit_test(number_34_an_interrupted_run_is_undone),
	cmocka_unit_test(a_database_with_another_story_is_refused_and_left_alone),
	cmocka_unit_test(number_37_a_table_that_is_there_is_recorded),
	cmocka_unit_test(number_40_the_tracking_table_is_virtual),
	cmocka_unit_test(a_tracking_table_with_more_columns_is_ours),
	cmocka_unit_test(number_43_a_library_that_is_too_old_is_told),
	cmocka_unit_test(a_table_of_another_format_is_refused),
	cmocka_unit_test(wrong_arguments_are_told_and_crash_nothing),
};

SUITE(tests)
