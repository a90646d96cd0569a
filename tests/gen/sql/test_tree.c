/*
 * test_tree: what is printed from a tree reads as the same tree again, and SQLite accepts
 * no statement that the grammar does not know.
 *
 * Over the statements below, every .sql file of tests/ and migrations/, and of the
 * histories in $CORPUS when that is set. SQLite is asked on a database that the files
 * before have made.
 */
#include "suite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "front.h"
#include "gen/sql/tree_equal.h"
#include "gen/sql/tree_print.h"
#include "material.h"

/* Statements, and what is printed; NULL: what was written. */
static const struct {
	const char *sql, *printed;
} statements[] = {
	{ "SELECT 1, 'it''s', x'00fF', 1.5e3, NULL, CURRENT_TIME, TRUE, ?1, :a", NULL },
	{ "select a.*, * from a", "SELECT a.*, * FROM a" },
	{ "SELECT \"a\", [a], `a b`, \"order\" FROM [order] AS 'x y'",
		"SELECT \"a\", a, `a b`, \"order\" FROM \"order\" AS \"x y\"" },
	{ "SELECT a b FROM t u", "SELECT a AS b FROM t AS u" },
	{ "SELECT (((a)))", "SELECT a" },
	{ "SELECT a + b * c - (d - e), (a + b) * c, - - a, -(-1), ~-a, -(a + b)",
		"SELECT a + b * c - (d - e), (a + b) * c, - -a, - -1, ~ -a, - (a + b)" },
	{ "SELECT a || b -> c ->> d, a || (b || c)", NULL },
	{ "SELECT a OR b AND NOT c = d, (a OR b) AND c, NOT (a AND b)", NULL },
	{ "SELECT a = b < c, (a = b) < c, a < b = c, a == b, a != b",
		"SELECT a = b < c, (a = b) < c, a < b = c, a = b, a <> b" },
	{ "SELECT a IS NULL, a ISNULL, a NOTNULL, a NOT NULL, a IS NOT b",
		"SELECT a IS NULL, a IS NULL, a IS NOT NULL, a IS NOT NULL, a IS NOT b" },
	{ "SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b",
		"SELECT a IS NOT b, a IS b" },
	{ "SELECT a NOT LIKE b ESCAPE c, a GLOB b, a NOT REGEXP b, a MATCH b", NULL },
	{ "SELECT a BETWEEN b AND c AND d, a NOT BETWEEN (b AND c) AND d", NULL },
	{ "SELECT a IN (1, 2), a NOT IN (), a IN (SELECT 1), a IN t, a IN s.f(1)", NULL },
	{ "SELECT -a COLLATE x, - (a COLLATE x), a COLLATE x || b", NULL },
	{ "SELECT CASE a WHEN 1 THEN 2 WHEN 3 THEN 4 ELSE 5 END, CASE WHEN a THEN b END",
		NULL },
	{ "SELECT CAST(a AS DECIMAL ( 10 , -2 )), cast(a AS unsigned  big int)",
		"SELECT CAST(a AS DECIMAL(10,-2)), CAST(a AS unsigned big int)" },
	{ "SELECT (a, b) = (SELECT 1, 2), EXISTS (SELECT 1), NOT EXISTS (SELECT 1)", NULL },
	{ "SELECT f(), f(*), count(DISTINCT a), group_concat(a, ',' ORDER BY b DESC)",
		NULL },
	{ "SELECT sum(a) FILTER (WHERE b) OVER w, rank() OVER (), f(a) OVER (w PARTITION "
	  "BY b, c ORDER BY d ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) "
	  "FROM t WINDOW w AS (ORDER BY a), v AS (w RANGE UNBOUNDED PRECEDING)",
		NULL },
	{ "SELECT over, filter, window, replace(a, b, c), like(a, b), left FROM rows",
		NULL },
	{ "SELECT a FROM t window, u over", "SELECT a FROM t AS window, u AS over" },
	{ "SELECT * FROM a, b AS c JOIN d ON e = f NATURAL LEFT OUTER JOIN g CROSS JOIN h "
	  "USING (i, j), (SELECT 1) AS k, (l JOIN m), n.o INDEXED BY p, q NOT INDEXED, "
	  "r(1, 2) AS s",
		"SELECT * FROM a, b AS c JOIN d ON e = f NATURAL LEFT JOIN g CROSS JOIN "
		"h "
		"USING(i, j), (SELECT 1) AS k, (l JOIN m), n.o INDEXED BY p, q NOT "
		"INDEXED, "
		"r(1, 2) AS s" },
	{ "SELECT DISTINCT a FROM t WHERE b GROUP BY c, d HAVING e ORDER BY f ASC NULLS "
	  "LAST, g DESC LIMIT 1, 2",
		"SELECT DISTINCT a FROM t WHERE b GROUP BY c, d HAVING e ORDER BY f ASC "
		"NULLS "
		"LAST, g DESC LIMIT 2 OFFSET 1" },
	{ "SELECT 1 UNION ALL SELECT 2 EXCEPT VALUES (3, 4), (5, 6) INTERSECT SELECT 7 "
	  "ORDER "
	  "BY 1",
		NULL },
	{ "WITH RECURSIVE a(b) AS (SELECT 1), c AS NOT MATERIALIZED (SELECT 2), d AS "
	  "MATERIALIZED (SELECT 3) SELECT * FROM a",
		NULL },
	{ "INSERT OR IGNORE INTO s.t AS u(a, b) VALUES (1, 2), (3, 4) ON CONFLICT (a "
	  "COLLATE x) WHERE b DO NOTHING ON CONFLICT DO UPDATE SET a = excluded.a, (b, "
	  "c) = (1, 2) WHERE d RETURNING *, a AS b",
		NULL },
	{ "REPLACE INTO t DEFAULT VALUES", "INSERT OR REPLACE INTO t DEFAULT VALUES" },
	{ "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x", NULL },
	{ "WITH x AS (SELECT 1) UPDATE OR FAIL t AS u INDEXED BY i SET a = 1, (b, c) = "
	  "(SELECT 1, 2) FROM v JOIN w WHERE d RETURNING a ORDER BY e LIMIT 1 OFFSET 2",
		NULL },
	{ "DELETE FROM t AS u NOT INDEXED WHERE a RETURNING b ORDER BY c LIMIT 1", NULL },
	{ "CREATE TEMP TABLE IF NOT EXISTS t(a INTEGER PRIMARY KEY DESC ON CONFLICT FAIL "
	  "AUTOINCREMENT, b VARCHAR(10) NOT NULL ON CONFLICT ABORT UNIQUE DEFAULT -1, "
	  "c DEFAULT 'x' CONSTRAINT d CHECK (c > 0) COLLATE nocase, d REFERENCES p(x, "
	  "y) ON DELETE SET NULL ON UPDATE NO ACTION MATCH FULL NOT DEFERRABLE "
	  "INITIALLY DEFERRED, e GENERATED ALWAYS AS (a + 1) STORED, f INT NULL DEFAULT "
	  "(1 + 1), CONSTRAINT g PRIMARY KEY (a, b DESC) ON CONFLICT ROLLBACK, UNIQUE "
	  "(a COLLATE x), CHECK (a), FOREIGN KEY (a, b) REFERENCES q ON DELETE CASCADE "
	  "DEFERRABLE) WITHOUT ROWID, STRICT",
		NULL },
	{ "CREATE TABLE t(a INT GENERATED ALWAYS AS (1) VIRTUAL, b AS (2), c GENERATED "
	  "ALWAYS AS (3))",
		"CREATE TABLE t(a INT GENERATED ALWAYS AS (1), b GENERATED ALWAYS AS (2), "
		"c "
		"GENERATED ALWAYS AS (3))" },
	{ "CREATE TABLE t(a REFERENCES p NOT NULL, b REFERENCES p NOT DEFERRABLE NOT "
	  "NULL, c DEFAULT CURRENT_TIMESTAMP, d DEFAULT true, e DEFAULT \"x\")",
		"CREATE TABLE t(a REFERENCES p NOT NULL, b REFERENCES p NOT DEFERRABLE NOT "
		"NULL, c DEFAULT CURRENT_TIMESTAMP, d DEFAULT TRUE, e DEFAULT \"x\")" },
	{ "CREATE TABLE t(id INTEGER, PRIMARY KEY (id AUTOINCREMENT) UNIQUE (id) CHECK "
	  "(1))",
		"CREATE TABLE t(id INTEGER, PRIMARY KEY (id AUTOINCREMENT), UNIQUE (id), "
		"CHECK "
		"(1))" },
	{ "CREATE TABLE t AS SELECT 1 AS a", NULL },
	{ "CREATE VIRTUAL TABLE IF NOT EXISTS f USING fts5(a,  b UNINDEXED , "
	  "tokenize='x y(z, 1)', c=f(1, 2))",
		"CREATE VIRTUAL TABLE IF NOT EXISTS f USING fts5(a, b UNINDEXED, "
		"tokenize='x y(z, 1)', c=f(1, 2))" },
	{ "CREATE VIRTUAL TABLE f USING m", NULL },
	{ "CREATE UNIQUE INDEX IF NOT EXISTS s.i ON t(a COLLATE x DESC, lower(b)) WHERE c",
		NULL },
	{ "CREATE TEMP VIEW IF NOT EXISTS v(a, b) AS SELECT 1, 2", NULL },
	{ "CREATE TRIGGER IF NOT EXISTS s.g INSTEAD OF UPDATE OF a, b ON v FOR EACH ROW "
	  "WHEN new.a > 1 BEGIN UPDATE t SET a = 1; DELETE FROM t; INSERT INTO t VALUES "
	  "(1); SELECT RAISE(ABORT, 'no'), RAISE(IGNORE); END",
		NULL },
	{ "CREATE TRIGGER g DELETE ON t BEGIN SELECT 1; END", NULL },
	{ "ALTER TABLE s.t RENAME TO u", NULL },
	{ "ALTER TABLE t RENAME a TO b", "ALTER TABLE t RENAME COLUMN a TO b" },
	{ "ALTER TABLE t ADD a TEXT NOT NULL DEFAULT ''",
		"ALTER TABLE t ADD COLUMN a TEXT NOT NULL DEFAULT ''" },
	{ "ALTER TABLE t DROP COLUMN a", NULL },
	{ "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1) ON CONFLICT FAIL", NULL },
	{ "ALTER TABLE t ADD CHECK (a > 1)", NULL },
	{ "ALTER TABLE t DROP CONSTRAINT c", NULL },
	{ "ALTER TABLE t ALTER a SET NOT NULL ON CONFLICT ABORT",
		"ALTER TABLE t ALTER COLUMN a SET NOT NULL ON CONFLICT ABORT" },
	{ "ALTER TABLE t ALTER COLUMN a DROP NOT NULL", NULL },
	{ "DROP TABLE IF EXISTS s.t", NULL },
	{ "DROP TRIGGER g", NULL },
	{ "PRAGMA s.x", NULL },
	{ "PRAGMA x = -1", NULL },
	{ "PRAGMA x(ON)", NULL },
	{ "PRAGMA journal_mode = delete", NULL },
	{ "BEGIN IMMEDIATE TRANSACTION", "BEGIN IMMEDIATE" },
	{ "END", "COMMIT" },
	{ "ROLLBACK TRANSACTION TO SAVEPOINT a", "ROLLBACK TO a" },
	{ "RELEASE SAVEPOINT a", "RELEASE a" },
	{ "SAVEPOINT a", NULL },
	{ "ATTACH DATABASE 'f' AS a", "ATTACH 'f' AS a" },
	{ "DETACH a", NULL },
	{ "VACUUM s INTO 'f'", NULL },
	{ "ANALYZE s.t", NULL },
	{ "REINDEX", NULL },
	{ "EXPLAIN QUERY PLAN SELECT 1", NULL },
};

