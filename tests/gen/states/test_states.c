/*
 * What is owed to a database follows from its state by rule: the rules, one history each,
 * with the states as literal lines. And the parts that the factory is made of: the text
 * of a database, the clock that does not move, the C file and the list.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

#include "database.h"
#include "gen/states/emit_fixtures.h"
#include "runtime/fixtures/fixtures.h"
#include "stated.h"

/* Some states of a history, as lines; a line that begins with "no " must not be there. */
struct owed {
	struct history_file files[4];
	bool all;
	const char *lines[12];
};

static void assert_line(const char *text, const char *line)
{
	bool absent = strncmp(line, "no ", 3) == 0;
	const char *wanted = absent ? line + 3 : line;
	const char *at = strstr(text, wanted);

	while (at && at != text && at[-1] != '\n')
		at = strstr(at + 1, wanted);
	if ((at != NULL) == absent)
		fail_msg("%s, in:\n%s", line, text);
}

static void the_state_decides_what_is_owed(void **state)
{
	const struct owed *owed = *state;
	struct stated stated = stated_history(owed->files, owed->all);
	const char *text = stated_text(&stated);

	for (int i = 0; owed->lines[i]; i++)
		assert_line(text, owed->lines[i]);
	arena_free(stated.arena);
}

#define MADE "CREATE TABLE t(a INTEGER, b INTEGER);\n"

static const struct owed undone = {
	{ { "001_t.sql", MADE }, { "002_i.sql", "CREATE INDEX i ON t(a);\n" },
		{ "003_n.sql", "DROP INDEX i;\n" }, { NULL, NULL } },
	false,
	{ "001_without_tracking: current\n", "002_without_tracking: current\n",
		"003_without_tracking: current, 2 is next\n",
		"002_lying: current, 4 is next\n", "003_lying: drift or conflict\n",
		"003_without_last_row: current\n", NULL },
};

static const struct owed untold = {
	{ { "001_t.sql", "CREATE TABLE t(a INTEGER PRIMARY KEY);\n" },
		{ "002_r.sql", "INSERT INTO t VALUES(70);\nINSERT INTO t VALUES(71);\n" },
		{ "003_u.sql", "CREATE TABLE u(a INTEGER);\n" }, { NULL, NULL } },
	false,
	{ "002_lying: current, 3 is next\n", "002_without_tracking: a step fails\n",
		"002_without_last_row: a step fails\n",
		"002_half: a step fails [INSERT INTO t VALUES(70)]\n",
		"002_clean: current\n", "003_without_tracking: current\n", NULL },
};

static const struct owed harmless = {
	{ { "001_t.sql", MADE },
		{ "002_r.sql", "UPDATE t SET a = 1 WHERE a = 0;\n"
			       "UPDATE t SET b = 1 WHERE b = 0;\n" },
		{ NULL, NULL } },
	false,
	{ "002_without_tracking: current, 2 is next\n",
		"002_half: current [UPDATE t SET a = 1 WHERE a = 0]\n", NULL },
};

static const struct owed replaced = {
	{ { "001_t.sql", MADE "CREATE VIEW v AS SELECT a FROM t;\n" },
		{ "002_v.sql", "DROP VIEW v;\nCREATE VIEW v AS SELECT a, b FROM t;\n" },
		{ NULL, NULL } },
	false,
	{ "002_half: drift or conflict [DROP VIEW v]\n", "002_lying: drift or conflict\n",
		"002_without_view_v: drift or conflict [DROP VIEW \"v\"]\n", NULL },
};

static const struct owed rebuilt = {
	{ { "001_t.sql", "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);\n" },
		{ "002_r.sql", "CREATE TABLE n(a INTEGER PRIMARY KEY, b TEXT NOT NULL);\n"
			       "INSERT INTO n SELECT a, coalesce(b, '') FROM t;\n"
			       "DROP TABLE t;\nALTER TABLE n RENAME TO t;\n" },
		{ NULL, NULL } },
	false,
	{ "002_half: a step fails [CREATE TABLE n", "002_lying: drift or conflict\n",
		"no 001_extra_column", "no 001_extra_index", "no 001_other_shape_t",
		"no 002_in_the_way", "001_extra_table: current", "no 002_extra_column",
		"002_extra_index: current", NULL },
};

