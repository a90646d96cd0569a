/*
 * test_rebuild: what @rebuild does to rows, and to what belongs to a table.
 *
 * The histories of tests/sets/rebuilt are compared with what somebody wrote by hand, in
 * test_sets and test_histories; here is one question a test, with the rows in sight.
 */
#include "suite.h"

#include <string.h>

#include "database.h"
#include "front.h"
#include "gen/sql/annotate_rebuild.h"
#include "history.h"

/* A database that the first step made, with rows, and what the second made of it. */
struct case_of {
	struct history history;
	sqlite3 *db;
};

/* Two steps; `rows` are put in between them, with foreign keys enforced. */
static struct case_of run_steps(const char *first, const char *rows, const char *second)
{
	const struct history_file files[] = {
		{ "001_a.sql", first },
		{ "002_b.sql", second },
		{ 0 },
	};
	struct case_of c = { .history = history_make(files) };
	instar_set before;

	if (!c.history.program)
		fail_msg("%s", history_findings(&c.history));
	before = c.history.program->set;
	assert_int_equal(sqlite3_open(":memory:", &c.db), SQLITE_OK);
	database_run(c.db, "PRAGMA foreign_keys=ON");
	database_run(c.db, first);
	database_run(c.db, rows);
	assert_int_equal(database_migrate(c.db, &before), INSTAR_OK);
	return c;
}