static void a_statement_is_printed_in_one_spelling(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(statements) / sizeof(*statements); i++) {
		struct front front = front_new();
		const struct tree_statement *tree =
			parse_statement(front.arena, statements[i].sql);
		if (!tree)
			fail_msg("does not read: %s", statements[i].sql);
		assert_string_equal(tree_print(front.arena, NODE_STATEMENT, tree),
			statements[i].printed ? statements[i].printed
					      : statements[i].sql);
		front_free(&front);
	}
}

/* CONSTRAINT name may be the last word of a table; it names nothing in the next one. */
static void a_constraint_name_alone_names_nothing_in_the_next_statement(void **state)
{
	struct front front = front_new();
	const struct script *script = front_script(&front,
		"CREATE TABLE t(a, CONSTRAINT x); CREATE TABLE u(b UNIQUE);");

	(void)state;
	assert_int_equal(script->up_count, 2);
	assert_string_equal(tree_print(front.arena, NODE_STATEMENT, script->up[1].tree),
		"CREATE TABLE u(b UNIQUE)");
	front_free(&front);
}

/* Where each keyword is written as a name. */
static const char *const places[] = { "CREATE TABLE %s(a)", "CREATE TABLE x(%s)",
	"CREATE TABLE x(a %s)", "SELECT %s FROM (SELECT 1)", "SELECT 1 %s", "SELECT 1 AS %s",
	"SELECT * FROM t %s", "SELECT * FROM t AS %s", "SELECT t.%s FROM t",
	"SELECT %s.a FROM t", "INSERT INTO t(%s) VALUES (1)", "UPDATE t SET %s = 1",
	"SELECT a COLLATE %s FROM t", "CREATE INDEX i ON t(%s)", "SAVEPOINT %s",
	"ALTER TABLE t ADD %s", "ALTER TABLE t RENAME a TO %s", "PRAGMA x = %s",
	"WITH %s AS (SELECT 1) SELECT 1", "CREATE TABLE x(a DEFAULT %s)",
	"CREATE TABLE x(a, CONSTRAINT %s UNIQUE (a))", "DROP TABLE %s", "DROP VIEW s.%s",
	"CREATE TRIGGER %s AFTER INSERT ON t BEGIN SELECT 1; END", "DELETE FROM %s",
	"SELECT a FROM t ORDER BY %s", "SELECT CASE WHEN 1 THEN %s END",
	"SELECT a FROM t GROUP BY %s", "SELECT count(*) OVER (ORDER BY %s) FROM t" };

