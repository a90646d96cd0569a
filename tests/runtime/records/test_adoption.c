/*
 * Databases that another migration tool has kept so far, of every tool and at every
 * step: adopted, brought to the last step, and equal to one that was never adopted.
 */
#include "suite.h"

#include "runtime/records/adoption.h"
#include "runtime/decide/exact_schema.h"
#include "history.h"
#include "managed.h"
#include "seen.h"

/* A step of each kind; that 4 has run can only be seen in the records. */
static const struct history_file files[] = {
	{ "001_users.sql",
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
		"INSERT INTO users VALUES(1, 'root');" },
	{ "002_notes.sql",
		"CREATE TABLE notes(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES "
		"users(id), body TEXT);"
		"CREATE INDEX notes_user ON notes(user_id);" },
	{ "003_email.sql", "ALTER TABLE users ADD COLUMN email TEXT;" },
	{ "004_more_rows.sql", "INSERT INTO notes VALUES(NULL, 1, 'hello');" },
	{ "005_view.sql",
		"CREATE VIEW authors AS SELECT name FROM users;"
		"CREATE TRIGGER tidy AFTER DELETE ON users BEGIN DELETE FROM notes WHERE "
		"user_id = old.id; END;" },
	{ "006_names.sql",
		"DROP INDEX notes_user; CREATE INDEX notes_by ON notes(user_id, body);" },
	{ NULL, NULL },
};

enum { STEPS = 6, UNSEEN = 4 };

static struct history history;
static const instar_set *set;

static int compile(void **state)
{
	(void)state;
	history = history_made(files);
	set = &history.program->set;
	return set->step_count == STEPS ? 0 : -1;
}

static int release(void **state)
{
	(void)state;
	history_free(&history);
	return 0;
}

static void expect(sqlite3 *db, int code, const char *message)
{
	char *before = dump(db, true), *after;
	instar *h = instar_open(db, set, NULL);

	instar_migrate(h);
	if (strcmp(instar_error(h)->message, message) != 0)
		fail_msg("\"%s\", not \"%s\"", instar_error(h)->message, message);
	assert_int_equal(instar_error(h)->code, code);
	instar_close(h);
	after = dump(db, true);
	if (code && strcmp(before, after) != 0)
		fail_msg("refused, and changed:\n%s\n%s", before, after);
	sqlite3_free(before);
	sqlite3_free(after);
}

static void answers(sqlite3 *db, const char *wanted, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(stmt, 0), wanted);
	sqlite3_finalize(stmt);
}

/* "run 2, adopted 4" of the tracking rows. */
static const char hows[] = "SELECT coalesce(group_concat(n, ', '), '') FROM (SELECT "
			   "applied_how || ' ' || count(*) AS n FROM schema_migrations"
			   " GROUP BY applied_how ORDER BY applied_how)";

/* As if nobody had ever adopted anything: for comparison. */
static void forget(sqlite3 *db, const struct manager *manager)
{
	char text[128];

	if (manager->table) {
		snprintf(text, sizeof(text), "DROP TABLE \"%s_before_instar\"",
			manager->table);
		run(db, text);
	}
	run(db, "DROP TABLE IF EXISTS ar_internal_metadata;"
		"DROP TABLE IF EXISTS knex_migrations_lock");
}

static void again(sqlite3 *db)
{
	instar *h = instar_open(db, set, NULL);

	assert_true(instar_status(h)->up_to_date);
	assert_string_equal(instar_status(h)->managed_by, "");
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
}

static void adopt(sqlite3 *db, const struct manager *manager, uint32_t k)
{
	struct seen seen;
	struct instar_options options = seeing(&seen);
	instar *h = instar_open(db, set, &options);
	const struct instar_status *status = instar_status(h);

	assert_non_null(status);
	if (manager->table || k)
		assert_string_equal(status->managed_by, manager->name);
	else
		assert_string_equal(status->managed_by, "");
	assert_int_equal(status->pending, STEPS);
	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s at %u: %s", manager->name, k, instar_error(h)->message);
	assert_int_equal(seen.counts[INSTAR_EVENT_ADOPTED], manager->table || k ? 1 : 0);
	instar_close(h);
}

static void expect_rows(sqlite3 *db, uint32_t k)
{
	char wanted[64];

	if (!k)
		snprintf(wanted, sizeof(wanted), "run %d", STEPS);
	else if (k == STEPS)
		snprintf(wanted, sizeof(wanted), "adopted %u", k);
	else
		snprintf(wanted, sizeof(wanted), "adopted %u, run %u", k, STEPS - k);
	answers(db, wanted, hows);
}

