/*
 * test_coverage: what a statement distinguishes, and which rows meet it. Each case has
 * the schema, a step, and the situations of the step as `instar check --coverage` lists
 * them.
 */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/coverage/coverage.h"
#include "history.h"

/* The lines of a listing that tell a situation, without what is before and behind them.
 */
static char *situations(const struct history *history)
{
	char *text = NULL, *list, *line;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	coverage_print(history->proof->coverage, out, false);
	fclose(out);
	list = calloc(1, size + 1);
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		char *by = strstr(line, " by "), *rows = strstr(line, " rows: ");

		if (strncmp(line, "  ", 2))
			continue;
		if (by && rows && by < rows) /* whose rows is not told here */
			memmove(by, rows + strlen(" rows"), strlen(rows + 4));
		sprintf(list + strlen(list), "%s\n", line + 2);
	}
	free(text);
	return list;
}

static void expect(const char *schema, const char *step, const char *wanted)
{
	const struct history_file files[] = {
		{ "001_schema.sql", schema },
		{ "002_step.sql", step },
		{ 0 },
	};
	struct history history = history_make(files);
	char *list = situations(&history);

	assert_string_equal(list, wanted);
	free(list);
	history_free(&history);
}

static void conditions_are_asked_where_they_decide(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT "
	       "NOT NULL, status TEXT, age INTEGER);",
		"DELETE FROM users WHERE status = 'open' AND (age > "
		"17 OR name = 'x');",
		"1:25: met: status = 'open' true\n"
		"1:25: met: status = 'open' false\n"
		"1:25: met: status = 'open' NULL\n"
		"1:46: met: age > 17 true\n"
		"1:46: met: age > 17 false\n"
		"1:46: met: age > 17 NULL\n"
		"1:58: met: name = 'x' true\n"
		"1:58: met: name = 'x' false\n"
		"1:58: ruled out: name = 'x' NULL (nothing in it can "
		"be NULL)\n");
}

static void what_speaks_of_one_column_is_not_masked(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, nick "
	       "TEXT);",
		"UPDATE users SET nick = 'none' WHERE nick IS NULL OR "
		"nick = '';",
		"1:38: met: nick IS NULL true\n"
		"1:38: met: nick IS NULL false\n"
		"1:54: met: nick = '' true\n"
		"1:54: met: nick = '' false\n"
		"1:54: met: nick = '' NULL\n"
		"1:38: ruled out: nick IS NULL NULL (nothing in it "
		"can be NULL)\n");
}

static void a_check_lists_what_a_column_may_be(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, kind TEXT "
	       "NOT NULL CHECK (kind IN ('a', 'b')));",
		"DELETE FROM users WHERE kind = 'c';",
		"1:25: met: kind = 'c' false\n"
		"1:25: ruled out: kind = 'c' true (a CHECK lists what "
		"it may be)\n"
		"1:25: ruled out: kind = 'c' NULL (nothing in it can "
		"be NULL)\n");
}

static void a_join_has_partners_several_and_none(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, name "
	       "TEXT);\n"
	       "CREATE TABLE posts(id INTEGER PRIMARY KEY, author "
	       "INTEGER);",
		"CREATE TABLE said(name TEXT, post INTEGER);\n"
		"INSERT INTO said SELECT u.name, p.id FROM users u "
		"JOIN posts p ON p.author = u.id;",
		"2:56: met: posts p with a "
		"partner\n"
		"2:56: met: posts p missing for a row before it\n"
		"2:56: met: posts p several for "
		"one row before it\n"
		"2:56: met: posts p with a row that nothing goes with\n");
}

static void a_foreign_key_keeps_partners_together(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, name "
	       "TEXT);\n"
	       "CREATE TABLE posts(id INTEGER PRIMARY KEY, author "
	       "INTEGER NOT NULL REFERENCES users(id));",
		"CREATE TABLE said(name TEXT, post INTEGER);\n"
		"INSERT INTO said SELECT u.name, p.id FROM posts p "
		"JOIN users u ON p.author = u.id;",
		"2:56: met: users u with a partner\n"
		"2:56: met: users u with a row "
		"that nothing goes with\n"
		"2:56: ruled out: users u missing for a row before it "
		"(a foreign key keeps them together)\n"
		"2:56: ruled out: users u several for one row before "
		"it (its key is unique)\n");
}

