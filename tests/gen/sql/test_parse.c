/*
 * What a statement is, which names it gives, what an annotation says.
 */
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "front.h"
#include "gen/base/text.h"
#include "gen/sql/annotate.h"

static const char *const kinds[] = { "OTHER", "CREATE TABLE", "CREATE TABLE AS",
	"CREATE VIRTUAL TABLE", "CREATE INDEX", "CREATE VIEW", "CREATE TRIGGER",
	"RENAME TABLE", "RENAME COLUMN", "ADD COLUMN", "DROP COLUMN", "DROP TABLE",
	"DROP INDEX", "DROP VIEW", "DROP TRIGGER", "INSERT", "UPDATE", "DELETE", "SELECT",
	"PRAGMA", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "ATTACH",
	"DETACH", "VACUUM", "ANALYZE", "REINDEX", "EXPLAIN" };

static void add_word(struct text *out, const char *label, const char *word)
{
	if (word)
		text_format(out, " %s=%s", label, word);
}

static void add_statement(struct text *out, const struct statement *s)
{
	text_add(out, kinds[s->kind]);
	add_word(out, "schema", s->schema);
	add_word(out, "name", s->name);
	add_word(out, "table", s->table);
	add_word(out, "column", s->column);
	add_word(out, "new", s->new_name);
	add_word(out, "value", s->value);
	text_add(out, s->temporary ? " temporary" : "");
	text_add(out, s->if_exists ? " if" : "");
	text_add(out, s->unique ? " unique" : "");
	text_add(out, s->has_where ? " where" : "");
}

/* All statements of a text in words, "|" between them. */
static const char *words(struct front *front, const char *sql)
{
	struct script *script = front_script(front, sql);
	struct text out;
	text_init(&out, front->arena);
	for (uint32_t i = 0; i < script->up_count; i++) {
		text_add(&out, i ? " | " : "");
		add_statement(&out, &script->up[i]);
	}
	return out.bytes ? out.bytes : "";
}