static void adopt_at(const struct manager *manager, uint32_t k)
{
	static const char rows[] =
		"INSERT INTO users(id, name) VALUES(7, 'ann'), (8, 'bo')";
	sqlite3 *db = managed_open(manager, set, k), *plain = open_db(":memory:");
	int64_t version = number(db, "PRAGMA user_version");

	build_by_hand(plain, set, 0, k);
	if (k) {
		run(db, rows);
		run(plain, rows);
	}
	build_by_hand(plain, set, k, STEPS);
	adopt(db, manager, k);
	expect_rows(db, k);
	if (!manager->table && k)
		assert_int_equal(number(db, "PRAGMA user_version"), version);
	again(db);
	expect_rows(db, k);
	forget(db, manager);
	if (number(db,
		    "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'"))
		run(plain, "CREATE TABLE a(i INTEGER PRIMARY KEY AUTOINCREMENT); DROP "
			   "TABLE a");
	if (!same_dump(db, plain, false))
		fail_msg("%s at %u", manager->name, k);
	sqlite3_close(db);
	sqlite3_close(plain);
}

static void every_tool_at_every_step_is_adopted(void **state)
{
	(void)state;
	for (size_t i = 0; i < manager_count; i++) {
		for (uint32_t k = 0; k <= STEPS; k++) {
			if (!managers[i].silent || k != UNSEEN)
				adopt_at(&managers[i], k);
		}
	}
}

static void the_old_table_keeps_its_rows_under_another_name(void **state)
{
	sqlite3 *db = managed_open(manager_named("goose"), set, 3);

	(void)state;
	run(db, "CREATE TABLE goose_db_version_before_instar(x);"
		"CREATE VIEW goose_db_version_before_instar_2 AS SELECT 1");
	expect(db, INSTAR_OK, "");
	answers(db, "0,1,2,3",
		"SELECT group_concat(version_id) FROM goose_db_version_before_instar_3");
	answers(db, "0", "SELECT count(*) FROM goose_db_version_before_instar");
	sqlite3_close(db);
}

/* What is left behind belongs to nobody's schema: the fast path stays open. */
static void what_an_adoption_leaves_behind_is_not_looked_at(void **state)
{
	sqlite3 *db = managed_open(manager_named("sqlx"), set, 3);
	instar *h;

	(void)state;
	expect(db, INSTAR_OK, "");
	h = instar_open(db, set, NULL);
	assert_true(instar__exact_schema_at(h, instar__exact_schema_read(h), STEPS));
	run(db, "CREATE TRIGGER x AFTER INSERT ON _sqlx_migrations_before_instar BEGIN "
		"DELETE FROM users; END");
	assert_false(instar__exact_schema_at(h, instar__exact_schema_read(h), STEPS));
	instar_close(h);
	sqlite3_close(db);
}

static void a_name_left_behind_is_known_by_its_end(void **state)
{
	static const char *const left[] = { "a_before_instar", "a_before_instar_2",
		"a_before_instar_17" };
	static const char *const others[] = { "", "a", "_before_instar", "before_instar",
		"a_before_instar_x", "a_before_instars", "17" };

	(void)state;
	for (size_t i = 0; i < sizeof(left) / sizeof(*left); i++)
		assert_true(instar__adopt_is_left(left[i], strlen(left[i])));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(instar__adopt_is_left(others[i], strlen(others[i])));
}

static void a_broken_view_of_somebody_else_is_not_in_the_way(void **state)
{
	sqlite3 *db = managed_open(manager_named("golang-migrate"), set, STEPS);

	(void)state;
	run(db, "CREATE VIEW broken AS SELECT x FROM nowhere");
	expect(db, INSTAR_OK, "");
	answers(db, "adopted 6", hows);
	assert_int_equal(number(db, "PRAGMA legacy_alter_table"), 0);
	sqlite3_close(db);
}