static void groups_are_of_one_row_or_of_several(void **state)
{
	(void)state;
	expect("CREATE TABLE posts(id INTEGER PRIMARY KEY, author "
	       "INTEGER, likes INTEGER);",
		"CREATE TABLE sums(author INTEGER, likes INTEGER);\n"
		"INSERT INTO sums SELECT author, sum(likes) FROM "
		"posts GROUP BY author HAVING sum(likes) > 3;",
		"2:64: met: author a group of one row\n"
		"2:64: met: author a group of "
		"several rows\n"
		"2:78: met: sum(likes) > 3 true\n"
		"2:78: met: sum(likes) > 3 false\n"
		"2:78: met: sum(likes) > 3 NULL\n"
		"2:82: met: likes NULL in some "
		"rows\n"
		"2:82: met: likes NULL in all "
		"rows\n");
}

static void a_subquery_gives_no_row_or_one_or_several(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, last "
	       "TEXT);\n"
	       "CREATE TABLE posts(id INTEGER PRIMARY KEY, author "
	       "INTEGER, body TEXT);",
		"UPDATE users SET last = (SELECT body FROM posts "
		"WHERE author = users.id);",
		"1:26: met: SELECT body FROM posts WHERE author = "
		"users.id no row\n"
		"1:26: met: SELECT body FROM "
		"posts WHERE author = users.id one row\n"
		"1:26: met: SELECT body FROM "
		"posts WHERE author = users.id several rows\n"
		"1:55: met: author = users.id "
		"true\n"
		"1:55: met: author = users.id false\n"
		"1:55: met: author = users.id "
		"NULL\n");
}

static void a_case_has_an_arm_for_each_row(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, age "
	       "INTEGER);",
		"UPDATE users SET age = CASE WHEN age < 0 THEN 0 WHEN "
		"age > 150 THEN NULL ELSE age END;",
		"1:34: met: age < 0 true\n"
		"1:34: met: age < 0 NULL\n"
		"1:54: met: age > 150 true\n"
		"1:54: met: age > 150 false\n");
}

static void columns_that_may_be_null_are_asked_in_pairs(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, first "
	       "TEXT, last TEXT, name TEXT);",
		"UPDATE users SET name = first || ' ' || last;",
		"1:25: met: first not NULL, last not NULL\n"
		"1:25: met: first NULL, last not "
		"NULL\n"
		"1:25: met: first not NULL, last "
		"NULL\n"
		"1:25: met: first NULL, last NULL\n");
}

static void a_key_is_there_already(void **state)
{
	(void)state;
	expect("CREATE TABLE kinds(name TEXT PRIMARY KEY NOT NULL, "
	       "title TEXT);",
		"INSERT OR IGNORE INTO kinds VALUES ('cat', 'Cats');",
		"1:23: met: kinds (\"name\") is "
		"there already\n"
		"1:23: met: kinds (\"name\") is not there yet\n");
}

static void rows_that_stop_the_step_are_seen_and_undone(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, mail "
	       "TEXT);",
		"CREATE UNIQUE INDEX users_mail ON users(mail);",
		"1:21: met apart: two rows alike in users (mail)\n");
}

static void duplicates_are_dropped(void **state)
{
	(void)state;
	expect("CREATE TABLE cats(name TEXT);\n"
	       "CREATE TABLE dogs(name TEXT);",
		"CREATE TABLE pets(name TEXT);\n"
		"INSERT INTO pets SELECT DISTINCT name FROM cats "
		"UNION SELECT name FROM dogs;",
		"2:18: met: name … DISTINCT drops "
		"a duplicate\n"
		"2:55: met: SELECT name FROM dogs "
		"… UNION drops a duplicate\n");
}