static const struct owed renamed = {
	{ { "001_t.sql", MADE }, { "002_r.sql", "ALTER TABLE t RENAME TO u;\n" },
		{ NULL, NULL } },
	false,
	{ "002_in_the_way_u: drift or conflict [CREATE TABLE \"u\"(instar_other TEXT)]\n",
		"002_without_column_u_b: drift or conflict "
		"[ALTER TABLE \"u\" DROP COLUMN \"b\"]\n",
		"002_other_shape_u: drift or conflict "
		"[DROP TABLE \"u\"] [CREATE TABLE \"u\"(instar_other TEXT)]\n",
		"no 001_without_column", NULL },
};

static const struct owed dropped = {
	{ { "001_t.sql",
		  MADE "CREATE INDEX i ON t(a);\nCREATE TABLE k(a INTEGER);\n"
		       "CREATE TRIGGER g AFTER INSERT ON k BEGIN SELECT 1; END;\n" },
		{ "002_i.sql", "DROP INDEX i;\nCREATE INDEX j ON t(a, b);\n" },
		{ NULL, NULL } },
	true,
	{ "001_without_index_i: current, or drift or conflict [DROP INDEX \"i\"]\n",
		"001_without_table_t: current, or drift or conflict",
		"001_without_table_k: drift or conflict [DROP TABLE \"k\"]\n",
		"001_without_trigger_g: drift or conflict [DROP TRIGGER \"g\"]\n",
		"002_without_index_j: drift or conflict",
		"002_without_table_t: drift or conflict", "no 002_without_index_i",
		NULL },
};

static const struct owed last_only = {
	{ { "001_t.sql", MADE }, { "002_u.sql", "CREATE TABLE u(a INTEGER);\n" },
		{ NULL, NULL } },
	false,
	{ "no 001_without_table_t", "002_without_table_t: drift or conflict",
		"002_without_table_u: drift or conflict", "001_read_only: read-only\n",
		"002_read_only: current\n", NULL },
};

static const struct owed virtual = {
	{ { "001_t.sql", "CREATE VIRTUAL TABLE f USING fts5(a, b);\n" },
		{ "002_n.sql", "CREATE TABLE n(a INTEGER);\n" }, { NULL, NULL } },
	true,
	{ "001_without_table_f: drift or conflict [DROP TABLE \"f\"]\n",
		"no 001_without_table_f_", "no 001_extra_index", "no 001_other_shape",
		"no 001_in_the_way", "002_in_the_way_n: drift or conflict", NULL },
};

static const struct owed odd_names = {
	{ { "001_t.sql", "CREATE TABLE \"a b\"(\"x/y\" TEXT, z TEXT);\n"
			 "CREATE INDEX \"i/1\" ON \"a b\"(\"x/y\");\n"
			 "CREATE INDEX \"i.1\" ON \"a b\"(z);\n" },
		{ NULL, NULL } },
	false,
	{ "001_other_shape_a_b: drift or conflict",
		"001_without_index_i_1: drift or conflict [DROP INDEX \"i.1\"]\n",
		"001_without_index_i_1_2: drift or conflict [DROP INDEX \"i/1\"]\n",
		NULL },
};

static const struct owed insists = {
	{ { "001_t.sql",
		  "CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER NOT NULL);\n" },
		{ "002_b.sql", "ALTER TABLE t ADD COLUMN b INTEGER;\n"
			       "-- @backfill t_b\n"
			       "UPDATE t SET b = a + 1 WHERE b IS NULL;\n" },
		{ "003_c.sql", "-- @requires backfill t_b\n"
			       "CREATE TABLE c(a INTEGER);\n" },
		{ NULL, NULL } },
	false,
	{ "002_clean: current, or a precondition\n",
		"001_clean: current, or a precondition\n", "003_clean: current\n",
		"003_lying: drift or conflict\n", NULL },
};

/* The tools whose records there are at a step, as one line. */
static const char *tools_at(const struct stated *stated, uint32_t step)
{
	const char *text = "";

	for (uint32_t i = 0; i < stated->states->count; i++) {
		const struct instar_fixture *f = &stated->states->fixtures[i];

		if (f->tool && f->step == step)
			text = arena_printf(stated->arena, "%s%s ", text, f->name + 7);
	}
	return text;
}