static void the_plan_says_whose_records_they_are(void **state)
{
	sqlite3 *db = managed_open(manager_named("sqlx"), set, 2);
	instar *h = instar_open(db, set, NULL);
	const struct instar_plan *plan = instar_plan(h);

	(void)state;
	assert_string_equal(plan->managed_by, "sqlx");
	assert_int_equal(plan->recorded, 2);
	assert_int_equal(plan->decisions[1].verdict, INSTAR_RECONCILE);
	assert_string_equal(plan->decisions[1].reason, "recorded by sqlx, and there");
	assert_int_equal(plan->decisions[2].verdict, INSTAR_RUN);
	assert_int_equal(instar_history(h)->count, 0);
	instar_close(h);
	sqlite3_close(db);
}

static void a_table_of_the_same_name_has_no_history_of_ours(void **state)
{
	sqlite3 *db = managed_open(manager_named("dbmate"), set, 2);
	instar *h = instar_open(db, set, NULL);

	(void)state;
	assert_non_null(instar_history(h));
	assert_int_equal(instar_history(h)->count, 0);
	instar_close(h);
	sqlite3_close(db);
}

/* --- Records that are not the whole truth */

struct tale {
	const char *what;
	const char *tool;
	uint32_t recorded;
	uint32_t built;
	const char *sql; /* after that */
	int code;
	const char *message; /* or, when all is well, the tracking rows */
};

