/*
 * test_prove: what a history's steps are found to do, and for how long it holds.
 */
#include "suite.h"

#include <string.h>

#include "history.h"

/* One step's facts, and the findings of the whole history. */
static void expect(const struct history_file *files, uint32_t position, const char *facts,
	const char *findings)
{
	struct history history = history_make(files);

	assert_string_equal(history_findings(&history), findings);
	if (facts)
		assert_string_equal(history_facts(&history, position), facts);
	history_free(&history);
}

static void a_new_table_is_a_fact_for_each_column(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql",
			"CREATE TABLE t(id INTEGER PRIMARY KEY, name varchar(9));" },
		{ 0 },
	};

	(void)state;
	expect(files, 1,
		"table t [1, -)\n"
		"column t.id INTEGER [1, -)\n"
		"column t.name varchar(9) [1, -)\n",
		"");
}

static void a_column_lives_until_it_is_dropped(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(id INTEGER PRIMARY KEY);" },
		{ "002_b.sql", "ALTER TABLE t ADD COLUMN c TEXT;" },
		{ "003_c.sql", "-- @destructive t.c: x\nALTER TABLE t DROP COLUMN c;" },
		{ "004_d.sql", "ALTER TABLE t ADD COLUMN c INTEGER" },
		{ 0 },
	};

	(void)state;
	expect(files, 2, "column t.c TEXT [2, 3)\n", "");
	expect(files, 3, "not column t.c [3, 4)\n", "");
	expect(files, 4, "column t.c INTEGER [4, -)\n", "");
}

static void a_claim_made_again_knows_the_earlier_one(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);" },
		{ "002_b.sql", "-- @destructive t: x\nDROP TABLE t;" },
		{ "003_c.sql", "CREATE TABLE t(a);" },
		{ 0 },
	};
	struct history history = history_make(files);
	const struct proof *proof = history.proof;
	uint32_t again = proof->steps[2].facts.first;

	(void)state;
	assert_int_equal(proof->facts[again].kind, INSTAR_CHECK_TABLE);
	assert_int_equal(proof->facts[again].prior, proof->steps[0].facts.first);
	assert_string_equal(
		history_facts(&history, 1), "table t [1, 2)\ncolumn t.a [1, 2)\n");
	assert_string_equal(history_facts(&history, 2), "not table t [2, 3)\n");
	history_free(&history);
}

static void a_rebuild_is_the_change_it_makes(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);"
			       "CREATE INDEX i ON t(a);" },
		{ "002_b.sql",
			"CREATE TABLE new(id INTEGER PRIMARY KEY, a INTEGER, b TEXT);"
			"INSERT INTO new(id, a) SELECT id, a FROM t;"
			"DROP TABLE t; ALTER TABLE new RENAME TO t;"
			"CREATE INDEX i ON t(a);" },
		{ 0 },
	};

	static const char retyped[] = "002_b.sql:1:73 warning INS0412: the values of t.a "
				      "are stored as another type\n";

	(void)state;
	expect(files, 1,
		"table t [1, -)\n"
		"column t.id INTEGER [1, -)\n"
		"column t.a TEXT [1, 2)\n"
		"index i on t(a) [1, -)\n",
		retyped);
	expect(files, 2, "column t.a INTEGER [2, -)\ncolumn t.b TEXT [2, -)\n", retyped);
}

static void a_change_no_claim_can_tell_is_a_definition(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a INTEGER);" },
		{ "002_b.sql", "CREATE TABLE new(a INTEGER CHECK (a IS a));"
			       "INSERT INTO new(a) SELECT a FROM t;"
			       "DROP TABLE t; ALTER TABLE new RENAME TO t;" },
		{ "003_c.sql", "ALTER TABLE t ADD COLUMN b TEXT;" },
		{ 0 },
	};

	(void)state;
	expect(files, 2, "definition of table t [2, 3)\n",
		"002_b.sql:1:44 note INS0514: the rows met 0 of 1 situations\n");
}