static const struct {
	const char *sql, *words;
} statements[] = {
	{ "CREATE TABLE t(a)", "CREATE TABLE name=t" },
	{ "create temp table if not exists \"a \"\"b\"(x)",
		"CREATE TABLE name=a \"b temporary if" },
	{ "CREATE TEMPORARY TABLE main.t(a)",
		"CREATE TABLE schema=main name=t temporary" },
	{ "CREATE TABLE [a b](x); CREATE TABLE `c``d`(x); CREATE TABLE 'e'(x)",
		"CREATE TABLE name=a b | CREATE TABLE name=c`d | CREATE TABLE name=e" },
	{ "CREATE TABLE t AS SELECT 1", "CREATE TABLE AS name=t" },
	{ "CREATE VIRTUAL TABLE IF NOT EXISTS f USING fts5(a)",
		"CREATE VIRTUAL TABLE name=f if" },
	{ "CREATE UNIQUE INDEX i ON t(a) WHERE a > 1",
		"CREATE INDEX name=i table=t unique" },
	{ "CREATE INDEX main.i ON \"t t\"(a)",
		"CREATE INDEX schema=main name=i table=t t" },
	{ "CREATE VIEW v(a) AS SELECT 1", "CREATE VIEW name=v" },
	{ "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
		"CREATE TRIGGER name=g table=t" },
	{ "CREATE TEMP TRIGGER IF NOT EXISTS g UPDATE OF a, b ON t WHEN 1 BEGIN DELETE "
	  "FROM x; END",
		"CREATE TRIGGER name=g table=t temporary if" },
	{ "ALTER TABLE a RENAME TO b", "RENAME TABLE name=a new=b" },
	{ "ALTER TABLE main.a RENAME COLUMN b TO c",
		"RENAME COLUMN schema=main name=a column=b new=c" },
	{ "ALTER TABLE a RENAME b TO c", "RENAME COLUMN name=a column=b new=c" },
	{ "ALTER TABLE a ADD COLUMN b TEXT NOT NULL DEFAULT ''",
		"ADD COLUMN name=a column=b" },
	{ "ALTER TABLE a ADD b", "ADD COLUMN name=a column=b" },
	{ "ALTER TABLE a DROP COLUMN b", "DROP COLUMN name=a column=b" },
	{ "ALTER TABLE a DROP b", "DROP COLUMN name=a column=b" },
	{ "DROP TABLE a; DROP INDEX IF EXISTS main.b; DROP VIEW c; DROP TRIGGER d",
		"DROP TABLE name=a | DROP INDEX schema=main name=b if | DROP VIEW name=c "
		"| "
		"DROP TRIGGER name=d" },
	{ "INSERT INTO a VALUES (1); INSERT OR IGNORE INTO b SELECT 1; REPLACE INTO c "
	  "VALUES (1)",
		"INSERT name=a | INSERT name=b | INSERT name=c" },
	{ "UPDATE a SET b = 1; UPDATE OR IGNORE a SET b = 1 WHERE c",
		"UPDATE name=a | UPDATE name=a where" },
	{ "UPDATE a SET b = (SELECT 1 WHERE 1)", "UPDATE name=a" },
	{ "DELETE FROM a; DELETE FROM a WHERE b IN (SELECT 1)",
		"DELETE name=a | DELETE name=a where" },
	{ "WITH x AS (SELECT 1), y(a) AS NOT MATERIALIZED (SELECT ((1))) UPDATE a SET b "
	  "= 1",
		"UPDATE name=a" },
	{ "WITH RECURSIVE x AS (SELECT 1 WHERE 1) DELETE FROM a", "DELETE name=a" },
	{ "WITH x AS (SELECT 1) INSERT INTO a SELECT * FROM x", "INSERT name=a" },
	{ "SELECT 1; VALUES (1); WITH x AS (SELECT 1) SELECT 1",
		"SELECT | SELECT | SELECT" },
	{ "PRAGMA foreign_keys = off; PRAGMA main.user_version(7); PRAGMA x; PRAGMA y = "
	  "-1",
		"PRAGMA name=foreign_keys value=off | PRAGMA schema=main "
		"name=user_version value=7 | "
		"PRAGMA name=x | PRAGMA name=y value=-1" },
	{ "BEGIN IMMEDIATE; COMMIT; END TRANSACTION; ROLLBACK TO x; SAVEPOINT x; RELEASE "
	  "x",
		"BEGIN | COMMIT | COMMIT | ROLLBACK | SAVEPOINT | RELEASE" },
	{ "ATTACH 'f' AS x; DETACH x; VACUUM; VACUUM main INTO 'f'; ANALYZE t; REINDEX",
		"ATTACH | DETACH | VACUUM | VACUUM new= | ANALYZE | REINDEX" },
	{ "EXPLAIN DROP TABLE t; EXPLAIN QUERY PLAN SELECT 1",
		"EXPLAIN name=t | EXPLAIN" },
	{ "TRUNCATE t; CREATE TABLE; DROP DATABASE x; GRANT ALL",
		"OTHER | OTHER | OTHER | OTHER" },
	{ "CREATE TABLE add(a); CREATE TABLE key(a); ALTER TABLE view ADD to TEXT",
		"CREATE TABLE name=add | CREATE TABLE name=key | ADD COLUMN name=view "
		"column=to" },
	{ ";;;", "" },
};

static void statements_are_told_by_kind_and_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]); i++) {
		struct front front = front_new();
		assert_string_equal(
			words(&front, statements[i].sql), statements[i].words);
		front_free(&front);
	}
}