/* clang-format off */
static const struct tale tales[] = {
	{ "a dirty step that is not there runs", "golang-migrate", 5, 4,
		"UPDATE schema_migrations SET dirty = 1", INSTAR_OK, "adopted 4, run 2" },
	{ "a dirty step that is there is adopted all the same", "golang-migrate", 5, 5,
		"UPDATE schema_migrations SET dirty = 1", INSTAR_OK,
		"adopted 5, run 1" },
	{ "a dirty step that is half there is explained", "golang-migrate", 5, 5,
		"UPDATE schema_migrations SET dirty = 1; DROP TRIGGER tidy", INSTAR_E_CONFLICT,
		"005_view is partly applied, by golang-migrate: trigger tidy is missing" },
	{ "golang-migrate rolled back to nothing", "golang-migrate", 0, 0,
		"INSERT INTO schema_migrations VALUES(-1, 1)", INSTAR_OK, "run 6" },
	{ "sqlx failed in a step", "sqlx", 3, 2,
		"UPDATE _sqlx_migrations SET success = 0 WHERE version = 3", INSTAR_OK,
		"adopted 2, run 4" },
	{ "sqlx failed, and the step is there", "sqlx", 3, 3,
		"UPDATE _sqlx_migrations SET success = 0 WHERE version = 3", INSTAR_OK,
		"adopted 3, run 3" },
	{ "Flyway failed in a step", "Flyway", 5, 4,
		"UPDATE flyway_schema_history SET success = 0 WHERE version = '005'",
		INSTAR_OK, "adopted 4, run 2" },
	{ "Flyway undid a step", "Flyway", 5, 4,
		"INSERT INTO flyway_schema_history VALUES(6, '5', 'x', 'UNDO_SQL', 'U5__x.sql',"
		" 1, '', 'then', 1, 1)", INSTAR_OK, "adopted 4, run 2" },
	{ "Flyway began with a baseline", "Flyway", 0, 3,
		"INSERT INTO flyway_schema_history VALUES(1, '3.5', '<< Flyway Baseline >>',"
		" 'BASELINE', '<< Flyway Baseline >>', NULL, '', 'then', 0, 1)",
		INSTAR_OK, "adopted 3, run 3" },
	{ "Flyway repeated a view", "Flyway", 4, 4,
		"INSERT INTO flyway_schema_history VALUES(5, NULL, 'v', 'SQL', 'R__v.sql', 1, '',"
		" 'then', 1, 1)", INSTAR_OK, "adopted 4, run 2" },
	{ "Flyway made its schema", "Flyway", 0, 0,
		"INSERT INTO flyway_schema_history VALUES(0, NULL, 'x', 'SCHEMA', 'x', NULL, '',"
		" 'then', 0, 1)", INSTAR_OK, "run 6" },
	{ "goose took a step back", "goose", 5, 4,
		"INSERT INTO goose_db_version(version_id, is_applied) VALUES(5, 0)",
		INSTAR_OK, "adopted 4, run 2" },
	{ "goose took a step back and did it again", "goose", 5, 5,
		"INSERT INTO goose_db_version(version_id, is_applied) VALUES(5, 0), (5, 1)",
		INSTAR_OK, "adopted 5, run 1" },
	{ "prisma never finished a step", "prisma", 5, 4,
		"UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name ="
		" '005_view'", INSTAR_OK, "adopted 4, run 2" },
	{ "prisma failed, was resolved, and did it again", "prisma", 5, 5,
		"INSERT INTO _prisma_migrations VALUES('id-0', 'sum', NULL, '005_view', 'oh',"
		" 'then', 1706702400000, 0)", INSTAR_OK, "adopted 5, run 1" },
	{ "prisma failed, and did it again", "prisma", 5, 5,
		"INSERT INTO _prisma_migrations VALUES('id-0', 'sum', NULL, '005_view', 'oh',"
		" NULL, 1706702400000, 0)", INSTAR_OK, "adopted 5, run 1" },
	{ "a record that lies", "goose", 5, 4, "SELECT 1", INSTAR_E_DRIFT,
		"5 migrations recorded by goose, but view authors and trigger tidy are missing" },
	{ "a record in the middle that lies", "knex", 5, 5, "DROP INDEX notes_user",
		INSTAR_E_DRIFT,
		"5 migrations recorded by knex, but index notes_user is missing" },
	{ "a record is missing, its step is there", "dbmate", 5, 5,
		"DELETE FROM schema_migrations WHERE version = '002'", INSTAR_OK,
		"adopted 4, reconciled 1, run 1" },
	{ "a step was done by hand after the last record", "dbmate", 2, 3, "SELECT 1",
		INSTAR_OK, "adopted 2, reconciled 1, run 3" },
	{ "the tool's program was newer", "goose", 6, 6,
		"INSERT INTO goose_db_version(version_id, is_applied) VALUES(12, 1), (9, 1)",
		INSTAR_E_TOO_NEW,
		"database at 12, as goose recorded it; this program knows 006_names; update it" },
	{ "so many unknown records that reading them all would take its time", "goose", 6, 6,
		"WITH n(i) AS (SELECT 101 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
		" INSERT INTO goose_db_version(version_id, is_applied) SELECT i, 1 FROM n",
		INSTAR_E_TOO_NEW,
		"database at 200, as goose recorded it; this program knows 006_names; update it" },
	{ "drizzle has one row too many", "drizzle", 6, 6,
		"INSERT INTO __drizzle_migrations VALUES(NULL, 'abcdef', 1806702400000)",
		INSTAR_E_TOO_NEW, "database at abcdef, as drizzle recorded it; this program"
		" knows 006_names; update it" },
	{ "a step that nobody knows", "prisma", 3, 3,
		"UPDATE _prisma_migrations SET migration_name = '000_other' WHERE migration_name"
		" = '002_notes'", INSTAR_E_TOO_NEW,
		"history differs at 000_other, which prisma recorded: this program has no such"
		" step" },
	{ "golang-migrate was ahead: it keeps no version but the last", "golang-migrate", 0, 6,
		"INSERT INTO schema_migrations VALUES(20260726153900, 0)", INSTAR_E_TOO_NEW,
		"database at 20260726153900, as golang-migrate recorded it; this program knows"
		" 006_names; update it" },
	{ "golang-migrate was ahead, and failed there", "golang-migrate", 0, 6,
		"INSERT INTO schema_migrations VALUES(7, 1)", INSTAR_E_TOO_NEW,
		"database at 7, as golang-migrate recorded it; this program knows 006_names;"
		" update it" },
	{ "another program's dbmate", "dbmate", 0, 3,
		"INSERT INTO schema_migrations VALUES('20200101000000'), ('20210101000000')",
		INSTAR_E_FOREIGN, "schema_migrations is not instar's tracking table: dbmate wrote"
		" it, and its version 20200101000000 is no step of this program" },
	{ "a table of another shape", "user_version", 0, 0,
		"CREATE TABLE schema_migrations(colour, weight)", INSTAR_E_FOREIGN,
		"schema_migrations is not instar's tracking table: it has other columns" },
	{ "a column that computes", "user_version", 0, 0,
		"CREATE TABLE schema_migrations(version TEXT, dirty AS (1))", INSTAR_E_FOREIGN,
		"schema_migrations is not instar's tracking table: it has other columns" },
	{ "a view under a tool's name", "user_version", 0, 0,
		"CREATE VIEW schema_migrations AS SELECT 1 AS version", INSTAR_E_FOREIGN,
		"schema_migrations is not instar's tracking table: it is a view" },
	{ "a trigger on the tool's table", "goose", 3, 3,
		"CREATE TRIGGER trap AFTER INSERT ON goose_db_version BEGIN DELETE FROM users;"
		" END", INSTAR_E_FOREIGN, "unknown trigger trap on goose_db_version; refused" },
	{ "goose_db_version with random columns is nobody's", "user_version", 0, 2,
		"CREATE TABLE goose_db_version(a, b)", INSTAR_OK, "reconciled 2, run 4" },
	{ "the view of a tool is nobody's", "user_version", 0, 2,
		"CREATE VIEW goose_db_version AS SELECT 1 AS id, 2 AS version_id, 1 AS is_applied,"
		" 1 AS tstamp", INSTAR_OK, "reconciled 2, run 4" },
	{ "a number of the host's, of another thing", "user_version", 0, 2,
		"PRAGMA user_version=77", INSTAR_OK, "reconciled 2, run 4" },
	{ "a number that is too high for what is there", "user_version", 0, 2,
		"PRAGMA user_version=5", INSTAR_OK, "reconciled 2, run 4" },
	{ "a number on an empty database", "user_version", 0, 0, "PRAGMA user_version=5",
		INSTAR_OK, "run 6" },
	{ "a number that is lower than what is there", "user_version", 0, 3,
		"PRAGMA user_version=1", INSTAR_OK, "adopted 1, reconciled 2, run 3" },
	{ "alembic's revision bears our name", "alembic", 0, 4,
		"INSERT INTO alembic_version VALUES('004_more_rows')", INSTAR_OK,
		"adopted 4, run 2" },
	{ "alembic's revision lies", "alembic", 0, 2,
		"INSERT INTO alembic_version VALUES('005_view')", INSTAR_OK,
		"adopted 2, run 4" },
};
/* clang-format on */