static void tools_that_count_need_numbers(void **state)
{
	static const struct history_file counted[] = {
		{ "001_a.sql", "CREATE TABLE a(x INTEGER);\n" },
		{ "002_b.sql", "CREATE TABLE goose_db_version(x INTEGER);\n" },
		{ "003_c.sql", "CREATE TABLE c(x INTEGER);\n" },
		{ NULL, NULL },
	};
	static const struct history_file dated[] = {
		{ "2024_01_31_a.sql", "CREATE TABLE a(x INTEGER);\n" },
		{ "2024_02_01_b.sql", "CREATE TABLE b(x INTEGER);\n" },
		{ NULL, NULL },
	};
	static const struct history_file stamped[] = {
		{ "20240131120000_a.sql", "CREATE TABLE a(x INTEGER);\n" },
		{ NULL, NULL },
	};
	struct stated stated = stated_history(counted, false);

	(void)state;
	assert_string_equal(tools_at(&stated, 1), "");
	assert_string_equal(tools_at(&stated, 2),
		"dbmate rails golang_migrate sqlx refinery diesel flyway knex drizzle "
		"prisma alembic django schema_version migration_id user_version ");
	assert_string_equal(tools_at(&stated, 3), tools_at(&stated, 2));
	arena_free(stated.arena);
	stated = stated_history(dated, false);
	assert_string_equal(
		tools_at(&stated, 2), "knex drizzle prisma alembic django migration_id ");
	arena_free(stated.arena);
	stated = stated_history(stamped, false);
	assert_non_null(strstr(tools_at(&stated, 1), "goose "));
	assert_null(strstr(tools_at(&stated, 1), "user_version"));
	arena_free(stated.arena);
}

static const struct history_file tiny[] = {
	{ "001_t.sql", "CREATE TABLE t(a TEXT NOT NULL CHECK (a IN ('x')));\n" },
	{ NULL, NULL },
};

static void each_statement_stands_in_the_c_file_once(void **state)
{
	struct stated stated = stated_directory("migrations/jobmanager", 0, false);
	size_t size;
	const char *text =
		emit_fixtures(stated.arena, stated.program, stated.states, &size);
	const char *first = strstr(text, "\"CREATE TABLE jobs (");

	(void)state;
	assert_int_equal(strlen(text), size);
	assert_non_null(first);
	assert_null(strstr(first + 1, "\"CREATE TABLE jobs ("));
	arena_free(stated.arena);
}

static void the_c_file_says_what_it_is_and_how_it_is_run(void **state)
{
	struct stated stated = stated_history(tiny, false);
	size_t size;
	const char *text =
		emit_fixtures(stated.arena, stated.program, stated.states, &size);

	(void)state;
	assert_ptr_equal(text,
		strstr(text,
			"/* Generated by instar for the set history. Do not edit. */\n"
			"#include \"instar_fixtures.h\"\n"));
	assert_non_null(strstr(text, "\t/* 0 */\n\t\"CREATE TABLE t(a TEXT NOT NULL "
				     "CHECK (a IN (\'x\')))\","));
	assert_non_null(strstr(text,
		"\t{ .name = \"001_newer\", .state = \"recorded by a newer program\",\n"
		"\t  .step = 1, .base = 1, .recorded = 1, .resume = 2, "
		".flags = INSTAR_FIXTURE_UNKNOWN, .outcome = INSTAR_FIXTURE_NEWER },\n"));
	assert_non_null(strstr(text, "const instar_fixtures history_fixtures = {\n"));
	assert_non_null(
		strstr(text, "#ifdef INSTAR_FIXTURES_MAIN\nINSTAR_SET(history);"));
	arena_free(stated.arena);
}

static void the_list_has_a_line_for_each(void **state)
{
	struct stated stated = stated_history(tiny, false);
	size_t size;
	const char *text = emit_manifest(stated.arena, stated.set, stated.states, &size);
	uint32_t lines = 0;

	(void)state;
	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	assert_int_equal(lines, stated.states->count + 1);
	assert_line(text, "file\tstep\tstate\texpected\texit status\n");
	assert_line(text, "000_empty.db\t-\tnothing is there\tcurrent\t0\n");
	assert_line(text, "001_newer.db\t001_t\trecorded by a newer program\tnewer\t4\n");
	assert_line(text, "001_without_table_t.db\t001_t\ttable t is missing\t"
			  "drift or conflict\t3\n");
	assert_line(
		text, "001_by_goose.db\t001_t\tgoose keeps the records\tcurrent\t0\n");
	arena_free(stated.arena);
}

