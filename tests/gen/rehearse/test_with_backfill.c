/*
 * test_with_backfill: a step that fails on rows which a backfill has still to fix, and a
 * claim about rows that is not true of them.
 */
#include "suite.h"

#include <string.h>

#include "history.h"

#define USERS "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
#define NICKS                                                                            \
	"ALTER TABLE users ADD COLUMN nick TEXT;\n"                                      \
	"-- @backfill nicks\n"                                                           \
	"UPDATE users SET nick = name || id WHERE nick IS NULL;"
#define REBUILD                                                                          \
	"-- @rebuild users\n"                                                            \
	"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, nick TEXT "      \
	"NOT NULL);"

/* The first finding with that code, or NULL. */
static const struct diag *find(const struct history *history, const char *code)
{
	for (uint32_t i = 0; i < history->diags->count; i++) {
		if (strcmp(history->diags->items[i].rule->code, code) == 0)
			return &history->diags->items[i];
	}
	return NULL;
}

/* What is said with that code, "severity: evidence / help"; "nothing" when it is not. */
static void expect(const struct history_file *files, const char *code, const char *wanted)
{
	static const char *const severities[] = { "note", "warning", "error" };
	struct history history = history_make(files);
	const struct diag *diag = find(&history, code);

	assert_string_equal(diag ? arena_printf(history.arena, "%s: %s / %s",
					   severities[diag->severity],
					   diag->evidence ? diag->evidence : "",
					   diag->help ? diag->help : "")
				 : "nothing",
		wanted);
	history_free(&history);
}

static void a_rebuild_over_rows_not_yet_filled_is_told_the_backfill(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql", NICKS },
		{ "003_insist.sql", REBUILD },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0506",
		"error: on tables that hold plain rows; it passes on empty ones; it "
		"passes once backfill nicks is done / require that backfill: -- "
		"@requires backfill nicks");
}

static void who_insists_on_the_backfill_passes(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql", NICKS },
		{ "003_insist.sql", "-- @requires backfill nicks\n" REBUILD },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0506", "nothing");
}

static void a_backfill_that_would_not_help_is_not_named(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql", "ALTER TABLE users ADD COLUMN nick TEXT;\n"
				  "ALTER TABLE users ADD COLUMN seen INTEGER;\n"
				  "-- @backfill seen\n"
				  "UPDATE users SET seen = 0 WHERE seen IS NULL;" },
		{ "003_insist.sql", REBUILD },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0506",
		"error: on tables that hold plain rows; it passes on empty ones / say "
		"what it is to hold: -- @rebuild users column = EXPRESSION");
}

static void a_backfill_brings_along_what_it_comes_after(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql",
			"ALTER TABLE users ADD COLUMN short TEXT;\n"
			"ALTER TABLE users ADD COLUMN nick TEXT;\n"
			"-- @backfill shorts\n"
			"UPDATE users SET short = substr(name, 1, 3) || id WHERE short "
			"IS NULL;\n"
			"-- @backfill nicks after=shorts\n"
			"UPDATE users SET nick = short WHERE nick IS NULL AND short IS "
			"NOT NULL;" },
		{ "003_insist.sql", REBUILD },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0506",
		"error: on tables that hold plain rows; it passes on empty ones; it "
		"passes once backfill nicks is done / require that backfill: -- "
		"@requires backfill nicks");
}

static void a_unique_index_over_values_to_be_told_apart_is_a_warning(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT "
				   "NOT NULL, told INTEGER NOT NULL DEFAULT 0);" },
		{ "002_apart.sql",
			"-- @backfill apart\n"
			"UPDATE users SET name = name || ' ' || id, told = -1 WHERE told "
			"<> -1;" },
		{ "003_unique.sql", "CREATE UNIQUE INDEX by_name ON users(name);" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0507",
		"warning: on rows with duplicates, such as users: id = 7107, name = "
		"'ausersname1'; it passes on plain ones; it passes once backfill apart is "
		"done / require that backfill: -- @requires backfill apart");
}

static void a_second_backfill_is_found_when_the_first_is_insisted_on(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql",
			NICKS "\n-- @backfill seen\n"
			      "UPDATE users SET name = lower(name) WHERE name <> "
			      "lower(name);" },
		{ "003_insist.sql", "-- @requires backfill seen\n" REBUILD },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0506",
		"error: on tables that hold plain rows; it passes on empty ones; it "
		"passes once backfill nicks is done / require that backfill: -- "
		"@requires backfill nicks");
}

#define TELLS                                                                            \
	"CREATE TABLE marks(id INTEGER PRIMARY KEY, word TEXT);\n"                       \
	"INSERT INTO marks(word) VALUES('nicks are there');"
#define CLAIM                                                                            \
	"-- @fingerprint table marks, rows (SELECT 1 FROM marks WHERE NOT EXISTS "       \
	"(SELECT 1 FROM users WHERE nick IS NULL))\n"