static void a_view_made_anew_is_a_fact_of_its_text(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql",
			"CREATE TABLE t(a, b); CREATE VIEW v AS SELECT a FROM t;" },
		{ "002_b.sql", "DROP VIEW v; CREATE VIEW v AS SELECT a, b FROM t;" },
		{ "003_c.sql", "DROP VIEW v;" },
		{ 0 },
	};

	(void)state;
	expect(files, 2, "view v [2, 3)\n", "");
	expect(files, 3, "not view v [3, -)\n", "");
}

static void a_renamed_table_takes_its_objects_along(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY, n);"
			       "CREATE TABLE c(p_id INTEGER UNIQUE REFERENCES p(id));"
			       "CREATE INDEX i ON p(n);" },
		{ "002_b.sql", "ALTER TABLE p RENAME TO q;" },
		{ 0 },
	};

	(void)state;
	expect(files, 2,
		"not table p [2, -)\n"
		"table q [2, -)\n"
		"column q.id INTEGER [2, -)\n"
		"column q.n [2, -)\n"
		"not foreign key c.p_id -> p.id [2, -)\n"
		"foreign key c.p_id -> q.id [2, -)\n"
		"index i on q(n) [2, -)\n",
		"");
}

static void an_index_of_a_dropped_table_needs_no_claim(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a); CREATE INDEX i ON t(a);" },
		{ "002_b.sql", "-- @destructive t: x\nDROP TABLE t;" },
		{ 0 },
	};

	(void)state;
	expect(files, 2, "not table t [2, -)\n", "");
}

static void an_index_may_move_to_another_table(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql",
			"CREATE TABLE t(a); CREATE TABLE u(a); CREATE INDEX i ON t(a);" },
		{ "002_b.sql", "DROP INDEX i; CREATE INDEX i ON u(a);" },
		{ 0 },
	};
	struct history history = history_make(files);

	(void)state;
	assert_string_equal(history_facts(&history, 2), "index i on u(a) [2, -)\n");
	assert_int_equal(history.proof->steps[1].index_count, 1);
	assert_int_equal(history.proof->steps[1].table_count, 2);
	history_free(&history);
}

static void the_tables_of_a_virtual_table_are_its_own_affair(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE VIRTUAL TABLE note USING fts5(body);"
			       "CREATE TABLE note_tag(a);" },
		{ "002_b.sql", "-- @destructive note: x\nDROP TABLE note;" },
		{ 0 },
	};

	(void)state;
	expect(files, 1,
		"table note [1, 2)\n"
		"column note.body [1, 2)\n"
		"table note_tag [1, -)\n"
		"column note_tag.a [1, -)\n",
		"");
	expect(files, 2, "not table note [2, -)\n", "");
}

static void a_step_of_rows_alone_cannot_be_detected(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);" },
		{ "002_b.sql", "INSERT INTO t VALUES (1);" },
		{ 0 },
	};

	(void)state;
	expect(files, 2, "",
		"002_b.sql:1:1 note INS0310: nothing in the schema tells that this step "
		"has "
		"run\n");
}

static void rows_tell_it_until_a_later_step_ends_them(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a); CREATE TABLE u(a);" },
		{ "002_b.sql", "-- @fingerprint rows (SELECT 1 FROM t WHERE a = 1)\n"
			       "INSERT INTO t VALUES (1);" },
		{ "003_c.sql", "-- @fingerprint rows (SELECT 1 FROM u)\n"
			       "INSERT INTO u VALUES (1);" },
		{ "004_d.sql", "-- @fingerprint rows (SELECT 1 FROM t WHERE a = 2)\n"
			       "UPDATE t SET a = 2;" },
		{ 0 },
	};

	(void)state;
	expect(files, 2, "rows (SELECT 1 FROM t WHERE a = 1) [2, 4)\n", "");
	expect(files, 3, "rows (SELECT 1 FROM u) [3, -)\n", "");
}

static void a_fingerprint_must_become_true(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql",
			"-- @fingerprint table t, column t.b\nCREATE TABLE t(a);" },
		{ 0 },
	};

	(void)state;
	expect(files, 1, NULL,
		"001_a.sql:1:33 error INS0302: not true after the step: column t.b\n");
}