static char *dump_of(const char *sql, bool rows)
{
	sqlite3 *db = database_open(":memory:");
	struct instar__sql use;
	char *text;

	database_run(db, sql);
	instar__sql_init(&use, db);
	text = instar__fixture_dump(&use, rows);
	assert_non_null(text);
	sqlite3_close(db);
	return text;
}

static void assert_dump(const char *wanted, const char *sql)
{
	char *got = dump_of(sql, true);

	assert_string_equal(got, wanted);
	sqlite3_free(got);
}

static void a_dump_tells_types_and_values_apart(void **state)
{
	(void)state;
	assert_dump("schema\n"
		    "object: 'table' 't' 't' 'CREATE TABLE t(a, b, c, d, e)'\n"
		    "t: 1 '1' 1.0 X'31' NULL\n",
		"CREATE TABLE t(a, b, c, d, e);"
		"INSERT INTO t VALUES(1, '1', 1.0, x'31', NULL)");
	assert_dump("schema\n"
		    "object: 'index' 'i' 't' 'CREATE INDEX i ON t(a)'\n"
		    "object: 'table' 't' 't' 'CREATE TABLE t(a)'\n"
		    "t: 'it''s'\nt: ''\n",
		"CREATE TABLE t(a); CREATE INDEX i ON t(a);"
		"INSERT INTO t VALUES('it''s'), ('')");
}

static void a_dump_leaves_out_what_instar_and_others_keep(void **state)
{
	(void)state;
	assert_dump("schema\n", "CREATE TABLE schema_migrations(a);"
				"CREATE TABLE schema_backfills(a);"
				"CREATE TABLE goose_db_version_before_instar(a);"
				"CREATE INDEX i ON goose_db_version_before_instar(a);"
				"CREATE TABLE knex_migrations_before_instar_2("
				"a INTEGER PRIMARY KEY AUTOINCREMENT);"
				"INSERT INTO knex_migrations_before_instar_2 VALUES(9);"
				"CREATE TABLE ar_internal_metadata(a)");
	assert_dump("schema\n"
		    "object: 'table' 't' 't' 'CREATE TABLE t(a INTEGER PRIMARY KEY "
		    "AUTOINCREMENT)'\n"
		    "sequence: 't' 7\n",
		"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT);"
		"INSERT INTO t VALUES(7); DELETE FROM t");
}

static void a_dump_has_the_rows_of_virtual_tables_but_not_their_shadows(void **state)
{
	char *text = dump_of("CREATE VIRTUAL TABLE f USING fts5(a);"
			     "INSERT INTO f VALUES('word')",
		true);

	(void)state;
	assert_non_null(strstr(text, "f: 'word'\n"));
	assert_null(strstr(text, "\nf_data: "));
	sqlite3_free(text);
}

static void a_dump_of_the_schema_has_no_rows(void **state)
{
	char *text = dump_of("CREATE TABLE t(a); INSERT INTO t VALUES(1)", false);

	(void)state;
	assert_string_equal(
		text, "schema\nobject: 'table' 't' 't' 'CREATE TABLE t(a)'\n");
	sqlite3_free(text);
}

static char *ask(const char *sql)
{
	sqlite3 *db = database_open(":memory:");
	char *text = database_text(db, sql);

	sqlite3_close(db);
	return text;
}

static void the_clock_stands_still_and_goes_on(void **state)
{
	struct instar__clock *clock = instar__clock_stop();
	char *day = ask("SELECT datetime('now') || ' ' || CURRENT_DATE");
	char *julian = ask("SELECT julianday('now')"), *later;

	(void)state;
	assert_string_equal(day, "2024-01-01 12:00:00 2024-01-01");
	assert_string_equal(julian, "2460311.0");
	instar__clock_free(clock);
	later = ask("SELECT CURRENT_DATE > '2024-01-02'");
	assert_string_equal(later, "1");
	sqlite3_free(day);
	sqlite3_free(julian);
	sqlite3_free(later);
	instar__clock_free(NULL);
}

