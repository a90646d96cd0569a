/*
 * test_rehearse: what a history does to rows, and what is said of it.
 */
#include "suite.h"

#include <string.h>

#include "history.h"

/* The findings of groups 04 and 05, and INS0311 and INS0312: `code severity message`. */
static const char *findings(const struct history *history)
{
	static const char *const severities[] = { "note", "warning", "error" };
	static const char *const codes[] = { "INS04", "INS05", "INS0311", "INS0312" };
	const char *list = "";

	for (uint32_t i = 0; i < history->diags->count; i++) {
		const struct diag *diag = &history->diags->items[i];
		bool ours = false;

		for (size_t j = 0; j < sizeof(codes) / sizeof(*codes); j++)
			ours |= strncmp(diag->rule->code, codes[j], strlen(codes[j])) ==
				0;
		if (ours)
			list = arena_printf(history->arena, "%s%s %s: %s\n", list,
				diag->rule->code, severities[diag->severity],
				diag->message);
	}
	return list;
}

static void expect(const struct history_file *files, const char *wanted)
{
	struct history history = history_make(files);

	assert_string_equal(findings(&history), wanted);
	history_free(&history);
}

/* The evidence of the first finding with that code. */
static void expect_evidence(
	const struct history_file *files, const char *code, const char *wanted)
{
	struct history history = history_make(files);
	const char *evidence = NULL;

	for (uint32_t i = 0; i < history.diags->count && !evidence; i++) {
		if (strcmp(history.diags->items[i].rule->code, code) == 0)
			evidence = history.diags->items[i].evidence;
	}
	assert_non_null(evidence);
	assert_string_equal(evidence, wanted);
	history_free(&history);
}

#define USERS "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT);"

static void a_step_that_only_adds_says_nothing(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", USERS },
		{ "002_b.sql", "ALTER TABLE users ADD COLUMN age INTEGER DEFAULT 0;"
			       "CREATE INDEX i ON users(age); CREATE VIEW v AS SELECT id "
			       "FROM users;" },
		{ 0 },
	};

	(void)state;
	expect(files, "");
}

static void swapped_columns_are_shown_with_their_values(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", USERS },
		{ "002_b.sql",
			"CREATE TABLE n(id INTEGER PRIMARY KEY, email TEXT, name TEXT);"
			"INSERT INTO n SELECT * FROM users; DROP TABLE users;"
			"ALTER TABLE n RENAME TO users;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0430 warning: SELECT * takes the columns of users in their "
		      "order, which may be another at a user's\n"
		      "INS0408 error: the copy fills users.name, users.email by "
		      "position, from other columns\n");
	expect_evidence(files, "INS0408",
		"users.name: 5 of 5 values changed; the first was 'ausersname1' and is "
		"'ausersemail1'\n"
		"users.email: 5 of 5 values changed; the first was 'ausersemail1' and is "
		"'ausersname1'");
}

static void counts_are_the_evidence_of_lost_rows(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", USERS },
		{ "002_b.sql", "DELETE FROM users;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0405 error: DELETE without WHERE empties users\n");
	expect_evidence(files, "INS0405", "users: 5 rows before, 0 after");
}

static void what_is_acknowledged_is_a_note(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", USERS },
		{ "002_b.sql",
			"-- @destructive users: asked for again\nDELETE FROM users;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0405 note: DELETE without WHERE empties users\n");
}

static void rows_that_move_to_another_table_are_not_lost(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", USERS },
		{ "002_b.sql", "CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, "
			       "email TEXT);"
			       "INSERT INTO people SELECT id, name, email FROM users;"
			       "DROP TABLE users;" },
		{ 0 },
	};

	(void)state;
	expect(files, "");
}