static void the_text_of_a_statement_has_no_semicolon_and_no_remark(void **state)
{
	struct front front = front_new();
	struct script *script = front_script(
		&front, "-- a\n SELECT 1 /* b */ , 2 /* c */ ; -- d\nSELECT 3 -- e");
	(void)state;
	assert_int_equal(script->up_count, 2);
	assert_string_equal(script->up[0].sql, "SELECT 1 /* b */ , 2");
	assert_string_equal(script->up[1].sql, "SELECT 3");
	assert_int_equal(script->up[0].span.start, 6);
	front_free(&front);
}

static const char *hash(struct front *front, const char *sql)
{
	struct script *script = front_script(front, sql);
	return parse_token_hash(front->arena, script, script->up, script->up_count);
}

static void a_formatter_does_not_change_the_hash_and_an_edit_does(void **state)
{
	struct front front = front_new();
	const char *plain = hash(&front, "CREATE TABLE t(a TEXT DEFAULT 'x'); SELECT 1;");
	(void)state;
	assert_int_equal(strlen(plain), 64);
	assert_string_equal(plain, hash(&front, "create\n\ttable \"T\" ( a text /* ; */ "
						"default 'x' ) ;\r\n-- b\nselect 1"));
	assert_string_not_equal(
		plain, hash(&front, "CREATE TABLE t(a TEXT DEFAULT 'X'); SELECT 1;"));
	assert_string_not_equal(
		plain, hash(&front, "CREATE TABLE ta(TEXT DEFAULT 'x'); SELECT 1;"));
	assert_string_not_equal(
		plain, hash(&front, "CREATE TABLE t(a TEXT DEFAULT 'x')  SELECT 1;"));
	front_free(&front);
}

static void the_hash_is_the_one_that_is_written_down(void **state)
{
	/* printf 'select\0%s\0\0' 1 | sha256sum */
	struct front front = front_new();
	(void)state;
	assert_string_equal(hash(&front, "SELECT 1"),
		"8f68d05a0dd31946bb5779cfacc3ddef7850ad867955b0c1eb4a6b160158ac77");
	front_free(&front);
}

static void add_claim(struct text *out, const struct claim *claim)
{
	static const char *const names[] = { "", "table", "column", "index", "view",
		"trigger", "key", "rows" };
	text_format(out, "%s%s", claim->negated ? "not " : "", names[claim->kind]);
	add_word(out, "name", claim->name);
	add_word(out, "on", claim->table);
	for (uint32_t i = 0; i < claim->column_count; i++)
		add_word(out, "column", claim->columns[i]);
	add_word(out, "type", claim->type);
	add_word(out, "parent", claim->parent);
	add_word(out, "column", claim->parent_column);
	add_word(out, "select", claim->select);
}

/* The annotations of a text, one a line. */
static const char *notes(struct front *front, const char *sql)
{
	struct script *script = front_script(front, sql);
	struct text out;
	text_init(&out, front->arena);
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *note = &script->annotations[i];
		text_add(&out, annotate_word((int)note->kind));
		for (uint32_t j = 0; j < note->claim_count; j++) {
			text_add(&out, j ? ", " : " ");
			add_claim(&out, &note->claims[j]);
		}
		for (uint32_t j = 0; j < note->name_count; j++)
			text_format(&out, " %s", note->names[j]);
		for (uint32_t j = 0; j < note->taken_count; j++)
			text_format(&out, " %s%s%s", note->taken[j].table,
				note->taken[j].column ? "|" : "",
				note->taken[j].column ? note->taken[j].column : "");
		if (note->text)
			text_format(&out, " \"%s\"", note->text);
		text_byte(&out, '\n');
	}
	return out.bytes ? out.bytes : "";
}