static void more_rows_than_a_limit_takes(void **state)
{
	(void)state;
	expect("CREATE TABLE posts(id INTEGER PRIMARY KEY, at TEXT);",
		"DELETE FROM posts WHERE id NOT IN (SELECT id FROM "
		"posts ORDER BY at LIMIT 3);",
		"1:25: met: id NOT IN (SELECT id FROM posts ORDER BY "
		"at LIMIT 3) true\n"
		"1:25: met: id NOT IN (SELECT id FROM posts ORDER BY "
		"at LIMIT 3) false\n"
		"1:75: met: 3 rows are not all\n"
		"1:25: ruled out: id NOT IN (SELECT id FROM posts "
		"ORDER BY at LIMIT 3) NULL (nothing in it can be "
		"NULL)\n");
}

static void a_parent_has_children_or_none(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, name "
	       "TEXT);\n"
	       "CREATE TABLE posts(id INTEGER PRIMARY KEY, author "
	       "INTEGER REFERENCES users(id));",
		"DELETE FROM users WHERE name = 'x';",
		"1:25: met: name = 'x' true\n"
		"1:25: met: name = 'x' false\n"
		"1:25: met: name = 'x' NULL\n"
		"1:13: met: users with rows of "
		"posts\n"
		"1:13: met: users without rows of "
		"posts\n");
}

static void what_a_subquery_reads_is_reached(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, name "
	       "TEXT, kind TEXT);",
		"CREATE TABLE old(name TEXT);\n"
		"WITH found(n, k) AS (SELECT name, kind FROM users "
		"WHERE kind <> 'bot') INSERT INTO old SELECT n FROM "
		"found WHERE k = 'old';",
		"2:57: met: kind <> 'bot' true\n"
		"2:57: met: kind <> 'bot' false\n"
		"2:57: met: kind <> 'bot' NULL\n"
		"2:114: met: k = 'old' true\n"
		"2:114: met: k = 'old' false\n"
		"2:114: ruled out: k = 'old' NULL (nothing in it can "
		"be NULL)\n");
}

static void what_the_step_itself_has_set_is_ruled_out(void **state)
{
	(void)state;
	expect("CREATE TABLE users(id INTEGER PRIMARY KEY, name "
	       "TEXT);",
		"ALTER TABLE users ADD COLUMN level INTEGER DEFAULT "
		"1;\n"
		"UPDATE users SET level = 2 WHERE level = 1 AND name "
		"= 'root';",
		"2:34: met: level = 1 true\n"
		"2:48: met: name = 'root' true\n"
		"2:48: met: name = 'root' false\n"
		"2:48: met: name = 'root' NULL\n"
		"2:34: ruled out: level = 1 false (the step itself "
		"has just set that)\n"
		"2:34: ruled out: level = 1 NULL (the step itself has "
		"just set that)\n");
}

static void new_constraints_are_asked_of_the_rows_that_are_copied(void **state)
{
	(void)state;
	expect("CREATE TABLE items(id INTEGER PRIMARY KEY, name "
	       "TEXT, price INTEGER);",
		"CREATE TABLE items2(id INTEGER PRIMARY KEY, name "
		"TEXT NOT NULL UNIQUE, price INTEGER CHECK (price >= "
		"0));\n"
		"INSERT INTO items2 SELECT id, name, price FROM "
		"items;\n"
		"DROP TABLE items;\n"
		"ALTER TABLE items2 RENAME TO items;",
		"2:31: met apart: name NULL for name, which is NOT "
		"NULL\n"
		"2:13: met apart: two rows alike in items2 (\"name\"), "
		"which is UNIQUE\n"
		"2:13: met apart: CHECK (price >= 0) false\n"
		"2:13: ruled out: two rows alike in items2 (\"id\"), "
		"which is UNIQUE (a key of the source)\n");
}