static void the_steps_after_a_failing_one_are_rehearsed_too(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", USERS },
		{ "002_b.sql", "ALTER TABLE users ADD COLUMN age INTEGER NOT NULL;" },
		{ "003_c.sql", "DELETE FROM users;" },
		{ 0 },
	};

	(void)state;
	expect(files,
		"INS0501 error: Cannot add a NOT NULL column with default value NULL\n"
		"INS0405 error: DELETE without WHERE empties users\n");
}

static void a_column_put_back_by_down_is_empty_and_that_is_told(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", USERS },
		{ "002_b.sql",
			"ALTER TABLE users ADD COLUMN age INTEGER;\n-- @down\n"
			"CREATE TABLE n(id INTEGER PRIMARY KEY, name TEXT, email TEXT);"
			"INSERT INTO n(id, name) SELECT id, name FROM users;"
			"DROP TABLE users; ALTER TABLE n RENAME TO users;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0311 error: the copy leaves out users.email\n");
}

static void what_the_step_added_may_go_with_down(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", USERS },
		{ "002_b.sql", "ALTER TABLE users ADD COLUMN age INTEGER DEFAULT 7;"
			       "CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);\n"
			       "-- @down\nDROP TABLE notes; ALTER TABLE users DROP "
			       "COLUMN age;" },
		{ 0 },
	};

	(void)state;
	expect(files, "");
}

static void a_way_back_may_spell_the_schema_otherwise(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a TEXT);  CREATE TABLE u(b TEXT);" },
		{ "002_b.sql",
			"ALTER TABLE t ADD COLUMN c TEXT;\n-- @down\n"
			"ALTER TABLE t DROP COLUMN c;"
			"CREATE TABLE keep AS SELECT * FROM u; DROP TABLE u;"
			"CREATE TABLE u( b  TEXT ); INSERT INTO u(b) SELECT b FROM keep;"
			"DROP TABLE keep;" },
		{ 0 },
	};

	(void)state;
	expect(files, "");
}

static void a_sample_gives_rows_where_none_can_be_made(void **state)
{
	static const struct history_file without[] = {
		{ "001_a.sql",
			"CREATE TABLE codes(code TEXT NOT NULL CHECK "
			"(hex(substr(code, 2)) = '4F4B21' AND instr(code, 'z') = 1));" },
		{ 0 },
	};
	static const struct history_file with[] = {
		{ "001_a.sql",
			"CREATE TABLE codes(code TEXT NOT NULL CHECK "
			"(hex(substr(code, 2)) = '4F4B21' AND instr(code, 'z') = 1));\n"
			"-- @sample INSERT INTO codes\n"
			"--   VALUES ('zOK!')" },
		{ "002_b.sql", "DROP TABLE codes;" },
		{ 0 },
	};

	(void)state;
	expect(without, "INS0511 warning: no row could be made for codes\n");
	expect(with, "INS0401 error: the rows of codes are kept nowhere else\n");
}

static void parents_may_be_away_between_two_steps(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT);"
			       "CREATE TABLE c(p_id INTEGER NOT NULL REFERENCES p(id));"
			       "CREATE INDEX i ON c(p_id);" },
		{ "002_b.sql",
			"CREATE TABLE keep(id INTEGER PRIMARY KEY, name TEXT);"
			"INSERT INTO keep SELECT id, name FROM p; DELETE FROM p;" },
		{ "003_c.sql",
			"INSERT OR IGNORE INTO p(id, name) SELECT id, name FROM keep;" },
		{ 0 },
	};
	static const struct history_file never[] = {
		{ "001_a.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT);"
			       "CREATE TABLE c(p_id INTEGER NOT NULL REFERENCES p(id));"
			       "CREATE INDEX i ON c(p_id);" },
		{ "002_b.sql", "-- @destructive p: on purpose\nDELETE FROM p;" },
		{ 0 },
	};

	(void)state;
	expect(files, "");
	expect(never, "INS0405 note: DELETE without WHERE empties p\n"
		      "INS0509 error: rows of c lose their parent in p\n");
}