static const struct {
	const char *sql, *notes;
} annotations[] = {
	{ "-- @fingerprint table t", "@fingerprint table name=t\n" },
	{ "-- @fingerprint table t(a, \"b c\"), not table u",
		"@fingerprint table name=t column=a column=b c, not table name=u\n" },
	{ "-- @requires column t.c, column t.d VARCHAR(10), column [t].e DOUBLE "
	  "PRECISION",
		"@requires column name=t column=c, column name=t column=d "
		"type=VARCHAR(10), "
		"column name=t column=e type=DOUBLE PRECISION\n" },
	{ "-- @fingerprint index i, index j on t, NOT INDEX k ON t(a, b)",
		"@fingerprint index name=i, index name=j on=t, not index name=k on=t "
		"column=a "
		"column=b\n" },
	{ "-- @fingerprint view v, trigger r, trigger r on t, not foreign key a.b -> c.d",
		"@fingerprint view name=v, trigger name=r, trigger name=r on=t, not key "
		"name=a "
		"column=b parent=c column=d\n" },
	{ "-- @fingerprint rows (SELECT 1 FROM t WHERE (a = ')')), table key",
		"@fingerprint rows select=SELECT 1 FROM t WHERE (a = ')'), table "
		"name=key\n" },
	{ "--@fingerprint table a\r\n--   , table b\r\n-- , table x\n--    , table c\n",
		"@fingerprint table name=a, table name=b\n" },
	{ "-- @fingerprint table a,\n   --    table b,\n\t--      table c\n-- table d",
		"@fingerprint table name=a, table name=b, table name=c\n" },
	{ "-- @fingerprint table a\n\n--    table b", "@fingerprint table name=a\n" },
	{ "CREATE TABLE t( -- @fingerprint table t\na)", "@fingerprint table name=t\n" },
	{ "/* @fingerprint table t */ -- mail a@b\n-- @ nothing", "" },
	{ "SELECT '-- @fingerprint table t'", "" },
	{ "-- @after 001_a, 2026_01_02_b-c\n-- @was old, 0001.x\n-- @release 1.2.10",
		"@after 001_a 2026_01_02_b-c\n@was old 0001.x\n@release \"1.2.10\"\n" },
	{ "-- @destructive the   old\n--    notes go\n-- @irreversible yes\n-- @allow "
	  "ins0105 fine",
		"@destructive \"the old notes go\"\n@irreversible \"yes\"\n@allow "
		"ins0105 \"fine\"\n" },
	{ "-- @destructive users.email, log:moved to files: in 2.1",
		"@destructive users|email log \"moved to files: in 2.1\"\n" },
	{ "-- @destructive a.\"b: c\",\n--   [d:e], order, `f`.left : so be it",
		"@destructive a|b: c d:e order f|left \"so be it\"\n" },
	{ "-- @destructive don't: it is \"old\"",
		"@destructive \"don't: it is \"old\"\"\n" },
	{ "-- @destructive a b: c\n-- @destructive a,: c\n-- @destructive : c\n"
	  "-- @destructive a.b.c.d: e\n-- @destructive \"a: b",
		"@destructive \"a b: c\"\n@destructive \"a,: c\"\n@destructive "
		"\": c\"\n@destructive \"a.b.c.d: e\"\n@destructive \"\"a: b\"\n" },
	{ "-- @destructive main.a.b: c", "@destructive a|b \"c\"\n" },
	{ "-- @destructive a:", "@destructive a \"\"\n" },
	{ "SELECT 1;\n-- @down\n-- @destructive t: x\nSELECT 2;",
		"@down\n@destructive t \"x\"\n" },
	{ "SELECT 1;\n-- @down\nSELECT 2;", "@down\n" },
};

static void annotations_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(annotations) / sizeof(annotations[0]); i++) {
		struct front front = front_new();
		assert_string_equal(
			notes(&front, annotations[i].sql), annotations[i].notes);
		front_free(&front);
	}
}

static void the_select_of_rows_may_go_on_in_the_next_line(void **state)
{
	struct front front = front_new();
	struct script *script = front_script(&front,
		"-- @fingerprint rows (SELECT 1\n--      FROM t), table u\nSELECT 1");
	(void)state;
	assert_int_equal(script->annotation_count, 1);
	assert_int_equal(script->annotations[0].claim_count, 2);
	assert_string_equal(
		script->annotations[0].claims[0].select, "SELECT 1\n        FROM t");
	assert_string_equal(script->annotations[0].claims[1].name, "u");
	front_free(&front);
}