static bool accepts(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
	const char *message = sqlite3_errmsg(db);

	sqlite3_finalize(stmt);
	return code == SQLITE_OK ||
	       (!strstr(message, "syntax error") && !strstr(message, "incomplete"));
}

/* Those that SQLite has only by the version it was built from, or reads otherwise. */
static bool differs(const char *word, const char *place)
{
	return (strcmp(word, "DEFERRABLE") == 0 && strstr(place, "x(a %s)")) ||
	       (strcmp(word, "WITHIN") == 0);
}

static void a_keyword_is_a_name_where_sqlite_takes_it_for_one(void **state)
{
	struct front front = front_new();
	sqlite3 *db;

	(void)state;
	sqlite3_open(":memory:", &db);
	sqlite3_exec(db, "CREATE TABLE t(a)", NULL, NULL, NULL);
	for (int i = 0; i < sqlite3_keyword_count(); i++) {
		const char *name;
		int size;
		sqlite3_keyword_name(i, &name, &size);
		char *word = sqlite3_mprintf("%.*s", size, name);
		for (size_t j = 0; j < sizeof(places) / sizeof(*places); j++) {
			char *sql = sqlite3_mprintf(places[j], word);
			bool known = parse_statement(front.arena, sql);
			if (known != accepts(db, sql) && !differs(word, places[j]))
				fail_msg("%s: %s: %s", known ? "read" : "not read", sql,
					sqlite3_errmsg(db));
			sqlite3_free(sql);
		}
		sqlite3_free(word);
	}
	sqlite3_close(db);
	front_free(&front);
}