static void a_table_of_one_row_is_told_by_its_history(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE settings(id INTEGER PRIMARY KEY, theme TEXT "
			       "UNIQUE); INSERT INTO settings VALUES (1, 'light');" },
		{ "002_b.sql", "UPDATE settings SET theme = 'dark';" },
		{ 0 },
	};
	static const struct history_file unseeded[] = {
		{ "001_a.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, theme TEXT "
			       "UNIQUE);" },
		{ "002_b.sql", "UPDATE users SET theme = 'dark';" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0507 warning: UNIQUE constraint failed: settings.theme\n");
	expect_evidence(files, "INS0507",
		"with two rows in settings; it passes with the one row that the history "
		"gives it");
	expect(unseeded, "INS0507 error: UNIQUE constraint failed: users.theme\n");
	expect_evidence(unseeded, "INS0507",
		"on tables that hold plain rows; it passes on empty ones");
}

static void one_row_does_not_excuse_what_one_row_breaks(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql",
			"CREATE TABLE settings(id INTEGER PRIMARY KEY, theme TEXT "
			"UNIQUE); INSERT INTO settings VALUES (1, 'light');" USERS },
		{ "002_b.sql", "UPDATE settings SET theme = 'dark';"
			       "ALTER TABLE users ADD COLUMN age INTEGER NOT NULL;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0507 error: UNIQUE constraint failed: settings.theme\n");
}

static void rows_of_a_release_in_the_making_are_at_no_users(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "-- @release 1\n" USERS },
		{ "002_b.sql",
			"-- @release 2\nCREATE TABLE n(id INTEGER PRIMARY KEY, a);" },
		{ "003_c.sql",
			"-- @release 2\nINSERT INTO n(a) SELECT name FROM users;" },
		{ "004_d.sql", "-- @release 2\nALTER TABLE n ADD COLUMN b NOT NULL;" },
		{ 0 },
	};
	static const struct history_file bare[] = {
		{ "001_a.sql", "-- @release 1\n" USERS },
		{ "002_b.sql",
			"-- @release 2\nCREATE TABLE n(id INTEGER PRIMARY KEY, a);" },
		{ "003_c.sql", "-- @release 2\nCREATE INDEX i ON users(name);" },
		{ "004_d.sql", "-- @release 2\nALTER TABLE n ADD COLUMN b NOT NULL;" },
		{ "005_e.sql", "-- @release 3\nALTER TABLE n ADD COLUMN c NOT NULL;" },
		{ 0 },
	};

	(void)state;
	/* the copy gives users rows there too */
	expect(files, "INS0501 error: Cannot add a NOT NULL column with default value "
		      "NULL\n");
	expect(bare, "INS0501 note: Cannot add a NOT NULL column with default value "
		     "NULL\n"
		     "INS0501 error: Cannot add a NOT NULL column with default value "
		     "NULL\n");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_table_of_one_row_is_told_by_its_history),
	cmocka_unit_test(one_row_does_not_excuse_what_one_row_breaks),
	cmocka_unit_test(rows_of_a_release_in_the_making_are_at_no_users),
	cmocka_unit_test(a_step_that_only_adds_says_nothing),
	cmocka_unit_test(swapped_columns_are_shown_with_their_values),
	cmocka_unit_test(counts_are_the_evidence_of_lost_rows),
	cmocka_unit_test(what_is_acknowledged_is_a_note),
	cmocka_unit_test(rows_that_move_to_another_table_are_not_lost),
	cmocka_unit_test(the_steps_after_a_failing_one_are_rehearsed_too),
	cmocka_unit_test(a_column_put_back_by_down_is_empty_and_that_is_told),
	cmocka_unit_test(what_the_step_added_may_go_with_down),
	cmocka_unit_test(a_way_back_may_spell_the_schema_otherwise),
	cmocka_unit_test(a_sample_gives_rows_where_none_can_be_made),
	cmocka_unit_test(parents_may_be_away_between_two_steps),
};

SUITE(tests)