/* The first note about situations that were not met, with its evidence. */
static void an_unmet_situation_is_a_note_unless_it_is_released(void **state)
{
	static const struct history_file files[] = {
		{ "001_codes.sql", "CREATE TABLE codes(id INTEGER PRIMARY KEY, code TEXT "
				   "NOT NULL);" },
		{ "002_mark.sql",
			"UPDATE codes SET code = 'found' WHERE hex(substr(code, 2)) = "
			"'4F4B21' AND instr(code, 'z') = 1;" },
		{ 0 },
	};
	struct history history = history_make(files);
	const char *evidence = NULL;

	(void)state;
	for (uint32_t i = 0; i < history.diags->count; i++) {
		if (strcmp(history.diags->items[i].rule->code, "INS0514") == 0)
			evidence = history.diags->items[i].evidence;
	}
	assert_string_equal(evidence, "hex(substr(code, 2)) = '4F4B21' true");
	history_free(&history);
	history = history_make_released(files);
	assert_null(strstr(history_findings(&history), "INS0514"));
	history_free(&history);
}

/* Numbers of the closing line: what is ruled out is not among them. */
static void what_is_ruled_out_is_counted_apart(void **state)
{
	static const struct history_file files[] = {
		{ "001_users.sql",
			"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);" },
		{ "002_root.sql", "DELETE FROM users WHERE id = 1;" },
		{ 0 },
	};
	struct history history = history_make(files);
	struct coverage_counts counts = coverage_counts(history.proof->coverage);

	(void)state;
	assert_int_equal(counts.all, 2);
	assert_int_equal(counts.met, 2);
	assert_int_equal(counts.ruled_out, 1);
	assert_int_equal(counts.unasked, 0);
	history_free(&history);
}

/* What the step makes is asked of what it is made of. */
static void what_the_step_makes_is_followed_back(void **state)
{
	(void)state;
	expect("CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT);",
		"ALTER TABLE t RENAME TO t_old; CREATE TABLE t(id INTEGER PRIMARY KEY, "
		"kind TEXT); INSERT INTO t(id, kind) SELECT id, kind FROM t_old WHERE "
		"kind = 'kept'; DROP TABLE t_old;",
		"1:140: met: kind = 'kept' true\n"
		"1:140: met: kind = 'kept' false\n"
		"1:140: met: kind = 'kept' NULL\n"
		"1:95: ruled out: two rows alike in t (\"id\"), which is UNIQUE (a key of "
		"the source)\n");
	expect("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);",
		"ALTER TABLE t ADD COLUMN b TEXT; UPDATE t SET b = CASE WHEN a = 'zebra' "
		"THEN 'z' ELSE b END;",
		"1:61: met: a = 'zebra' true\n"
		"1:61: met: a = 'zebra' false\n"
		"1:61: met: a = 'zebra' NULL\n");
}

static void a_copy_has_the_keys_of_what_was_copied(void **state)
{
	(void)state;
	expect("CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER NOT NULL UNIQUE);",
		"CREATE TEMP TABLE b AS SELECT * FROM t; DROP TABLE t; CREATE TABLE t(id "
		"INTEGER PRIMARY KEY, a INTEGER NOT NULL UNIQUE); INSERT INTO t(id, a) "
		"SELECT id, a FROM b;",
		"1:154: ruled out: a NULL for a, which is NOT NULL (nothing in it can be "
		"NULL)\n"
		"1:134: ruled out: two rows alike in t (\"a\"), which is UNIQUE (a key "
		"of "
		"the source)\n"
		"1:134: ruled out: two rows alike in t (\"id\"), which is UNIQUE (a key "
		"of "
		"the source)\n");
}

/* Each of two keys has a row already: without them there is room. */
static void rows_in_the_way_are_taken_out(void **state)
{
	(void)state;
	expect("CREATE TABLE t(id TEXT PRIMARY KEY, name TEXT UNIQUE); INSERT INTO t "
	       "VALUES ('cache', 'one'), ('two', 'cache');",
		"DELETE FROM t WHERE id = 'cache' AND name = 'cache';",
		"1:21: met: id = 'cache' true\n"
		"1:21: met: id = 'cache' false\n"
		"1:38: met: name = 'cache' true\n"
		"1:38: met: name = 'cache' false\n"
		"1:38: met: name = 'cache' NULL\n"
		"1:21: ruled out: id = 'cache' NULL (nothing in it can be NULL)\n");
}