static void down_begins_the_way_back(void **state)
{
	struct front front = front_new();
	struct script *script =
		front_script(&front, "CREATE TABLE a(x);\nCREATE TABLE b(x)\n-- "
				     "@down\nDROP TABLE b;\nDROP TABLE a");
	(void)state;
	assert_int_equal(script->up_count, 2);
	assert_int_equal(script->down_count, 2);
	assert_string_equal(script->up[1].sql, "CREATE TABLE b(x)");
	assert_string_equal(script->down[0].sql, "DROP TABLE b");
	assert_string_equal(front_findings(&front), "");
	front_free(&front);
}

/* What is wrong with a file, and how it is said. */
static const struct {
	const char *sql, *findings;
} wrong[] = {
	{ "SELECT 1;\nSELECT 1, 'abc;\nSELECT 2;",
		"2:11 error INS0106: string opened at 2:11 never closed\n" },
	{ "SELECT \"abc", "1:8 error INS0106: name opened at 1:8 never closed\n" },
	{ "SELECT [abc", "1:8 error INS0106: name opened at 1:8 never closed\n" },
	{ "\n\nSELECT 1 /* abc",
		"3:10 error INS0106: comment opened at 3:10 never closed\n" },
	{ "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1;\nSELECT 2;",
		"1:36 error INS0107: trigger opened at 1:1 needs END\n" },
	{ "", "1:1 note INS0108: empty migration\n" },
	{ " \r\n\t", "1:1 note INS0108: empty migration\n" },
	{ "-- only this", "1:1 note INS0108: no statement\n" },
	{ ";;;;", "1:1 note INS0108: no statement\n" },
	{ "SELECT 1;\n-- @down\n", "1:1 note INS0108: no statement after @down\n" },
	{ "SELECT 1;\n.read x.sql\n", "2:1 error INS0117: shell command, not SQL\n" },
	{ "DELETE FROM t WHERE a = 1 +\n.5;", "" },
	{ "<<<<<<< HEAD\nSELECT 1;\n=======\nSELECT 2;\n>>>>>>> x\n",
		"1:1 error INS0118: merge conflict at line 1\n" },
	{ "DELETE FROM t WHERE a = 1 <<\n2;", "" },
	{ "-- @fingerprnt table t\nSELECT 1",
		"1:4 error INS0110: unknown annotation @fingerprnt; did you mean "
		"@fingerprint?\n" },
	{ "-- @author me\nSELECT 1",
		"1:4 warning INS0110: unknown annotation @author\n" },
	{ "-- @backfill k\n-- @index\nSELECT 1", "" },
	{ "-- @backfill\n-- @backfill k batch=0 prio=high\nSELECT 1",
		"1:4 error INS0111: @backfill needs a key\n"
		"2:16 error INS0111: @backfill wants 1 to 1000000 rows a batch\n"
		"2:24 error INS0111: @backfill does not know \"prio=high\"\n" },
	{ "-- @backfill k-1 batch=5 priority=low table=t after=j\nSELECT 1", "" },
	{ "-- @backfill k$ \nSELECT 1",
		"1:14 error INS0111: @backfill does not know \"k$\"\n"
		"1:4 error INS0111: @backfill needs a key\n" },
	{ "-- @call shop_f\nSELECT 1;\n-- @call   g_2  ",
		"1:4 note INS0821: shop_f is the program's: what it does to rows is not "
		"proved\n"
		"3:4 note INS0821: g_2 is the program's: what it does to rows is not "
		"proved\n" },
	{ "-- @call\n-- @call 7f\n-- @call f g\n-- @call while\n-- @call steps\n"
	  "-- @call sqlite3_close\nSELECT 1",
		"1:4 error INS0111: @call needs the name of a function\n"
		"2:10 error INS0111: @call cannot call \"7f\"\n"
		"3:10 error INS0111: @call cannot call \"f g\"\n"
		"4:10 error INS0111: @call cannot call \"while\"\n"
		"5:10 error INS0111: @call cannot call \"steps\"\n"
		"6:10 error INS0111: @call cannot call \"sqlite3_close\"\n" },
	{ "SELECT\n-- @call f\n1",
		"2:4 error INS0113: @call inside a statement\n"
		"2:4 note INS0821: f is the program's: what it does to rows is not "
		"proved\n" },
	{ "SELECT 1;\n-- @down\n-- @call f\nSELECT 2",
		"3:4 error INS0113: @call after @down\n" },
	{ "-- @foreign_keys\n-- @transaction NONE\nSELECT 1",
		"1:4 error INS0111: @foreign_keys can only be \"on\"\n"
		"2:17 error INS0111: @transaction can only be \"none\"\n" },
	{ "-- @foreign_keys on off\n-- @transaction\nSELECT 1",
		"1:18 error INS0111: @foreign_keys can only be \"on\"\n"
		"2:4 error INS0111: @transaction can only be \"none\"\n" },
	{ "-- @foreign_keys on\n-- @foreign_keys on\nSELECT 1",
		"2:4 error INS0112: @foreign_keys was already given in line 1\n" },
	{ "-- @function f(1), g( 2 ), h(*)\n-- @collation c, d\n-- @module m\nSELECT 1",
		"" },
	{ "-- @function f\n-- @function f(x)\n-- @function f(1) g\nSELECT 1",
		"1:14 error INS0111: @function needs NAME(n)\n"
		"2:14 error INS0111: @function needs NAME(n)\n"
		"3:4 error INS0111: @function has text after its functions\n" },
	{ "-- @function\n-- @collation\n-- @module m n\n-- @function f(128)\nSELECT 1",
		"1:4 error INS0111: @function needs NAME(n)\n"
		"2:4 error INS0111: @collation needs a name\n"
		"3:14 error INS0111: @module does not read as a list of names\n"
		"4:14 error INS0111: @function needs NAME(n)\n" },
	{ "-- @foreign_keys on\nSELECT 1", "" },
	{ "-- @transaction none\nVACUUM", "" },
	{ "-- @fingerprint\nSELECT 1",
		"1:4 error INS0111: @fingerprint needs a CHECK\n" },
	{ "-- @fingerprint tabel t\nSELECT 1",
		"1:17 error INS0111: @fingerprint does not read as a list of CHECKs from "
		"here\n" },
	{ "-- @fingerprint table t,\nSELECT 1",
		"1:4 error INS0111: @fingerprint ends too early\n" },
	{ "-- @fingerprint table 't\nSELECT 1",
		"1:23 error INS0111: @fingerprint has text that is no token\n" },
	{ "-- @requires column t\nSELECT 1",
		"1:4 error INS0111: @requires ends too early\n" },
	{ "-- @requires not rows (SELECT 1)\nSELECT 1",
		"1:18 error INS0111: @requires does not read as a list of CHECKs from "
		"here\n" },
	{ "-- @after\nSELECT 1", "1:4 error INS0111: @after needs an id\n" },
	{ "-- @was a b\nSELECT 1",
		"1:11 error INS0111: @was does not read as a list of ids\n" },
	{ "-- @was a,\nSELECT 1",
		"1:4 error INS0111: @was does not read as a list of ids\n" },
	{ "-- @release v1\nSELECT 1",
		"1:4 error INS0111: @release needs a version of numbers and dots\n" },
	{ "-- @destructive\nSELECT 1",
		"1:4 error INS0111: @destructive needs names and a reason\n" },
	{ "-- @allow INS9999 x\nSELECT 1",
		"1:11 error INS0111: @allow names no rule: \"INS9999\"\n" },
	{ "-- @allow INS0105\nSELECT 1",
		"1:4 error INS0111: @allow needs a reason after the code\n" },
	{ "SELECT 1;\n-- @down now\nSELECT 1",
		"2:10 error INS0111: @down takes nothing after it\n" },
	{ "-- @release 1\n-- @release 2\nSELECT 1",
		"2:4 error INS0112: @release was already given in line 1\n" },
	{ "SELECT 1;\n-- @down\n-- @release 1\nSELECT 1",
		"3:4 error INS0113: @release after @down\n" },
	{ "CREATE TABLE us\xd0\xb5rs(a); CREATE TABLE \xd0\xb5(\xce\xb1, "
	  "\"caf\xc3\xa9\")",
		"1:14 warning INS0105: mixed scripts in one name: letters that look "
		"alike differ\n" },
};

