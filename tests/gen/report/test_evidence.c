/*
 * test_evidence: what a finding shows besides its message, for findings that would be
 * half as good without it.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "history.h"

#define USERS "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, seen INTEGER);"

/* The first finding with that code: "severity: evidence / help"; "" for what is not. */
static void expect(const struct history_file *files, const char *code, const char *wanted)
{
	static const char *const severities[] = { "note", "warning", "error" };
	struct history history = history_make(files);
	const char *said = "nothing";

	for (uint32_t i = history.diags->count; i-- > 0;) {
		const struct diag *diag = &history.diags->items[i];

		if (strcmp(diag->rule->code, code) == 0)
			said = arena_printf(history.arena, "%s: %s / %s",
				severities[diag->severity],
				diag->evidence ? diag->evidence : "",
				diag->help ? diag->help : "");
	}
	assert_string_equal(said, wanted);
	history_free(&history);
}

static void expect_again(const char *step, const char *evidence)
{
	const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_rows.sql", step },
		{ 0 },
	};
	char wanted[400];

	snprintf(wanted, sizeof(wanted),
		"note: %s / -- @fingerprint rows (SELECT …) can tell it by the rows",
		evidence);
	expect(files, "INS0310", wanted);
}

static void a_step_without_a_trace_tells_what_a_second_run_would_do(void **state)
{
	(void)state;
	expect_again("INSERT INTO users(name) VALUES ('root'), ('guest');",
		"run a second time it adds 2 rows to users");
	expect_again("INSERT INTO users(id, name) VALUES (1, 'root');",
		"run a second time it fails: UNIQUE constraint failed: users.id");
	expect_again("UPDATE users SET seen = seen + 1;",
		"run a second time it changes rows of users again");
	expect_again("UPDATE users SET seen = 0 WHERE seen IS NULL;",
		"run a second time it changes no row");
	expect_again("INSERT OR IGNORE INTO users(id, name) VALUES (1, 'root');",
		"run a second time it changes no row");
}

static void what_a_second_run_does_is_not_tried_where_it_cannot_be(void **state)
{
	(void)state;
	expect_again("-- @call fold_names\nUPDATE users SET seen = 0;", "");
	expect_again("-- @transaction none\nVACUUM;", "");
	expect_again("INSERT INTO users(name) VALUES (datetime('now'));", "");
	expect_again("INSERT INTO users(seen) VALUES (random());", "");
	expect_again("-- @foreign_keys on\nUPDATE users SET seen = seen + 1;", "");
}

static void a_second_run_on_trial_leaves_the_rows_to_the_next_step(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_rows.sql", "INSERT INTO users(id, name) VALUES (1, 'root');\n"
				  "UPDATE users SET seen = 1 WHERE id = 1;" },
		{ "003_rows.sql", "INSERT INTO users(id, name) VALUES (2, 'guest');" },
		{ "004_rows.sql", "-- @requires rows (SELECT 1 WHERE\n"
				  "--     (SELECT count(*) FROM users) = 2)\n"
				  "ALTER TABLE users ADD COLUMN nick TEXT;" },
		{ 0 },
	};
	struct history history = history_make(files);

	(void)state;
	assert_non_null(history.program);
	history_free(&history);
}

static void a_claim_that_is_false_names_the_nearest_thing_there_is(void **state)
{
	static const struct history_file table[] = {
		{ "001_users.sql", "-- @fingerprint table user\n" USERS },
		{ 0 },
	};
	static const struct history_file column[] = {
		{ "001_users.sql", "-- @fingerprint table users(id, nmae)\n" USERS },
		{ 0 },
	};
	static const struct history_file far[] = {
		{ "001_users.sql",
			"-- @fingerprint table users, view quarterly\n" USERS },
		{ 0 },
	};
	static const struct history_file before[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql", "-- @requires column users.nmae\n"
				  "ALTER TABLE users ADD COLUMN nick TEXT;" },
		{ 0 },
	};

	(void)state;
	expect(table, "INS0302", "error: table user is missing; did you mean users? / ");
	expect(column, "INS0302",
		"error: column users.nmae is missing; did you mean name? / ");
	expect(far, "INS0302", "error: view quarterly is missing / ");
	expect(before, "INS0308",
		"error: column users.nmae is missing; did you mean name? / ");
}

static void a_claim_that_does_not_compile_says_why(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql",
			"-- @requires rows (SELECT 1 FROM users WHERE age > 1)\n"
			"ALTER TABLE users ADD COLUMN nick TEXT;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0308", "error: no such column: age / ");
}