static void records_are_believed_as_far_as_the_schema_goes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tales) / sizeof(*tales); i++) {
		const struct tale *tale = &tales[i];
		sqlite3 *db = open_db(":memory:");

		print_message("# %s\n", tale->what);
		build_by_hand(db, set, 0, tale->built);
		managed_record(db, manager_named(tale->tool), set, tale->recorded);
		run(db, tale->sql);
		expect(db, tale->code, tale->code ? tale->message : "");
		if (!tale->code)
			answers(db, tale->message, hows);
		sqlite3_close(db);
	}
}

/* --- Two tables */

static void our_own_records_count_when_there_are_both(void **state)
{
	sqlite3 *db = open_db(":memory:");

	(void)state;
	expect(db, INSTAR_OK, "");
	managed_record(db, manager_named("goose"), set, 2);
	run(db, "DROP VIEW authors");
	expect(db, INSTAR_E_DRIFT,
		"6 migrations recorded, but view authors is missing");
	run(db, "CREATE VIEW authors AS SELECT name FROM users");
	expect(db, INSTAR_OK, "");
	answers(db, "3", "SELECT count(*) FROM goose_db_version");
	sqlite3_close(db);
}

static void the_records_of_another_set_are_no_hindrance(void **state)
{
	sqlite3 *db = open_db(":memory:");

	(void)state;
	expect(db, INSTAR_OK, "");
	run(db, "UPDATE schema_migrations SET set_name = 'other'; DROP VIEW authors;"
		"DROP TRIGGER tidy; DROP INDEX notes_by;"
		"CREATE INDEX notes_user ON notes(user_id)");
	managed_record(db, manager_named("sqlx"), set, 4);
	expect(db, INSTAR_OK, "");
	answers(db, "adopted 4, run 8", hows);
	sqlite3_close(db);
}

/* --- Old names */