static void what_is_wrong_is_said_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct front front = front_new();
		const char *found =
			front_case(&front, wrong[i].sql, strlen(wrong[i].sql));
		assert_string_equal(found, wrong[i].findings);
		front_free(&front);
	}
}

static void a_thousand_parentheses_are_read_and_one_more_is_too_deep(void **state)
{
	char sql[PARSE_DEPTH * 2 + 100];
	(void)state;
	for (int extra = 0; extra < 2; extra++) {
		struct front front = front_new();
		int depth = PARSE_DEPTH + extra;
		strcpy(sql, "WITH x AS ");
		memset(sql + 10, '(', (size_t)depth);
		strcpy(sql + 10 + depth, "1");
		memset(sql + 11 + depth, ')', (size_t)depth);
		strcpy(sql + 11 + 2 * depth, " DELETE FROM t");
		struct script *script = front_script(&front, sql);
		if (extra) {
			assert_string_equal(front_findings(&front),
				"a.sql:1:1011 error INS0119: nested too deep: 1000 "
				"parentheses\n");
		} else {
			assert_string_equal(front_findings(&front), "");
			assert_int_equal(script->up[0].kind, STATEMENT_DELETE);
		}
		front_free(&front);
	}
}

static void every_prefix_of_a_file_is_read_without_harm(void **state)
{
	static const char sql[] =
		"-- @fingerprint table t(a), rows (SELECT 1 FROM t),\n--    view v\n"
		"-- @allow INS0105 x\nCREATE TABLE t(a TEXT DEFAULT 'x;''', \"b\", [c], "
		"x'00');\n"
		"WITH x(a) AS (SELECT (1)) INSERT OR IGNORE INTO t SELECT * FROM x;\n"
		"CREATE TRIGGER g AFTER UPDATE OF a ON t BEGIN SELECT CASE 1 WHEN 2 THEN "
		"3 END; END;\n"
		"PRAGMA foreign_keys = (OFF);\n/* c */ ALTER TABLE t RENAME a TO b;\n-- "
		"@down\n"
		"DROP TABLE IF EXISTS t; VACUUM INTO 'x';";
	(void)state;
	for (size_t size = 0; size < sizeof(sql); size++) {
		struct front front = front_new();
		front_parse(&front, sql, size);
		front_free(&front);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(statements_are_told_by_kind_and_name),
	cmocka_unit_test(the_text_of_a_statement_has_no_semicolon_and_no_remark),
	cmocka_unit_test(a_formatter_does_not_change_the_hash_and_an_edit_does),
	cmocka_unit_test(the_hash_is_the_one_that_is_written_down),
	cmocka_unit_test(annotations_are_read),
	cmocka_unit_test(the_select_of_rows_may_go_on_in_the_next_line),
	cmocka_unit_test(down_begins_the_way_back),
	cmocka_unit_test(what_is_wrong_is_said_with_its_place),
	cmocka_unit_test(a_thousand_parentheses_are_read_and_one_more_is_too_deep),
	cmocka_unit_test(every_prefix_of_a_file_is_read_without_harm),
};

SUITE(tests)