static void where_rules_out_what_it_leaves_out(void **state)
{
	(void)state;
	expect("CREATE TABLE t(id INTEGER PRIMARY KEY, kind TEXT, n TEXT);",
		"UPDATE t SET n = CASE kind WHEN 'a' THEN 'x' WHEN 'b' THEN 'y' END "
		"WHERE kind IN ('a', 'b');",
		"1:74: met: kind IN ('a', 'b') true\n"
		"1:74: met: kind IN ('a', 'b') false\n"
		"1:74: met: kind IN ('a', 'b') NULL\n"
		"1:23: met: kind true\n"
		"1:23: met: kind true\n"
		"1:23: ruled out: kind NULL (nothing in it can be NULL)\n"
		"1:23: ruled out: kind false (WHERE lists what it may be)\n");
	expect("CREATE TABLE kinds(id INTEGER PRIMARY KEY, name TEXT UNIQUE);",
		"INSERT INTO kinds(name) SELECT 'new' WHERE NOT EXISTS (SELECT 1 FROM "
		"kinds WHERE name = 'new');",
		"1:48: met: EXISTS (SELECT 1 FROM kinds WHERE name = 'new') true\n"
		"1:48: met: EXISTS (SELECT 1 FROM kinds WHERE name = 'new') false\n"
		"1:82: met: name = 'new' true\n"
		"1:82: met: name = 'new' false\n"
		"1:82: met: name = 'new' NULL\n"
		"1:13: met: kinds (\"name\") is not there yet\n"
		"1:48: ruled out: EXISTS (SELECT 1 FROM kinds WHERE name = 'new') NULL "
		"(nothing in it can be NULL)\n"
		"1:13: ruled out: kinds (\"name\") is there already (the statement leaves "
		"out what is there)\n");
}

static void the_row_of_an_outer_join_is_there_where_it_is_needed(void **state)
{
	(void)state;
	expect("CREATE TABLE a(id INTEGER PRIMARY KEY); CREATE TABLE b(id INTEGER "
	       "PRIMARY KEY, a INTEGER NOT NULL, v TEXT NOT NULL); CREATE TABLE c(v TEXT "
	       "NOT NULL);",
		"INSERT INTO c(v) SELECT b.v FROM a LEFT JOIN b ON b.a = a.id WHERE b.id "
		"IS NOT NULL;",
		"1:46: met: b with a partner\n"
		"1:46: met: b missing for a row before it\n"
		"1:46: met: b several for one row before it\n"
		"1:46: met: b with a row that nothing goes with\n"
		"1:68: met: b.id IS NOT NULL true\n"
		"1:68: met: b.id IS NOT NULL false\n"
		"1:68: ruled out: b.id IS NOT NULL NULL (nothing in it can be NULL)\n"
		"1:25: ruled out: b.v NULL for v, which is NOT NULL (nothing in it can be "
		"NULL)\n");
}

/* No row can be it alone: another of its group has to be there. */
static void a_row_beside_another_of_its_group(void **state)
{
	(void)state;
	expect("CREATE TABLE s(id INTEGER PRIMARY KEY, grp INTEGER, at INTEGER NOT NULL);",
		"DELETE FROM s WHERE at < (SELECT max(o.at) FROM s o WHERE o.grp = s.grp);",
		"1:21: met: at < (SELECT max(o.at) FROM s o WHERE o.grp = s.grp) true\n"
		"1:21: met: at < (SELECT max(o.at) FROM s o WHERE o.grp = s.grp) false\n"
		"1:21: met: at < (SELECT max(o.at) FROM s o WHERE o.grp = s.grp) NULL\n"
		"1:59: met: o.grp = s.grp true\n"
		"1:59: met: o.grp = s.grp false\n"
		"1:59: met: o.grp = s.grp NULL\n"
		"1:27: met: rows to make one of\n");
	expect("CREATE TABLE i(id INTEGER PRIMARY KEY, w TEXT); CREATE TABLE w(id INTEGER "
	       "PRIMARY KEY, i INTEGER NOT NULL, v TEXT NOT NULL);",
		"UPDATE i SET w = (SELECT group_concat(DISTINCT v) FROM w WHERE w.i = "
		"i.id);",
		"1:64: met: w.i = i.id true\n"
		"1:64: met: w.i = i.id false\n"
		"1:19: met: rows to make one of\n"
		"1:48: met: v DISTINCT drops a duplicate\n"
		"1:64: ruled out: w.i = i.id NULL (nothing in it can be NULL)\n");
}