static void a_dropped_table_tells_which_column_is_kept_nowhere(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_people.sql",
			"CREATE TABLE people(id INTEGER PRIMARY KEY, called TEXT);\n"
			"INSERT INTO people(id, called) SELECT id, name FROM users;\n"
			"DROP TABLE users;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0401",
		"error: 5 of 5 values of users.seen, for example 301; its row: id = "
		"7101, name = 'ausersname1', seen = 301 / keep them, or say so: -- "
		"@destructive users.seen: WHY");
}

static void a_replaced_row_tells_which_columns_go(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_root.sql", "REPLACE INTO users(id, name) VALUES (1, 'root');" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0416",
		"warning: the statement leaves out seen: where the row was there, its "
		"values go / INSERT … ON CONFLICT (the key) DO UPDATE SET … keeps the "
		"row; or say so: -- @destructive users: WHY");
}

static void rows_replaced_on_purpose_are_a_note(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS "CREATE UNIQUE INDEX names ON users(name);" },
		{ "002_root.sql", "-- @destructive users: root is what counts\n"
				  "UPDATE OR REPLACE users SET name = 'root';" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0416",
		"note: users: 5 rows before, 1 after; kept nowhere: id = 7101, name = "
		"'ausersname1', seen = 301 / ");
}

static void a_key_that_leads_nowhere_says_how_to_get_rid_of_it(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS "CREATE TABLE notes(id INTEGER PRIMARY KEY, "
					 "user INTEGER REFERENCES users(id));" },
		{ "002_gone.sql",
			"-- @destructive users: nobody logs in\nDROP TABLE users;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0603",
		"error:  / every write to notes would fail where foreign keys are on: "
		"drop it too, or build it without the key: -- @rebuild notes");
}

static void a_parent_that_was_moved_away_says_that_its_children_follow(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS "CREATE TABLE notes(id INTEGER PRIMARY KEY, "
					 "user INTEGER REFERENCES users(id));" },
		{ "002_born.sql", "ALTER TABLE users RENAME TO users_old;\n"
				  "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, "
				  "seen INTEGER,\n"
				  "\tborn TEXT);\n"
				  "INSERT INTO users(id, name, seen) SELECT id, name, "
				  "seen FROM users_old;\n"
				  "DROP TABLE users_old;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0603",
		"error:  / foreign keys follow a table that is renamed: make the new "
		"table under another name and rename that one, or write -- @rebuild");
}

static void a_column_dropped_under_its_index_has_a_cure(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS "CREATE INDEX names ON users(name);" },
		{ "002_drop.sql", "-- @destructive users.name: x\nALTER TABLE users DROP "
				  "COLUMN name;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0301",
		"error:  / write before it: DROP INDEX names; and create it behind it as "
		"it has to be");
}

static void a_way_back_that_loses_values_is_told_what_would_be_honest(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\n"
				  "-- @down\n"
				  "ALTER TABLE users DROP COLUMN mail;\n"
				  "UPDATE users SET seen = NULL;\n"
				  "DELETE FROM users;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0311",
		"error: users: 5 rows before, 0 after / let the down migration "
		"keep them; where it cannot, leave it out (-- @irreversible REASON), or "
		"say so: -- @destructive users: WHY");
}

static void a_unique_column_to_be_added_has_a_cure(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql", "ALTER TABLE users ADD COLUMN nick TEXT UNIQUE;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0301",
		"error:  / add it without UNIQUE, and then: CREATE UNIQUE INDEX "
		"users_nick "
		"ON users(nick);");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_step_without_a_trace_tells_what_a_second_run_would_do),
	cmocka_unit_test(what_a_second_run_does_is_not_tried_where_it_cannot_be),
	cmocka_unit_test(a_second_run_on_trial_leaves_the_rows_to_the_next_step),
	cmocka_unit_test(a_claim_that_is_false_names_the_nearest_thing_there_is),
	cmocka_unit_test(a_claim_that_does_not_compile_says_why),
	cmocka_unit_test(a_dropped_table_tells_which_column_is_kept_nowhere),
	cmocka_unit_test(a_replaced_row_tells_which_columns_go),
	cmocka_unit_test(rows_replaced_on_purpose_are_a_note),
	cmocka_unit_test(a_key_that_leads_nowhere_says_how_to_get_rid_of_it),
	cmocka_unit_test(a_parent_that_was_moved_away_says_that_its_children_follow),
	cmocka_unit_test(a_column_dropped_under_its_index_has_a_cure),
	cmocka_unit_test(a_way_back_that_loses_values_is_told_what_would_be_honest),
	cmocka_unit_test(a_unique_column_to_be_added_has_a_cure),
};

SUITE(tests)
