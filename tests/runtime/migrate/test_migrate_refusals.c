/*
 * Locks, tables and arguments that the runtime must refuse, each with its sentence; the
 * numbers are those of the list of bad inputs.
 */
#include "refused.h"

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
	sqlite3_prepare_v2(
		holder.db, "SELECT * FROM settings", -1, &holder.reading, NULL);
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
		"NULL, NULL, 5, 'x', '2.0.0', 1, NULL), ('shop', '014_still', 14, 'h', "
		"'2026-01-31T12:00:00Z', 'run', NULL, '2.1.3', 5, 'x', '2.1.0', 0, NULL)",
		INSTAR_E_TOO_NEW,
		"database at 014_still (release 2.1.0), applied 2026-01-31 by app 2.1.3; "
		"this program knows 012_notes; update it" },
	{ "35 a newer program that gives no release and no version was here",
		"INSERT INTO schema_migrations VALUES('shop', '013_more', 13, 'h', "
		"'2026-01-31T12:00:00Z', 'run', NULL, NULL, 5, 'x', NULL, 1, NULL)",
		INSTAR_E_TOO_NEW,
		"database at 013_more, applied 2026-01-31; this program knows 012_notes; "
		"update it" },
	{ "36 a recorded table is missing",
		"DROP TABLE settings", INSTAR_E_DRIFT,
		"12 migrations recorded, but table settings is missing" },
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
		"DROP TABLE schema_migrations; CREATE TABLE schema_migrations(version TEXT, who)",
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
		struct instar_options options = { .size = sizeof(options),
			.validate = 1 };
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
		"schema_migrations is not instar's tracking table: it is a virtual "
		"table");
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
	snprintf(message, sizeof(message), "needs SQLite 9.37.2, has %s",
		sqlite3_libversion());
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

static const struct CMUnitTest tests[] = {
	in_folder(number_22_a_lock_that_stays_is_told_with_the_time),
	in_folder(number_22_a_lock_that_goes_is_waited_for),
	in_folder(number_23_a_reader_holds_up_the_commit),
	cmocka_unit_test(number_24_a_host_in_a_transaction_is_told),
	cmocka_unit_test(number_25_a_running_statement_of_the_host_is_told),
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