static void a_fingerprint_must_be_false_before(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);" },
		{ "002_b.sql", "-- @fingerprint column t.a, column t.b\n"
			       "ALTER TABLE t ADD COLUMN b;" },
		{ 0 },
	};

	(void)state;
	expect(files, 2, NULL,
		"002_b.sql:1:24 error INS0303: true before the step; it cannot detect "
		"that the "
		"step has run: column t.a\n");
}

static void a_fingerprint_names_every_object(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "-- @fingerprint table t\n"
			       "CREATE TABLE t(a);\nCREATE INDEX i ON t(a);" },
		{ 0 },
	};

	(void)state;
	expect(files, 1, NULL,
		"001_a.sql:1:23 error INS0304: @fingerprint leaves out index i on t(a), "
		"which "
		"this step makes\n");
}

static void with_a_fingerprint_only_what_it_claims_counts(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql",
			"-- @fingerprint table t(a)\nCREATE TABLE t(a TEXT, b TEXT);" },
		{ "002_b.sql", "-- @destructive t: x\nDROP TABLE t;" },
		{ 0 },
	};

	(void)state;
	expect(files, 1, "table t [1, 2)\ncolumn t.a [1, 2)\n", "");
}

static void a_down_must_bring_back_the_schema(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a); CREATE TABLE u(b);\n-- @down\nDROP "
			       "TABLE u;" },
		{ "002_b.sql",
			"CREATE TABLE w(a);\n-- @down\nDROP TABLE w; DROP TABLE u;" },
		{ "003_c.sql", "ALTER TABLE t ADD COLUMN c;\n"
			       "-- @down\nALTER TABLE t DROP COLUMN c;" },
		{ 0 },
	};

	(void)state;
	expect(files, 1, NULL,
		"001_a.sql:3:1 error INS0305: down leaves table t\n"
		"002_b.sql:3:1 error INS0305: down does not bring back table u\n");
}

static void a_down_may_not_have_strings_in_double_quotes(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a INTEGER PRIMARY KEY, b);" },
		{ "002_b.sql", "ALTER TABLE t ADD COLUMN c;\n-- @down\n"
			       "ALTER TABLE t DROP COLUMN c;\n"
			       "DELETE FROM t WHERE b = \"only the up migration\";" },
		{ 0 },
	};

	(void)state;
	expect(files, 2, "column t.c [2, -)\n",
		"002_b.sql:4:25 error INS0704: no column \"only the up migration\" "
		"here, and double quotes are for names\n");
}

static void a_down_must_run(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE thing(a);\n-- @down\nDROP TABLE things;" },
		{ 0 },
	};

	(void)state;
	expect(files, 1, NULL, "001_a.sql:3:12 error INS0306: no such table: things\n");
}

static void a_view_that_a_step_breaks_is_named(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t;" },
		{ "002_b.sql", "-- @destructive t: x\nDROP TABLE t;" },
		{ 0 },
	};

	(void)state;
	expect(files, 2, NULL, "002_b.sql:2:12 error INS0601: view v does not compile\n");
}

static void a_trigger_over_nothing_is_named(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);\n"
			       "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM "
			       "nowhere; END;" },
		{ 0 },
	};

	(void)state;
	expect(files, 1, NULL,
		"001_a.sql:2:54 error INS0602: trigger g does not compile\n"
		"001_a.sql:1:14 warning INS0511: no row could be made for t\n");
}

static void a_parent_may_come_later_but_must_come(void **state)
{
	static const struct history_file later[] = {
		{ "001_a.sql", "CREATE TABLE c(p_id UNIQUE REFERENCES p(id));" },
		{ "002_b.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY);" },
		{ 0 },
	};
	static const struct history_file never[] = {
		{ "001_a.sql", "CREATE TABLE c(p_id UNIQUE REFERENCES p(id));" },
		{ 0 },
	};

	(void)state;
	expect(later, 1, NULL, "");
	expect(never, 1, NULL,
		"001_a.sql:1:39 error INS0603: no such table: p, which c(p_id) refers "
		"to\n");
}