static void done(struct case_of *c)
{
	assert_int_equal(
		database_int(c->db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	assert_int_equal(database_int(c->db, "PRAGMA legacy_alter_table"), 0);
	assert_int_equal(database_int(c->db, "PRAGMA foreign_keys"), 1);
	database_answers(c->db, "ok", "PRAGMA integrity_check");
	database_answers(c->db, "0",
		"SELECT count(*) FROM sqlite_master WHERE sql LIKE '%instar_rebuild%'");
	sqlite3_close(c->db);
	history_free(&c->history);
}

#define PARENT                                                                           \
	"CREATE TABLE parent(id INTEGER PRIMARY KEY, name TEXT,"                         \
	" boss INTEGER REFERENCES parent(id) ON DELETE CASCADE);"
#define CHILD                                                                            \
	"CREATE TABLE child(id INTEGER PRIMARY KEY,"                                     \
	" parent_id INTEGER NOT NULL REFERENCES parent(id) ON DELETE CASCADE);"

static void children_keep_their_parents_though_the_host_enforces_foreign_keys(
	void **state)
{
	struct case_of c = run_steps(PARENT CHILD,
		"INSERT INTO parent VALUES (1, 'a', NULL), (2, 'b', 1), (9, NULL, 9);"
		"INSERT INTO child VALUES (1, 1), (2, 2), (3, 9)",
		"-- @rebuild parent name = coalesce(name, 'none')\n"
		"CREATE TABLE parent(id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
		" boss INTEGER REFERENCES parent(id) ON DELETE CASCADE)");

	(void)state;
	database_answers(c.db, "1-1 2-2 3-9",
		"SELECT group_concat(id || '-' || parent_id, ' ') FROM child");
	database_answers(c.db, "1 a - 2 b 1 9 none 9",
		"SELECT group_concat(id || ' ' || name || ' ' || ifnull(boss, '-'), ' ') "
		"FROM parent");
	database_run(c.db, "DELETE FROM parent WHERE id = 1"); /* the keys still work */
	database_answers(c.db, "9", "SELECT group_concat(parent_id) FROM child");
	done(&c);
}

static void ids_of_deleted_rows_are_not_given_again(void **state)
{
	struct case_of c = run_steps(
		"CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);"
		"CREATE TABLE u(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);",
		"INSERT INTO t(a) VALUES ('a'), ('b'), ('c'); DELETE FROM t WHERE id > 1;"
		"INSERT INTO u(id, a) VALUES (70, 'a'); DELETE FROM u;",
		"-- @rebuild t\n"
		"CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b TEXT);"
		"-- @rebuild u id = id + 1000\n"
		"CREATE TABLE u(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b TEXT);");

	(void)state;
	database_run(
		c.db, "INSERT INTO t(a) VALUES ('d'); INSERT INTO u(a) VALUES ('b')");
	database_answers(c.db, "1,4", "SELECT group_concat(id) FROM t");
	database_answers(c.db, "71", "SELECT group_concat(id) FROM u");
	database_answers(c.db, "2", "SELECT count(*) FROM sqlite_sequence");
	done(&c);
}

static void an_expression_that_gives_higher_ids_moves_the_sequence(void **state)
{
	struct case_of c = run_steps(
		"CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);",
		"INSERT INTO t(a) VALUES ('a'), ('b')",
		"-- @rebuild t id = id + 1000\n"
		"CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b TEXT);");

	(void)state;
	database_run(c.db, "INSERT INTO t(a) VALUES ('c')");
	database_answers(c.db, "1001,1002,1003", "SELECT group_concat(id) FROM t");
	done(&c);
}

static void rows_keep_their_numbers(void **state)
{
	struct case_of c = run_steps("CREATE TABLE t(a TEXT);"
				     "CREATE TABLE u(rowid TEXT, oid TEXT);",
		"INSERT INTO t(rowid, a) VALUES (3, 'x'), (8, 'y'), (-2, 'z');"
		"INSERT INTO u(_rowid_, rowid) VALUES (5, 'five')",
		"-- @rebuild t b = rowid\n"
		"CREATE TABLE t(a TEXT, b INTEGER);"
		"-- @allow INS0709 they are called so\n"
		"-- @rebuild u\n"
		"CREATE TABLE u(rowid TEXT, oid TEXT, more TEXT);");

	(void)state;
	database_answers(c.db, "-2 z -2, 3 x 3, 8 y 8",
		"SELECT group_concat(rowid || ' ' || a || ' ' || b, ', ') FROM t");
	database_answers(c.db, "5 five", "SELECT _rowid_ || ' ' || rowid FROM u");
	done(&c);
}

static void a_new_key_is_the_number_that_the_row_had(void **state)
{
	struct case_of c = run_steps("CREATE TABLE t(a TEXT);",
		"INSERT INTO t(rowid, a) VALUES (3, 'x'), (8, 'y')",
		"-- @rebuild t\n"
		"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);");

	(void)state;
	database_answers(c.db, "3x,8y", "SELECT group_concat(id || a) FROM t");
	done(&c);
}

static void indexes_triggers_and_views_work_as_before(void **state)
{
	struct case_of c = run_steps(
		"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
		"CREATE TABLE log(line TEXT);"
		"CREATE UNIQUE INDEX \"t a\" ON t(lower(a)) WHERE b IS NOT NULL;"
		"CREATE VIEW v AS SELECT a FROM t WHERE b > '';"
		"CREATE TRIGGER t_new AFTER INSERT ON t BEGIN"
		" INSERT INTO log VALUES ('new ' || new.a); END;"
		"CREATE TRIGGER v_new INSTEAD OF INSERT ON v BEGIN"
		" INSERT INTO t(a, b) VALUES (new.a, 'by view'); END;"
		"CREATE TRIGGER log_new AFTER INSERT ON log BEGIN"
		" UPDATE t SET b = 'logged' WHERE 'new ' || a = new.line; END;",
		"INSERT INTO t(a, b) VALUES ('One', 'x')",
		"-- @rebuild \"T\"\n"
		"CREATE TABLE [T](id INTEGER PRIMARY KEY, c INTEGER DEFAULT 7, a TEXT,"
		" b TEXT CHECK (b <> 'never'));");

	(void)state;
	database_answers(c.db, "1", "SELECT count(*) FROM log"); /* copying fires none */
	database_run(c.db, "INSERT INTO v(a) VALUES ('two')");
	database_answers(c.db, "One logged 7,two logged 7",
		"SELECT group_concat(a || ' ' || b || ' ' || c) FROM t");
	database_answers(c.db, "new One,new two", "SELECT group_concat(line) FROM log");
	assert_int_equal(sqlite3_exec(c.db, "INSERT INTO t(a, b) VALUES ('ONE', 'x')",
				 NULL, NULL, NULL),
		SQLITE_CONSTRAINT);
	done(&c);
}

static void generated_columns_become_plain_ones_and_plain_ones_generated(void **state)
{
	struct case_of c = run_steps("CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER,"
				     " twice INTEGER AS (a * 2), total INTEGER);",
		"INSERT INTO t(a, total) VALUES (2, 5), (3, 7)",
		"-- @destructive t.total: it is counted now\n"
		"-- @rebuild t\n"
		"CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER, twice INTEGER,"
		" total INTEGER AS (a + twice) STORED);");

	(void)state;
	database_answers(c.db, "2 4 6,3 6 9",
		"SELECT group_concat(a || ' ' || twice || ' ' || total) FROM t");
	done(&c);
}

static void a_table_loses_its_rowid_and_gets_it_back(void **state)
{
	static const char back[] =
		"-- @rebuild t\n"
		"CREATE TABLE t(b TEXT, a INTEGER, c REAL, UNIQUE (a, b));";
	struct case_of c = run_steps("CREATE TABLE t(b TEXT, a INTEGER, c REAL);",
		"INSERT INTO t VALUES ('z', 1, 1.5), ('y', 2, NULL), ('x', 1, 0)",
		"-- @rebuild t\n"
		"CREATE TABLE t(b TEXT NOT NULL, a INTEGER NOT NULL, c REAL,"
		" PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;");

	(void)state;
	database_answers(c.db, "1x,1z,2y", "SELECT group_concat(a || b) FROM t");
	done(&c);
	c = run_steps("CREATE TABLE t(b TEXT NOT NULL, a INTEGER NOT NULL, c REAL,"
		      " PRIMARY KEY (a, b)) WITHOUT ROWID;",
		"INSERT INTO t VALUES ('z', 1, 1.5), ('y', 2, NULL), ('x', 1, 0)", back);
	database_answers(c.db, "1:1x,2:1z,3:2y",
		"SELECT group_concat(rowid || ':' || a || b) FROM t ORDER BY rowid");
	done(&c);
}

static void rows_that_the_new_table_refuses_leave_everything_as_it_was(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", PARENT CHILD },
		{ "002_b.sql", "-- @rebuild parent\n"
			       "CREATE TABLE parent(id INTEGER PRIMARY KEY,"
			       " name TEXT NOT NULL,"
			       " boss INTEGER REFERENCES parent(id) ON DELETE CASCADE)" },
		{ 0 },
	};
	struct history history = history_make(files);
	sqlite3 *db;
	instar *h;
	char *before, *after;

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	database_run(db, PARENT CHILD "INSERT INTO parent VALUES (1, NULL, NULL);"
				      "INSERT INTO child VALUES (1, 1)");
	before = database_definitions(db);
	h = instar_open(db, &history.program->set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
	assert_string_equal(instar_error(h)->file, "002_b.sql");
	assert_int_equal(instar_error(h)->line, 2);
	assert_non_null(strstr(instar_error(h)->message, "NOT NULL constraint failed"));
	instar_close(h);
	after = database_definitions(db);
	assert_string_equal(before, after);
	database_answers(db, "1", "SELECT count(*) FROM child");
	assert_int_equal(database_int(db, "PRAGMA legacy_alter_table"), 0);
	sqlite3_free(before);
	sqlite3_free(after);
	sqlite3_close(db);
	history_free(&history);
}

static const char *hash(struct front *front, const char *sql)
{
	struct script *script = front_script(front, sql);

	return parse_token_hash(front->arena, script, script->up, script->up_count);
}

static void an_expression_is_as_much_of_the_step_as_a_statement(void **state)
{
	struct front front = front_new();
	const char *plain =
		hash(&front, "-- @rebuild t a = lower(b)\nCREATE TABLE t(a);");

	(void)state;
	assert_string_equal(plain,
		hash(&front, "--   @rebuild \"T\"   a =\n--     LOWER( b ) -- yes\n\n"
			     "create table t( a )"));
	assert_string_not_equal(plain, hash(&front, "CREATE TABLE t(a);"));
	assert_string_not_equal(plain, hash(&front, "-- @rebuild t\nCREATE TABLE t(a);"));
	assert_string_not_equal(
		plain, hash(&front, "-- @rebuild t a = upper(b)\nCREATE TABLE t(a);"));
	assert_string_not_equal(plain,
		hash(&front, "-- @rebuild t a = lower(b), c = 1\nCREATE TABLE t(a);"));
	front_free(&front);
}

/* What an annotation's text says: "t: a=[x] b=[y + 1]", or the problem. */
static const char *words(struct arena *arena, const char *text)
{
	const char *problem;
	struct span bad;
	const struct rebuild_order *order =
		annotate_rebuild(arena, text, (uint32_t)strlen(text), 0, &problem, &bad);
	const char *list;

	if (!order)
		return problem;
	list = arena_printf(arena, "%s:", order->table);
	for (uint32_t i = 0; i < order->value_count; i++)
		list = arena_printf(arena, "%s %s=[%s]", list, order->values[i].column,
			order->values[i].text);
	return list;
}

static void an_expression_ends_at_a_comma_outside_parentheses(void **state)
{
	static const char *const cases[][2] = {
		{ "t", "t:" },
		{ "\"a \"\"b\"\"\" [c d]=1,`e`=2", "a \"b\": c d=[1] e=[2]" },
		{ "t a = coalesce(b, c), d = CASE WHEN (1, 2) < (x, y) THEN 1 END",
			"t: a=[coalesce(b, c)] d=[CASE WHEN (1, 2) < (x, y) THEN 1 "
			"END]" },
		{ "t a = 'x, y = 2', key = x'00'", "t: a=['x, y = 2'] key=[x'00']" },
		{ "t a = b = c", "t: a=[b = c]" },
		{ "t a == 1 /* , */ + 2 -- three", "t: a=[1 /* , */ + 2]" },
		{ "", "needs a table" }, { "x'00'", "needs a table" },
		{ "t, a = 1", "needs a column here" },
		{ "t a = 1,, b = 2", "needs a column here" },
		{ "t (a = 1)", "needs a column here" },
		{ "main.t", "needs a column here" },
		{ "t a = 1 b", "t: a=[1 b]" }, /* SQLite refuses it */
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(words(arena, cases[i][0]), cases[i][1]);
	arena_free(arena);
}

static void a_step_that_gives_up_what_the_procedure_needs_is_refused(void **state)
{
	static const char *const cases[][2] = {
		{ "-- @foreign_keys on\n-- @rebuild t\nCREATE TABLE t(a);",
			"2:13 error INS0120: @rebuild t with foreign keys on would "
			"delete "
			"the rows of other tables\n" },
		{ "-- @rebuild t\nCREATE TABLE t(a);\n-- @transaction none\n",
			"1:13 error INS0120: @rebuild t needs a transaction\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct front front = front_new();
		const char *found = front_case(&front, cases[i][0], strlen(cases[i][0]));

		if (!strstr(found, cases[i][1]))
			fail_msg("%s", found);
		front_free(&front);
	}
}

/* What the table is to run for a step, one statement a line with its line number. */
static const char *statements(const struct history *history, uint32_t step)
{
	const instar_set *set = &history->program->set;
	const struct instar_range *up = &set->steps[step].up;
	const char *list = "";

	for (uint32_t i = up->first; i < up->first + up->count; i++)
		list = arena_printf(history->arena, "%s%u: %s\n", list,
			set->statements[i].line, set->text + set->statements[i].sql);
	return list;
}

static void the_procedure_is_the_one_right_order_and_stands_at_the_authors_line(
	void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, "
			       "\"group\" TEXT);\nCREATE INDEX i ON t(\"group\");" },
		{ "002_b.sql", "SELECT 1;\n-- @rebuild t n = (SELECT 1)\n\n"
			       "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
			       "  \"group\" TEXT, n INTEGER); -- end\nSELECT 2;" },
		{ 0 },
	};
	struct history history = history_make(files);

	(void)state;
	assert_string_equal(statements(&history, 1),
		"1: SELECT 1\n"
		"4: PRAGMA legacy_alter_table=ON\n"
		"4: CREATE TABLE instar_rebuild_t(id INTEGER PRIMARY KEY "
		"AUTOINCREMENT,\n"
		"  \"group\" TEXT, n INTEGER)\n"
		"4: INSERT INTO instar_rebuild_t(id, \"group\", n)\n"
		"SELECT id, \"group\", (SELECT 1)\n"
		"FROM t ORDER BY rowid\n"
		"4: INSERT INTO sqlite_sequence(name, seq)\n"
		"SELECT 'instar_rebuild_t', seq FROM sqlite_sequence WHERE name = 't' "
		"AND NOT EXISTS\n"
		"  (SELECT 1 FROM sqlite_sequence WHERE name = 'instar_rebuild_t')\n"
		"4: UPDATE sqlite_sequence SET seq = max(seq, coalesce(\n"
		"  (SELECT seq FROM sqlite_sequence WHERE name = 't'), seq))\n"
		"WHERE name = 'instar_rebuild_t'\n"
		"4: DROP TABLE t\n"
		"4: ALTER TABLE instar_rebuild_t RENAME TO t\n"
		"4: PRAGMA legacy_alter_table=OFF\n"
		"4: CREATE INDEX i ON t(\"group\")\n"
		"6: SELECT 2\n");
	history_free(&history);
}

static void a_place_in_generated_text_is_a_place_in_the_authors(void **state)
{
	static const struct origin origins[] = {
		{ 100, 200, { 10, 14 }, false },
		{ 120, 130, { 40, 50 }, true },
	};
	const struct source source = {
		.size = 60, .origins = origins, .origin_count = 2
	};
	struct span span;

	(void)state;
	span = source_origin(&source, (struct span){ 5, 7 });
	assert_true(span.start == 5 && span.end == 7);
	span = source_origin(&source, (struct span){ 100, 101 });
	assert_true(span.start == 10 && span.end == 14);
	span = source_origin(&source, (struct span){ 123, 125 });
	assert_true(span.start == 43 && span.end == 45);
	span = source_origin(&source, (struct span){ 129, 180 });
	assert_true(span.start == 49 && span.end == 50);
	span = source_origin(&source, (struct span){ 199, 200 });
	assert_true(span.start == 10 && span.end == 14);
}

static void a_thousand_rebuilds_in_one_file_are_read_in_time(void **state)
{
	struct front front = front_new();
	struct history history;
	struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);" },
		{ "002_b.sql", NULL },
		{ 0 },
	};
	char *text = arena_alloc(front.arena, 1000 * 100);
	size_t size = 0;

	(void)state;
	for (int i = 0; i < 1000; i++)
		size += (size_t)sprintf(text + size, "-- @rebuild t\nCREATE TABLE t(id "
						     "INTEGER PRIMARY KEY, a TEXT);\n");
	files[1].sql = text;
	history = history_make(files);
	assert_int_equal(diag_count(history.diags, SEVERITY_ERROR), 0);
	assert_int_equal(history.program->set.steps[1].up.count, 6000);
	history_free(&history);
	front_free(&front);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
		children_keep_their_parents_though_the_host_enforces_foreign_keys),
	cmocka_unit_test(ids_of_deleted_rows_are_not_given_again),
	cmocka_unit_test(an_expression_that_gives_higher_ids_moves_the_sequence),
	cmocka_unit_test(rows_keep_their_numbers),
	cmocka_unit_test(a_new_key_is_the_number_that_the_row_had),
	cmocka_unit_test(indexes_triggers_and_views_work_as_before),
	cmocka_unit_test(generated_columns_become_plain_ones_and_plain_ones_generated),
	cmocka_unit_test(a_table_loses_its_rowid_and_gets_it_back),
	cmocka_unit_test(rows_that_the_new_table_refuses_leave_everything_as_it_was),
	cmocka_unit_test(an_expression_is_as_much_of_the_step_as_a_statement),
	cmocka_unit_test(an_expression_ends_at_a_comma_outside_parentheses),
	cmocka_unit_test(a_step_that_gives_up_what_the_procedure_needs_is_refused),
	cmocka_unit_test(
		the_procedure_is_the_one_right_order_and_stands_at_the_authors_line),
	cmocka_unit_test(a_place_in_generated_text_is_a_place_in_the_authors),
	cmocka_unit_test(a_thousand_rebuilds_in_one_file_are_read_in_time),
};

SUITE(tests)