static void a_long_list_of_comparisons_is_one_condition(void **state)
{
	char step[1000] = "DELETE FROM t WHERE a = 0";

	(void)state;
	for (int i = 1; i < 13; i++)
		sprintf(step + strlen(step), " OR a = %d", i);
	expect("CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER);", step,
		"1:21: met: a = 0 OR a = 1 OR a = 2 OR a = 3 OR a = 4 OR a = 5 OR a = 6 "
		"O "
		"… true\n"
		"1:21: met: a = 0 OR a = 1 OR a = 2 OR a = 3 OR a = 4 OR a = 5 OR a = 6 "
		"O "
		"… false\n"
		"1:21: met: a = 0 OR a = 1 OR a = 2 OR a = 3 OR a = 4 OR a = 5 OR a = 6 "
		"O "
		"… NULL\n");
}

/* More than the list takes counts as not met. */
static void what_is_cut_off_is_not_met(void **state)
{
	char step[8000] = "DELETE FROM t WHERE a = 0";
	struct history_file files[] = {
		{ "001_t.sql",
			"CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER, b INTEGER);" },
		{ "002_t.sql", step },
		{ 0 },
	};
	struct history history;
	struct coverage_counts counts;

	(void)state;
	for (int i = 1; i < 150; i++)
		sprintf(step + strlen(step), " OR %c = %d", i % 2 ? 'b' : 'a', i);
	history = history_make(files);
	counts = coverage_counts(history.proof->coverage);
	assert_int_equal(counts.all, 302);
	assert_in_range(counts.met, 1, SITUATIONS_MOST);
	history_free(&history);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(conditions_are_asked_where_they_decide),
	cmocka_unit_test(what_speaks_of_one_column_is_not_masked),
	cmocka_unit_test(a_check_lists_what_a_column_may_be),
	cmocka_unit_test(a_join_has_partners_several_and_none),
	cmocka_unit_test(a_foreign_key_keeps_partners_together),
	cmocka_unit_test(groups_are_of_one_row_or_of_several),
	cmocka_unit_test(a_subquery_gives_no_row_or_one_or_several),
	cmocka_unit_test(a_case_has_an_arm_for_each_row),
	cmocka_unit_test(columns_that_may_be_null_are_asked_in_pairs),
	cmocka_unit_test(a_key_is_there_already),
	cmocka_unit_test(rows_that_stop_the_step_are_seen_and_undone),
	cmocka_unit_test(duplicates_are_dropped),
	cmocka_unit_test(more_rows_than_a_limit_takes),
	cmocka_unit_test(a_parent_has_children_or_none),
	cmocka_unit_test(what_a_subquery_reads_is_reached),
	cmocka_unit_test(what_the_step_itself_has_set_is_ruled_out),
	cmocka_unit_test(new_constraints_are_asked_of_the_rows_that_are_copied),
	cmocka_unit_test(an_unmet_situation_is_a_note_unless_it_is_released),
	cmocka_unit_test(what_is_ruled_out_is_counted_apart),
	cmocka_unit_test(what_the_step_makes_is_followed_back),
	cmocka_unit_test(a_copy_has_the_keys_of_what_was_copied),
	cmocka_unit_test(rows_in_the_way_are_taken_out),
	cmocka_unit_test(where_rules_out_what_it_leaves_out),
	cmocka_unit_test(the_row_of_an_outer_join_is_there_where_it_is_needed),
	cmocka_unit_test(a_row_beside_another_of_its_group),
	cmocka_unit_test(a_long_list_of_comparisons_is_one_condition),
	cmocka_unit_test(what_is_cut_off_is_not_met),
};

SUITE(tests)