static void seeded_rows_need_their_parents(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY);\n"
			       "CREATE TABLE c(p_id INTEGER UNIQUE REFERENCES p);\n"
			       "INSERT INTO c VALUES (1), (2), (NULL);" },
		{ "002_b.sql", "INSERT INTO p VALUES (1);" },
		{ 0 },
	};

	(void)state;
	expect(files, 1, NULL,
		"002_b.sql:1:1 warning INS0507: UNIQUE constraint failed: p.id\n"
		"002_b.sql:1:1 note INS0310: nothing in the schema tells that this step "
		"has "
		"run\n"
		"001_a.sql:3:13 error INS0604: 1 row of c refers to rows of p that are "
		"not "
		"there\n");
}

static void one_failure_is_reported_once(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABEL t(a);" },
		{ "002_b.sql", "CREATE TABLE u(a REFERENCES nowhere_at_all);" },
		{ 0 },
	};

	(void)state;
	expect(files, 1, NULL,
		"001_a.sql:1:8 error INS0301: near \"TABEL\": syntax error; did you mean "
		"TABLE?\n"
		"002_b.sql:1:29 error INS0603: no such table: nowhere_at_all, which u(a) "
		"refers "
		"to\n");
}

static void guards_tell_which_statements_had_their_effect(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a); INSERT INTO t VALUES (1);"
			       "CREATE INDEX i ON t(a); ALTER TABLE t ADD COLUMN b;" },
		{ 0 },
	};
	struct history history = history_make(files);
	const struct proof_step *step = &history.proof->steps[0];

	(void)state;
	assert_int_equal(history.proof->facts[step->guards[0]].kind, INSTAR_CHECK_TABLE);
	assert_int_equal(step->guards[1], INSTAR_NONE);
	assert_int_equal(history.proof->facts[step->guards[2]].kind, INSTAR_CHECK_INDEX);
	assert_int_equal(history.proof->facts[step->guards[3]].kind, INSTAR_CHECK_COLUMN);
	assert_string_equal(history.proof->facts[step->guards[3]].part, "b");
	history_free(&history);
}

static void a_string_in_double_quotes_is_an_error(void **state)
{
	static const struct history_file files[] = {
		{ "001_a.sql", "CREATE TABLE t(a);\nINSERT INTO t VALUES (\"x\");\n"
			       "CREATE INDEX i ON t(a);" },
		{ 0 },
	};

	(void)state;
	expect(files, 1, NULL,
		"001_a.sql:2:23 error INS0704: no column \"x\" here, and double "
		"quotes are for names\n");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_new_table_is_a_fact_for_each_column),
	cmocka_unit_test(a_column_lives_until_it_is_dropped),
	cmocka_unit_test(a_claim_made_again_knows_the_earlier_one),
	cmocka_unit_test(a_rebuild_is_the_change_it_makes),
	cmocka_unit_test(a_change_no_claim_can_tell_is_a_definition),
	cmocka_unit_test(a_view_made_anew_is_a_fact_of_its_text),
	cmocka_unit_test(a_renamed_table_takes_its_objects_along),
	cmocka_unit_test(an_index_of_a_dropped_table_needs_no_claim),
	cmocka_unit_test(an_index_may_move_to_another_table),
	cmocka_unit_test(the_tables_of_a_virtual_table_are_its_own_affair),
	cmocka_unit_test(a_step_of_rows_alone_cannot_be_detected),
	cmocka_unit_test(rows_tell_it_until_a_later_step_ends_them),
	cmocka_unit_test(a_fingerprint_must_become_true),
	cmocka_unit_test(a_fingerprint_must_be_false_before),
	cmocka_unit_test(a_fingerprint_names_every_object),
	cmocka_unit_test(with_a_fingerprint_only_what_it_claims_counts),
	cmocka_unit_test(a_down_must_bring_back_the_schema),
	cmocka_unit_test(a_down_may_not_have_strings_in_double_quotes),
	cmocka_unit_test(a_down_must_run),
	cmocka_unit_test(a_view_that_a_step_breaks_is_named),
	cmocka_unit_test(a_trigger_over_nothing_is_named),
	cmocka_unit_test(a_parent_may_come_later_but_must_come),
	cmocka_unit_test(seeded_rows_need_their_parents),
	cmocka_unit_test(one_failure_is_reported_once),
	cmocka_unit_test(guards_tell_which_statements_had_their_effect),
	cmocka_unit_test(a_string_in_double_quotes_is_an_error),
};

SUITE(tests)