static void a_record_under_an_old_name_is_the_steps(void **state)
{
	static const struct history_file renamed[] = {
		{ "010_users.sql",
			"-- @was 20240101_first\nCREATE TABLE users(id INTEGER PRIMARY "
			"KEY);" },
		{ "011_notes.sql", "CREATE TABLE notes(id INTEGER PRIMARY KEY);" },
		{ NULL, NULL },
	};
	struct history other = history_make(renamed);
	sqlite3 *db = open_db(":memory:");
	instar *h;

	(void)state;
	assert_non_null(other.program);
	build_by_hand(db, &other.program->set, 0, 1);
	run(db, "CREATE TABLE schema_migrations(version TEXT PRIMARY KEY);"
		"INSERT INTO schema_migrations VALUES('20240101')");
	h = instar_open(db, &other.program->set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	answers(db, "adopted 1, run 1", hows);
	sqlite3_close(db);
	history_free(&other);
}

/* A history that keeps a version table of its own does not lose it. */
static void a_table_that_a_step_makes_is_not_a_tools(void **state)
{
	static const struct history_file versioned[] = {
		{ "001_version.sql",
			"CREATE TABLE schema_version(version INTEGER, applied_date, "
			"applied_by, description);" },
		{ "002_notes.sql", "CREATE TABLE notes(id INTEGER PRIMARY KEY);" },
		{ NULL, NULL },
	};
	struct history other = history_make(versioned);
	sqlite3 *db = open_db(":memory:");
	instar *h;

	(void)state;
	assert_non_null(other.program);
	build_by_hand(db, &other.program->set, 0, 1);
	run(db, "INSERT INTO schema_version VALUES(9, 'then', 'me', 'x')");
	h = instar_open(db, &other.program->set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	answers(db, "reconciled 1, run 1", hows);
	answers(db, "9", "SELECT version FROM schema_version");
	sqlite3_close(db);
	history_free(&other);
}

/* --- Failures */

static void a_host_that_cancels_an_adoption_finds_all_as_it_was(void **state)
{
	bool cancelled = true;

	(void)state;
	for (int at = 1; cancelled; at++) {
		sqlite3 *db = managed_open(manager_named("golang-migrate"), set, 3);
		char *before = dump(db, true), *after;
		struct seen seen;
		struct instar_options options = seeing(&seen);
		instar *h = instar_open(db, set, &options);

		seen.cancel_at = at;
		cancelled = instar_migrate(h) == INSTAR_E_CANCELLED;
		instar_close(h);
		after = dump(db, true);
		assert_int_equal(strcmp(before, after) == 0, cancelled);
		sqlite3_free(before);
		sqlite3_free(after);
		sqlite3_close(db);
	}
}

/* The authorizer says no to the n-th thing that SQLite asks it. */
static int countdown;

static int deny(void *context, int action, const char *a, const char *b, const char *c,
	const char *d)
{
	(void)context, (void)action, (void)a, (void)b, (void)c, (void)d;
	return countdown && --countdown == 0 ? SQLITE_DENY : SQLITE_OK;
}

static void an_adoption_that_fails_anywhere_leaves_all_as_it_was(void **state)
{
	int failures = 0, code = 1;

	(void)state;
	for (int n = 1; code; n++) {
		sqlite3 *db = managed_open(manager_named("golang-migrate"), set, 3);
		char *before = dump(db, true), *after;
		instar *h = instar_open(db, set, NULL);

		sqlite3_set_authorizer(db, deny, NULL);
		countdown = n;
		code = instar_migrate(h);
		if (!code && countdown == 0)
			code = -1; /* it could do without */
		countdown = 0;
		instar_close(h);
		sqlite3_set_authorizer(db, NULL, NULL);
		after = dump(db, true);
		if (code > 0 && strcmp(before, after) != 0)
			fail_msg("denied %d, and changed:\n%s", n, after);
		failures += code > 0;
		assert_int_equal(number(db, "PRAGMA legacy_alter_table"), 0);
		sqlite3_free(before);
		sqlite3_free(after);
		sqlite3_close(db);
	}
	print_message("# refused at %d places\n", failures);
	assert_true(failures > 50);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_tool_at_every_step_is_adopted),
	cmocka_unit_test(the_old_table_keeps_its_rows_under_another_name),
	cmocka_unit_test(what_an_adoption_leaves_behind_is_not_looked_at),
	cmocka_unit_test(a_name_left_behind_is_known_by_its_end),
	cmocka_unit_test(a_broken_view_of_somebody_else_is_not_in_the_way),
	cmocka_unit_test(the_plan_says_whose_records_they_are),
	cmocka_unit_test(a_table_of_the_same_name_has_no_history_of_ours),
	cmocka_unit_test(records_are_believed_as_far_as_the_schema_goes),
	cmocka_unit_test(our_own_records_count_when_there_are_both),
	cmocka_unit_test(the_records_of_another_set_are_no_hindrance),
	cmocka_unit_test(a_record_under_an_old_name_is_the_steps),
	cmocka_unit_test(a_table_that_a_step_makes_is_not_a_tools),
	cmocka_unit_test(a_host_that_cancels_an_adoption_finds_all_as_it_was),
	cmocka_unit_test(an_adoption_that_fails_anywhere_leaves_all_as_it_was),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, compile, release);
}