/* Files */

struct seen {
	uint32_t accepted; /* by SQLite */
	uint32_t known;	   /* of these, by the grammar */
};

static void check_printed(struct arena *arena, const struct statement *statement)
{
	const char *printed = tree_print(arena, NODE_STATEMENT, statement->tree);
	const struct tree_statement *again = parse_statement(arena, printed);

	if (!again)
		fail_msg("does not read: %s\nprinted from: %s", printed, statement->sql);
	if (!tree_equal(NODE_STATEMENT, statement->tree, again))
		fail_msg("not the same: %s\nprinted from: %s", printed, statement->sql);
	assert_string_equal(printed, tree_print(arena, NODE_STATEMENT, again));
}

static void take(void *context, struct arena *arena, sqlite3 *db,
	const struct statement *statement)
{
	struct seen *seen = context;
	sqlite3_stmt *stmt;

	if (statement->tree)
		check_printed(arena, statement);
	if (sqlite3_prepare_v2(db, statement->sql, -1, &stmt, NULL) != SQLITE_OK)
		return;
	sqlite3_finalize(stmt);
	seen->accepted++;
	seen->known += statement->tree != NULL;
}

static void what_sqlite_accepts_of_ours_is_known_and_printed(void **state)
{
	struct seen seen = { 0 };

	(void)state;
	material_ours(take, &seen);
	assert_true(seen.accepted > 1000);
	assert_in_range(seen.accepted - seen.known, 0, 2); /* the cases of INS0121 */
}