static void chance_begins_anew_when_it_is_told_to(void **state)
{
	static const char sql[] = "SELECT random() || hex(randomblob(20))";
	struct instar__clock *clock = instar__clock_stop();
	char *texts[4];

	(void)state;
	texts[0] = ask(sql);
	texts[1] = ask(sql);
	instar__clock_restart(clock);
	texts[2] = ask(sql);
	instar__clock_free(clock);
	texts[3] = ask(sql);
	assert_string_equal(texts[0], texts[2]);
	assert_string_not_equal(texts[0], texts[1]);
	assert_string_not_equal(texts[0], texts[3]);
	for (int i = 0; i < 4; i++)
		sqlite3_free(texts[i]);
}

static void a_tool_that_nobody_knows_records_nothing(void **state)
{
	struct stated stated = stated_history(tiny, false);
	sqlite3 *db = database_open(":memory:");
	struct instar__sql sql;

	(void)state;
	instar__sql_init(&sql, db);
	assert_false(instar__fixture_record(&sql, "no such tool", stated.set, 1));
	assert_false(instar__fixture_record(&sql, "goose", stated.set, 0));
	assert_int_equal(database_int(db, "SELECT count(*) FROM sqlite_master"), 0);
	assert_true(instar__fixture_record(&sql, "goose", stated.set, 1));
	assert_int_equal(database_int(db, "SELECT count(*) FROM goose_db_version"), 2);
	assert_false(instar__fixture_record(&sql, "goose", stated.set, 1));
	sqlite3_close(db);
	arena_free(stated.arena);
}

/* The rows of a history come from its samples where none can be made up. */
static void samples_are_rows_of_the_databases(void **state)
{
	static const struct history_file files[] = {
		{ "001_t.sql", "-- @sample INSERT INTO t VALUES('sampled')\n"
			       "CREATE TABLE t(a TEXT NOT NULL);\n" },
		{ NULL, NULL },
	};
	struct stated stated = stated_history(files, false);
	char *path = database_path("sampled.db"), message[200];
	sqlite3 *db;

	(void)state;
	assert_int_equal(instar_fixture_write(stated.states, stated.set, NULL,
				 stated_find(&stated, "001_clean"), path, message,
				 sizeof(message)),
		SQLITE_OK);
	db = database_open(path);
	assert_int_equal(
		database_int(db, "SELECT count(*) FROM t WHERE a = 'sampled'"), 1);
	sqlite3_close(db);
	sqlite3_free(path);
	arena_free(stated.arena);
}

#define RULE(sentence, rule)                                                             \
	{                                                                                \
		sentence, the_state_decides_what_is_owed, NULL, NULL, (void *)&(rule)    \
	}

static const struct CMUnitTest tests[] = {
	RULE("what was made and undone again may be another position", undone),
	RULE("a step that nothing tells of counts as done, or fails again", untold),
	RULE("a step that nothing tells of may run again without harm", harmless),
	RULE("half of a replacement is drift", replaced),
	RULE("half of a rebuild falls over its own working table", rebuilt),
	RULE("what a step will name is in its way", renamed),
	RULE("what later steps touch may be fixed by them", dropped),
	RULE("objects are dropped at the last step only, unless all are asked for",
		last_only),
	RULE("the tables of virtual tables are left alone", virtual),
	RULE("names that files cannot have are changed, and stay apart", odd_names),
	RULE("a step may require a backfill", insists),
	cmocka_unit_test(tools_that_count_need_numbers),
	cmocka_unit_test(each_statement_stands_in_the_c_file_once),
	cmocka_unit_test(the_c_file_says_what_it_is_and_how_it_is_run),
	cmocka_unit_test(the_list_has_a_line_for_each),
	cmocka_unit_test(a_dump_tells_types_and_values_apart),
	cmocka_unit_test(a_dump_leaves_out_what_instar_and_others_keep),
	cmocka_unit_test(a_dump_has_the_rows_of_virtual_tables_but_not_their_shadows),
	cmocka_unit_test(a_dump_of_the_schema_has_no_rows),
	cmocka_unit_test(the_clock_stands_still_and_goes_on),
	cmocka_unit_test(chance_begins_anew_when_it_is_told_to),
	cmocka_unit_test(a_tool_that_nobody_knows_records_nothing),
	cmocka_unit_test(samples_are_rows_of_the_databases),
};

SUITE(tests)