static void a_claim_about_rows_is_asked_of_rows(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql", "ALTER TABLE users ADD COLUMN nick TEXT;" },
		{ "003_claim.sql", CLAIM TELLS },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0513",
		"error: on tables that hold plain rows; it is on empty ones / claim "
		"only what the step itself makes true of all rows");
}

static void a_claim_that_waits_for_a_backfill_is_told_it(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql", NICKS },
		{ "003_claim.sql", CLAIM TELLS },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0513",
		"error: on tables that hold plain rows; it is on empty ones; it passes "
		"once backfill nicks is done / require that backfill: -- @requires "
		"backfill nicks");
}

static void a_claim_that_the_step_makes_true_is_right(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql", NICKS },
		{ "003_claim.sql", CLAIM "-- @requires backfill nicks\n" TELLS },
		{ 0 },
	};
	static const struct history_file fills[] = {
		{ "001_users.sql", USERS },
		{ "002_nick.sql", "ALTER TABLE users ADD COLUMN nick TEXT;" },
		{ "003_claim.sql",
			CLAIM TELLS "UPDATE users SET nick = name WHERE nick IS NULL;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0513", "nothing");
	expect(fills, "INS0513", "nothing");
}

static void a_claim_that_only_odd_rows_break_is_a_warning(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql",
			"CREATE TABLE users(id INTEGER PRIMARY KEY, nick TEXT);" },
		{ "002_claim.sql", CLAIM TELLS },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0513",
		"warning: on rows with NULLs and duplicates; it is on plain ones / "
		"claim only what the step itself makes true of all rows");
}

static void a_claim_is_not_asked_where_the_step_would_not_run(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql",
			"CREATE TABLE users(id INTEGER PRIMARY KEY, nick TEXT);" },
		{ "002_claim.sql",
			CLAIM "-- @requires rows (SELECT 1 WHERE NOT EXISTS "
			      "(SELECT 1 FROM users WHERE nick IS NULL))\n" TELLS },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0513", "nothing");
}

static void a_claim_of_one_row_is_weighed_where_one_row_is_the_custom(void **state)
{
	static const struct history_file files[] = {
		{ "001_settings.sql", "CREATE TABLE settings(theme TEXT, size INTEGER);\n"
				      "INSERT INTO settings VALUES('light', 12);" },
		{ "002_claim.sql",
			"-- @fingerprint column settings.zoom, rows (SELECT 1 WHERE "
			"(SELECT count(*) FROM settings WHERE zoom = 1) = 1)\n"
			"ALTER TABLE settings ADD COLUMN zoom INTEGER DEFAULT 1;" },
		{ 0 },
	};

	(void)state;
	expect(files, "INS0513",
		"warning: with two rows in settings; it passes with the one row that "
		"the history gives it / claim only what the step itself makes true of "
		"all rows");
}

static void each_of_two_claims_is_weighed_with_the_one_row(void **state)
{
	static const struct history_file files[] = {
		{ "001_settings.sql", "CREATE TABLE settings(theme TEXT, size INTEGER);\n"
				      "INSERT INTO settings VALUES('light', 12);" },
		{ "002_claim.sql",
			"-- @fingerprint column settings.zoom, rows (SELECT 1 WHERE "
			"(SELECT count(*) FROM settings WHERE zoom = 1) = 1), rows "
			"(SELECT 1 WHERE (SELECT sum(zoom) FROM settings) = 1)\n"
			"ALTER TABLE settings ADD COLUMN zoom INTEGER DEFAULT 1;" },
		{ 0 },
	};
	struct history history = history_make(files);
	uint32_t warnings = 0;

	(void)state;
	for (uint32_t i = 0; i < history.diags->count; i++) {
		const struct diag *diag = &history.diags->items[i];

		if (strcmp(diag->rule->code, "INS0513") != 0)
			continue;
		assert_int_equal(diag->severity, SEVERITY_WARNING);
		warnings++;
	}
	assert_int_equal(warnings, 2);
	history_free(&history);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_rebuild_over_rows_not_yet_filled_is_told_the_backfill),
	cmocka_unit_test(who_insists_on_the_backfill_passes),
	cmocka_unit_test(a_backfill_that_would_not_help_is_not_named),
	cmocka_unit_test(a_backfill_brings_along_what_it_comes_after),
	cmocka_unit_test(a_unique_index_over_values_to_be_told_apart_is_a_warning),
	cmocka_unit_test(a_second_backfill_is_found_when_the_first_is_insisted_on),
	cmocka_unit_test(a_claim_about_rows_is_asked_of_rows),
	cmocka_unit_test(a_claim_that_waits_for_a_backfill_is_told_it),
	cmocka_unit_test(a_claim_that_the_step_makes_true_is_right),
	cmocka_unit_test(a_claim_that_only_odd_rows_break_is_a_warning),
	cmocka_unit_test(a_claim_is_not_asked_where_the_step_would_not_run),
	cmocka_unit_test(a_claim_of_one_row_is_weighed_where_one_row_is_the_custom),
	cmocka_unit_test(each_of_two_claims_is_weighed_with_the_one_row),
};

SUITE(tests)