static void what_sqlite_accepts_of_real_histories_is_known_and_printed(void **state)
{
	struct seen seen = { 0 };

	(void)state;
	if (!material_real(take, &seen))
		return;
	printf("# %u statements accepted by SQLite, %u known\n", seen.accepted,
		seen.known);
	assert_true(seen.accepted > 0);
	assert_true(seen.known >= seen.accepted - seen.accepted / 200);
}

static void an_expression_that_is_too_high_does_not_read(void **state)
{
	static char sql[20000];

	(void)state;
	for (int terms = TREE_HEIGHT - 1; terms <= TREE_HEIGHT + 1; terms++) {
		struct front front = front_new();
		strcpy(sql, "SELECT a");
		for (int i = 1; i < terms; i++)
			strcat(sql, " OR a");
		assert_int_equal(parse_statement(front.arena, sql) != NULL,
			terms <= TREE_HEIGHT);
		front_free(&front);
	}
}

/* One in another, as deep as the scanner lets parentheses be. */
static void text_nested_to_the_limit_is_read_or_left(void **state)
{
	static const char *const nests[][3] = { { "SELECT ", "(SELECT ", ")" },
		{ "SELECT ", "f(", ")" }, { "SELECT * FROM ", "(SELECT * FROM ", ")" },
		{ "SELECT * FROM ", "(", ")" }, { "SELECT ", "- ", "" },
		{ "SELECT ", "CASE WHEN a THEN ", " END" }, { "SELECT ", "NOT ", "" },
		{ "SELECT a IN ", "(SELECT a IN ", ")" } };
	static char sql[PARSE_DEPTH * 24];

	(void)state;
	for (size_t i = 0; i < sizeof(nests) / sizeof(*nests); i++) {
		struct front front = front_new();

		strcpy(sql, nests[i][0]);
		for (int j = 0; j < PARSE_DEPTH - 10; j++)
			strcat(sql, nests[i][1]);
		strcat(sql, "t");
		for (int j = 0; j < PARSE_DEPTH - 10; j++)
			strcat(sql, nests[i][2]);
		const struct statement *statement = front_script(&front, sql)->up;
		assert_int_equal(statement->kind, STATEMENT_SELECT);
		if (statement->tree)
			check_printed(front.arena, statement);
		front_free(&front);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_statement_is_printed_in_one_spelling),
	cmocka_unit_test(a_constraint_name_alone_names_nothing_in_the_next_statement),
	cmocka_unit_test(a_keyword_is_a_name_where_sqlite_takes_it_for_one),
	cmocka_unit_test(an_expression_that_is_too_high_does_not_read),
	cmocka_unit_test(text_nested_to_the_limit_is_read_or_left),
	cmocka_unit_test(what_sqlite_accepts_of_ours_is_known_and_printed),
	cmocka_unit_test(what_sqlite_accepts_of_real_histories_is_known_and_printed),
};

SUITE(tests)
