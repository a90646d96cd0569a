/*
 * test_dialects: each pattern of other databases' SQL, with a statement that it is for.
 *
 * A pattern that an earlier one hides, or that fits nothing, has no statement of its own
 * here: their order is that of dialect_patterns.c, and none is left out.
 */
#include "suite.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/report/diag.h"
#include "gen/sql/dialects.h"
#include "gen/sql/parse.h"

/* "0:message|help" of the statement, behind the number of the pattern that fits. */
static const struct {
	const char *sql;
	const char *message;
	const char *help;
} patterns[] = {
	/* clang-format off */
	{ "ALTER TABLE IF EXISTS t ADD COLUMN a TEXT",
		"SQLite has no ALTER TABLE IF EXISTS",
		"write: ALTER TABLE t ADD COLUMN a TEXT" },
	{ "ALTER TABLE ONLY t ADD COLUMN a TEXT",
		"ONLY is PostgreSQL",
		"write: ALTER TABLE t ADD COLUMN a TEXT" },
	{ "ALTER TABLE t CHANGE COLUMN a b TEXT",
		"SQLite has no CHANGE",
		"for another name write: ALTER TABLE t RENAME COLUMN a TO b; "
		"for another type write the table as it is to be below -- "
		"@rebuild t: CREATE TABLE t(…)" },
	{ "ALTER TABLE t MODIFY a TEXT NOT NULL",
		"SQLite has no MODIFY: a column cannot be changed in place",
		"write the table as it is to be below -- @rebuild t: CREATE "
		"TABLE t(…)" },
	{ "ALTER TABLE t ALTER a TYPE bigint USING a::bigint",
		"SQLite has no ALTER COLUMN TYPE bigint USING a::bigint",
		"write the table as it is to be below -- @rebuild t: CREATE "
		"TABLE t(…)" },
	{ "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, b)",
		"SQLite has no ADD CONSTRAINT … UNIQUE",
		"write: CREATE UNIQUE INDEX u ON t(a, b);" },
	{ "ALTER TABLE t ADD UNIQUE (a)",
		"SQLite has no ADD UNIQUE",
		"write: CREATE UNIQUE INDEX t_unique ON t(a);" },
	{ "ALTER TABLE t ADD UNIQUE KEY u (a)",
		"SQLite has no ADD UNIQUE",
		"write: CREATE UNIQUE INDEX u ON t(a);" },
	{ "ALTER TABLE t ADD INDEX i (a)",
		"SQLite has no ADD INDEX",
		"write: CREATE INDEX i ON t(a);" },
	{ "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES "
		"p(id)",
		"SQLite has no ADD CONSTRAINT but for a CHECK, since 3.53",
		"write the table as it is to be below -- @rebuild t: CREATE "
		"TABLE t(…)" },
	{ "ALTER TABLE t ADD PRIMARY KEY (a)",
		"SQLite has no ADD PRIMARY KEY",
		"write the table as it is to be below -- @rebuild t: CREATE "
		"TABLE t(…)" },
	{ "ALTER TABLE t DROP INDEX i",
		"SQLite has no ALTER TABLE … DROP INDEX",
		"write: DROP INDEX i;" },
	{ "ALTER TABLE t DROP FOREIGN KEY f",
		"SQLite has no DROP FOREIGN KEY",
		"write the table as it is to be below -- @rebuild t: CREATE "
		"TABLE t(…)" },
	{ "ALTER TABLE t DROP CONSTRAINT IF EXISTS f",
		"SQLite has no DROP CONSTRAINT IF EXISTS",
		"write the table as it is to be below -- @rebuild t: CREATE "
		"TABLE t(…)" },
	{ "ALTER TABLE t DROP CONSTRAINT f CASCADE",
		"SQLite has DROP CONSTRAINT since 3.53, and nothing behind "
		"the name",
		"write the table as it is to be below -- @rebuild t: CREATE "
		"TABLE t(…)" },
	{ "ALTER TABLE t ADD IF NOT EXISTS a INTEGER DEFAULT (1 + 2)",
		"SQLite has no ADD COLUMN IF NOT EXISTS; a step runs once",
		"write: ALTER TABLE t ADD COLUMN a INTEGER DEFAULT (1 + 2);" },
	{ "ALTER TABLE t DROP COLUMN IF EXISTS a",
		"SQLite has no DROP COLUMN IF EXISTS; a step runs once",
		"write: ALTER TABLE t DROP COLUMN a;" },
	{ "ALTER TABLE t ADD COLUMN a DECIMAL(10, 2), ADD b TEXT",
		"an ALTER TABLE of SQLite changes one column",
		"write the second as a statement of its own: ALTER TABLE t "
		"ADD COLUMN b TEXT;" },
	{ "ALTER TABLE t ADD COLUMN a TEXT, b TEXT",
		"an ALTER TABLE of SQLite does one thing",
		"write a statement of its own for each: ALTER TABLE t b TEXT;" },
	{ "ALTER TABLE t ADD COLUMN (a TEXT, b TEXT)",
		"SQLite adds one column at a time, without parentheses",
		"write a statement for each: ALTER TABLE t ADD COLUMN a TEXT;" },
	{ "ALTER TABLE t ADD COLUMN a TEXT NOT NULL DEFAULT '' AFTER b",
		"SQLite adds a column behind the last one",
		"leave AFTER out, or write the table in its new order below "
		"-- @rebuild t: CREATE TABLE t(…)" },
	{ "ALTER TABLE t RENAME INDEX i TO j",
		"SQLite cannot rename an index",
		"write: DROP INDEX i; and then CREATE INDEX j ON t(…);" },
	{ "ALTER TABLE t RENAME AS u",
		"SQLite says TO",
		"write: ALTER TABLE t RENAME TO u;" },
	{ "ALTER TABLE t RENAME a COLUMN TO b",
		"the words of RENAME COLUMN are in another order",
		"write: ALTER TABLE t RENAME COLUMN a TO b;" },
	{ "ALTER TABLE t OWNER TO app",
		"SQLite has no ALTER TABLE … OWNER",
		"leave the statement out: a file of SQLite has no such "
		"property" },
	{ "ALTER VIEW v RENAME TO w",
		"SQLite has no ALTER VIEW",
		"drop it and make it by its new name: DROP VIEW v; CREATE "
		"VIEW w …;" },
	{ "ALTER VIEW v AS SELECT 1",
		"SQLite has no ALTER VIEW",
		"drop it and make it anew: DROP VIEW v; CREATE VIEW v …;" },
	{ "ALTER SEQUENCE s RESTART",
		"SQLite has no ALTER SEQUENCE",
		"leave the statement out" },
	{ "CREATE OR REPLACE VIEW v AS SELECT 1",
		"SQLite has no CREATE OR REPLACE",
		"write: DROP VIEW IF EXISTS v; and then CREATE VIEW v …;" },
	{ "CREATE OR REPLACE FUNCTION f() RETURNS void AS $$ BEGIN; "
		"END; $$ LANGUAGE sql",
		"SQLite has no CREATE FUNCTION",
		"let the program register the function (-- @function "
		"NAME(n)), or do the work in C with -- @call NAME" },
	{ "CREATE MATERIALIZED VIEW v AS SELECT 1",
		"SQLite has no materialized views",
		"write a view, CREATE VIEW v AS SELECT 1; or a table that "
		"triggers fill" },
	{ "CREATE TYPE mood AS ENUM ('ok', 'sad')",
		"SQLite has no CREATE TYPE",
		"let a CHECK say it where the type is used: mood TEXT CHECK "
		"(mood IN ('ok', 'sad'))" },
	{ "CREATE DOMAIN mail AS text",
		"SQLite has no CREATE DOMAIN",
		"use one of its own types where mail is used, with a CHECK" },
	{ "CREATE SCHEMA IF NOT EXISTS app",
		"SQLite has no CREATE SCHEMA",
		"leave the statement out: the database is one file; another "
		"file is another set" },
	{ "CREATE EXTENSION IF NOT EXISTS pgcrypto",
		"SQLite has no CREATE EXTENSION",
		"leave the statement out; what the program registers is "
		"declared: -- @function NAME(n), -- @module NAME" },
	{ "CREATE SEQUENCE s START 1",
		"SQLite has no sequences",
		"leave the statement out: id INTEGER PRIMARY KEY numbers the "
		"rows by itself, with AUTOINCREMENT none twice" },
	{ "CREATE ROLE app",
		"SQLite has no CREATE ROLE",
		"leave the statement out" },
	{ "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
		"CONCURRENTLY is PostgreSQL",
		"leave the word out: CREATE INDEX i ON t (a);" },
	{ "CREATE NONCLUSTERED INDEX i ON t (a)",
		"SQLite has no NONCLUSTERED index",
		"write: CREATE INDEX i ON t (a);" },
	{ "CREATE INDEX i ON t USING btree (a DESC)",
		"USING is PostgreSQL: SQLite has one kind of index",
		"write: CREATE INDEX i ON t(a DESC);" },
	{ "CREATE INDEX i USING btree ON t (a)",
		"USING is MySQL: SQLite has one kind of index",
		"write: CREATE INDEX i ON t (a);" },
	{ "CREATE INDEX ON t (a)",
		"an index has a name in SQLite",
		"write: CREATE INDEX t_index ON t(a);" },
	{ "CREATE INDEX i ON t (a) INCLUDE (b)",
		"SQLite has no INCLUDE behind an index",
		"leave it out: CREATE INDEX i ON t(a);" },
	{ "CREATE TABLE u LIKE t",
		"SQLite has no CREATE TABLE … LIKE",
		"write its columns out: CREATE TABLE u(…); instar schema DIR "
		"shows those of t" },
	{ "CREATE UNLOGGED TABLE t (a TEXT)",
		"SQLite has no CREATE UNLOGGED TABLE",
		"write: CREATE TABLE" },
	{ "CREATE TABLE t (a TEXT) INHERITS (u)",
		"SQLite has no INHERITS behind a table's definition",
		"end the statement behind the parenthesis: );" },
	{ "CREATE TABLE t (a TEXT) COMMENT 'all of them'",
		"SQLite has no COMMENT behind a table's definition",
		"end the statement behind the parenthesis: );" },
	{ "CREATE TABLE t (kind ENUM('a', 'b') NOT NULL)",
		"ENUM is MySQL: SQLite has no such type",
		"write: kind TEXT CHECK (kind IN ('a', 'b'))" },
	{ "CREATE TABLE t (kinds SET('a', 'b'))",
		"SET is MySQL: SQLite has no such type",
		"keep the members in a table of their own, or as JSON text" },
	{ "CREATE TABLE t (a VARCHAR(MAX))",
		"VARCHAR(MAX) is SQL Server",
		"write: TEXT" },
	{ "CREATE TABLE t (at TEXT DEFAULT now())",
		"SQLite has no now()",
		"write: DEFAULT CURRENT_TIMESTAMP" },
	{ "CREATE TABLE t (at TEXT DEFAULT curdate())",
		"SQLite has no curdate()",
		"write: DEFAULT CURRENT_DATE, or CURRENT_TIME" },
	{ "CREATE TABLE t (id TEXT DEFAULT gen_random_uuid())",
		"SQLite has no gen_random_uuid()",
		"write: DEFAULT (lower(hex(randomblob(16))))" },
	{ "CREATE TABLE t (id INTEGER DEFAULT nextval('s'))",
		"SQLite has no sequences",
		"write: id INTEGER PRIMARY KEY; it numbers the rows by itself" },
	{ "CREATE TABLE t (a TEXT DEFAULT lower('A'))",
		"a DEFAULT that calls a function needs parentheses",
		"write: DEFAULT (lower('A'))" },
	{ "CREATE TABLE t (at TEXT NOT NULL DEFAULT '' ON UPDATE "
		"CURRENT_TIMESTAMP)",
		"ON UPDATE CURRENT_TIMESTAMP is MySQL",
		"let a trigger do it: CREATE TRIGGER t_touch AFTER UPDATE ON "
		"t BEGIN UPDATE t SET column = CURRENT_TIMESTAMP WHERE rowid "
		"= new.rowid; END;" },
	{ "COMMENT ON TABLE t IS 'x'",
		"COMMENT ON is PostgreSQL",
		"write it as a comment in the definition: -- …" },
	{ "CREATE TABLE t (a TEXT NOT NULL COMMENT 'the first')",
		"COMMENT is MySQL",
		"write it as a comment behind the line: -- …" },
	{ "CREATE TABLE t (a TEXT CHARACTER SET utf8mb4)",
		"CHARACTER SET is MySQL: text is always UTF-8 here",
		"leave it out; how text compares is COLLATE NOCASE or BINARY" },
	{ "CREATE TABLE t (a TEXT NOT NULL CHARACTER SET utf8mb4)",
		"CHARACTER SET is MySQL: text is always UTF-8 here",
		"leave it out; how text compares is COLLATE NOCASE or BINARY" },
	{ "CREATE TABLE t (a TEXT, KEY i (a, b))",
		"KEY within a table is MySQL",
		"write behind the table: CREATE INDEX i ON t(a, b);" },
	{ "CREATE TABLE t (a TEXT, INDEX i (a))",
		"INDEX within a table is MySQL",
		"write behind the table: CREATE INDEX i ON t(a);" },
	{ "CREATE TABLE t (a TEXT, FULLTEXT INDEX i (a))",
		"FULLTEXT within a table is MySQL",
		"write behind the table: CREATE INDEX i ON t(a); words are "
		"searched with FTS5: CREATE VIRTUAL TABLE … USING fts5(…)" },
	{ "CREATE TABLE t (a TEXT, INDEX (a))",
		"INDEX within a table is MySQL",
		"write behind the table: CREATE INDEX t_index ON t(a);" },
	{ "CREATE TABLE t (a TEXT, UNIQUE KEY u (a))",
		"UNIQUE KEY is MySQL",
		"write: CONSTRAINT u UNIQUE (a)" },
	{ "CREATE TABLE t (a TEXT, UNIQUE INDEX (a))",
		"UNIQUE INDEX is MySQL",
		"write: UNIQUE (a)" },
	{ "CREATE TABLE t (a TEXT, UNIQUE u (a))",
		"the name of a constraint comes before it",
		"write: CONSTRAINT u UNIQUE (a)" },
	{ "CREATE TABLE t (a TEXT, FOREIGN KEY f (a) REFERENCES p(id))",
		"the name of a constraint comes before it",
		"write: CONSTRAINT f FOREIGN KEY (a) REFERENCES …" },
	{ "CREATE TABLE t (id INTEGER AUTOINCREMENT PRIMARY KEY)",
		"AUTOINCREMENT comes behind PRIMARY KEY",
		"write: id INTEGER PRIMARY KEY AUTOINCREMENT" },
	{ "CREATE TABLE t (id INTEGER NOT NULL AUTOINCREMENT PRIMARY "
		"KEY)",
		"AUTOINCREMENT comes behind PRIMARY KEY",
		"write: NOT INTEGER PRIMARY KEY AUTOINCREMENT" },
	{ "CREATE TABLE t (id INT GENERATED BY DEFAULT AS IDENTITY "
		"PRIMARY KEY)",
		"IDENTITY is not SQLite's",
		"write: INTEGER PRIMARY KEY; it numbers the rows by itself" },
	{ "CREATE TABLE t (id INT GENERATED ALWAYS AS IDENTITY PRIMARY "
		"KEY)",
		"IDENTITY is not SQLite's",
		"write: INTEGER PRIMARY KEY; it numbers the rows by itself" },
	{ "CREATE TABLE t (a AS (b + 1) PERSISTED, b INT)",
		"SQLite has no PERSISTED",
		"leave it out" },
	{ "CREATE TABLE t (b INT, a INT NOT NULL GENERATED ALWAYS "
		"STORED AS (b + 1))",
		"STORED comes behind the expression",
		"write: GENERATED ALWAYS AS (b + 1) STORED" },
	{ "INSERT IGNORE INTO t(a) VALUES (1)",
		"INSERT IGNORE is MySQL",
		"write: INSERT OR IGNORE INTO t(a) VALUES (1)" },
	{ "INSERT OVERWRITE INTO t(a) VALUES (1)",
		"SQLite says INSERT OR REPLACE",
		"write: INSERT OR REPLACE INTO t(a) VALUES (1)" },
	{ "INSERT INTO t(a) VALUES (1) ON DUPLICATE KEY UPDATE a = 2",
		"ON DUPLICATE KEY is MySQL",
		"write: ON CONFLICT (the key's columns) DO UPDATE SET a = 2" },
	{ "INSERT INTO t SET a = 1",
		"INSERT … SET is MySQL",
		"write: INSERT INTO t(a, …) VALUES (…);" },
	{ "INSERT INTO t(a, b) VALUES (1, DEFAULT)",
		"SQLite has no DEFAULT among values",
		"leave the column out of the list: it then gets its default" },
	{ "UPSERT INTO t VALUES (1)",
		"SQLite has no UPSERT",
		"write: INSERT INTO t VALUES (1) ON CONFLICT (the key's "
		"columns) DO UPDATE SET …" },
	{ "MERGE INTO t USING s ON t.a = s.a",
		"SQLite has no MERGE",
		"write: INSERT INTO … SELECT … ON CONFLICT (the key's "
		"columns) DO UPDATE SET …" },
	{ "UPDATE t INNER JOIN s ON s.a = t.a SET b = 1",
		"SQLite has no UPDATE … JOIN",
		"write: UPDATE t SET … FROM other WHERE …, or a subquery: "
		"SET x = (SELECT …)" },
	{ "UPDATE t x SET a = 1",
		"SQLite wants AS before the other name",
		"write: UPDATE t AS x SET a = 1" },
	{ "UPDATE t x JOIN s ON s.a = x.a SET b = 1",
		"SQLite has no UPDATE … JOIN",
		"write: UPDATE t AS x SET … FROM other WHERE …, or a "
		"subquery: SET x = (SELECT …)" },
	{ "DELETE t FROM t JOIN s ON s.a = t.a",
		"SQLite deletes from one table",
		"write: DELETE FROM t WHERE rowid IN (SELECT t.rowid FROM …);" },
	{ "DELETE FROM t USING s WHERE s.a = t.a",
		"SQLite deletes from one table",
		"write: DELETE FROM t WHERE rowid IN (SELECT t.rowid FROM …);" },
	{ "DELETE FROM t WHERE a NOT ILIKE 'x%'",
		"ILIKE is PostgreSQL; LIKE ignores the case of ASCII letters "
		"here",
		"write: NOT LIKE 'x%'" },
	{ "DELETE FROM t WHERE a ILIKE 'x%'",
		"ILIKE is PostgreSQL; LIKE ignores the case of ASCII letters "
		"here",
		"write: LIKE 'x%'" },
	{ "DELETE FROM t WHERE a RLIKE 'x.'",
		"RLIKE is MySQL",
		"write: REGEXP 'x.', where the program has it: -- @function "
		"regexp(2)" },
	{ "DELETE FROM t WHERE a SIMILAR TO 'x%'",
		"SIMILAR TO is PostgreSQL",
		"write: GLOB or LIKE" },
	{ "UPDATE t SET a = @n := 1",
		"@n := is MySQL: SQLite has no variables",
		"write the value itself, or a subquery" },
	{ "ALTER TABLE t ADD COLUMN a TEXT DEFAULT 'x'::text",
		"::text is PostgreSQL",
		"leave it out: DEFAULT 'x'" },
	{ "UPDATE t SET a = lower(b)::text",
		"::text is PostgreSQL",
		"write: CAST(… AS text)" },
	{ "UPDATE t SET a = b::integer",
		"::integer is PostgreSQL",
		"write: CAST(b AS integer)" },
	{ "DELETE FROM t WHERE a > 1 && b > 1",
		"&& is MySQL",
		"write: AND" },
	{ "DELETE FROM t WHERE a < INTERVAL '1 day'",
		"SQLite has no INTERVAL",
		"let datetime() count: datetime('now', '-1 day'), "
		"datetime(column, '+2 hours')" },
	{ "UPDATE t SET a = extract(year FROM b)",
		"EXTRACT is not SQLite's",
		"write: CAST(strftime('%Y', b) AS INTEGER); %m is the month, "
		"%d the day, %H the hour" },
	{ "UPDATE t SET a = substring(b FROM 2 FOR 3)",
		"FROM within substring() is not SQLite's",
		"write: substr(b, 2, 3)" },
	{ "UPDATE t SET a = substring(b FROM 2)",
		"FROM within substring() is not SQLite's",
		"write: substr(b, 2)" },
	{ "UPDATE t SET a = trim(BOTH 'x' FROM b)",
		"FROM within trim() is not SQLite's",
		"write: trim(b, 'x')" },
	{ "INSERT INTO t SELECT TOP 10 a FROM s",
		"TOP is SQL Server",
		"write LIMIT 10 at the end" },
	{ "INSERT INTO t SELECT a FROM s FOR UPDATE",
		"SQLite has no FOR UPDATE",
		"leave it out: a step has the database for itself" },
	{ "UPDATE t SET a = convert(b USING utf8)",
		"CONVERT … USING is MySQL: text is always UTF-8 here",
		"leave it out: b" },
	{ "CREATE TRIGGER r AFTER INSERT ON t FOR EACH ROW EXECUTE "
		"FUNCTION f(); END",
		"SQLite's triggers have their statements in them",
		"write: BEGIN, the statements, each with a semicolon, END;" },
	{ "CREATE TRIGGER r AFTER INSERT ON t BEGIN SET NEW.a = 1; END",
		"SET NEW.a is MySQL",
		"write: UPDATE the table SET a = 1 WHERE rowid = new.rowid;" },
	{ "CREATE TRIGGER r AFTER INSERT ON t BEGIN DECLARE n INT; END",
		"the body of a trigger has no DECLARE",
		"it has INSERT, UPDATE, DELETE and SELECT; a condition comes "
		"before it: WHEN …; an error is SELECT RAISE(ABORT, 'why');" },
	{ "CREATE TRIGGER r AFTER INSERT ON t FOR EACH STATEMENT BEGIN "
		"SELECT 1; END",
		"SQLite has no FOR EACH STATEMENT",
		"write: FOR EACH ROW" },
	{ "CREATE TRIGGER r AFTER INSERT OR UPDATE ON t BEGIN SELECT "
		"1; END",
		"a trigger of SQLite has one event",
		"write a trigger of its own for each" },
	{ "TRUNCATE TABLE t",
		"SQLite has no TRUNCATE",
		"write: DELETE FROM t; with a line -- @destructive t: REASON" },
	{ "GRANT SELECT ON t TO app",
		"SQLite has no users: GRANT",
		"leave the statement out" },
	{ "SHOW TABLES",
		"SHOW is MySQL",
		"SELECT name FROM sqlite_schema shows it; a step needs none "
		"of that" },
	{ "DESCRIBE t",
		"DESCRIBE is MySQL",
		"SELECT sql FROM sqlite_schema shows it; a step needs none "
		"of that" },
	{ "SET FOREIGN_KEY_CHECKS = 0",
		"SET is MySQL",
		"leave it out: a step runs with foreign keys off, and all "
		"are checked before the commit" },
	{ "SET NAMES utf8",
		"SQLite has no SET NAMES",
		"leave the statement out" },
	{ "USE app",
		"SQLite has no USE",
		"leave the statement out: a set is for one database" },
	{ "LOCK TABLES t WRITE",
		"SQLite has no LOCK",
		"leave the statement out: a step has the database for itself" },
	{ "RENAME TABLE t TO u",
		"RENAME TABLE is MySQL",
		"write: ALTER TABLE t RENAME TO u;" },
	{ "START TRANSACTION",
		"START TRANSACTION is MySQL",
		"leave it out: each step runs in a transaction" },
	{ "GO ALTER TABLE t ADD COLUMN a",
		"GO is SQL Server's shell",
		"leave the line out: a semicolon ends a statement" },
	{ "CALL f()",
		"SQLite has no CALL",
		"write plain statements, or do it in C: -- @call NAME" },
	{ "# a note",
		"# begins no comment in SQLite",
		"write: --" },
	{ "// a note",
		"// begins no comment in SQLite",
		"write: --" },
	{ "— a note",
		"— begins no comment in SQLite",
		"write two hyphens: --" },
	{ "UPDATE t SET a = 1 # a note",
		"# begins no comment in SQLite",
		"write: --" },
	{ "UPDATE t SET a = 1 // a note",
		"// begins no comment in SQLite",
		"write: --" },
	{ "{{if .sqlite}} SELECT 1",
		"{{ is of a template, which no SQL is",
		"let its tool write the file for SQLite, and keep that" },
	{ "CREATE TABLE t { a TEXT }",
		"SQL has no braces",
		"write: (" },
	{ "CREATE TABLE t (a TEXT }",
		"SQL has no braces",
		"write: )" },
	{ "DROP INDEX i ON t",
		"DROP INDEX … ON is MySQL",
		"write: DROP INDEX i;" },
	{ "DROP INDEX CONCURRENTLY IF EXISTS i",
		"CONCURRENTLY is PostgreSQL",
		"write: DROP INDEX IF;" },
	{ "DROP TRIGGER r ON t",
		"DROP TRIGGER … ON is PostgreSQL",
		"write: DROP TRIGGER r;" },
	{ "DROP TABLE IF EXISTS t CASCADE",
		"SQLite's DROP has no CASCADE",
		"write: DROP TABLE t;" },
	{ "DROP VIEW v, w",
		"SQLite drops one at a time",
		"write: DROP VIEW v; and then DROP VIEW w;" },
	{ "DROP SEQUENCE s",
		"SQLite has no DROP SEQUENCE",
		"leave the statement out" },
	{ "DROP COLUMN a",
		"a column is dropped with ALTER TABLE",
		"write: ALTER TABLE table DROP COLUMN a;" },
	/* clang-format on */
};

#define COUNT (sizeof(patterns) / sizeof(*patterns))

static const struct script *read_script(struct arena *arena, const char *sql)
{
	struct source *source = arena_alloc(arena, sizeof(*source));

	source->name = source->path = "001_case.sql";
	source->text = arena_printf(arena, "%s;\n", sql);
	source->size = (uint32_t)strlen(source->text);
	source->usable = true;
	source_find_lines(arena, source);
	return parse_script(arena, diag_new(arena), source);
}

static void each_pattern_has_a_statement_and_says_what_to_write(void **state)
{
	uint32_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		struct arena *arena = arena_new();
		const struct script *script = read_script(arena, patterns[i].sql);
		struct slip slip = { 0 };

		if (!script->up_count || script->up[0].tree ||
			!slips_find(arena, script, &script->up[0], &slip) ||
			strcmp(slip.message, patterns[i].message) ||
			strcmp(slip.help, patterns[i].help)) {
			print_error("# %d\t%s\t%s\t%s\n", (int)i, patterns[i].sql,
				slip.message ? slip.message : "nothing",
				slip.help ? slip.help : "");
			wrong++;
		}
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
}

static void no_pattern_is_without_a_statement(void **state)
{
	size_t count = 0;

	(void)state;
	while (dialect_patterns[count].pattern)
		count++;
	assert_int_equal(count, COUNT);
}

static void what_reads_fits_no_pattern(void **state)
{
	static const char *const sound[] = {
		"CREATE TABLE t(a TEXT, comment TEXT DEFAULT 'x', key INTEGER, engine TEXT)",
		"CREATE TABLE ignore(after TEXT, first TEXT, \"set\" TEXT)",
		"INSERT OR IGNORE INTO t(a) VALUES (1)",
		"ALTER TABLE t ADD COLUMN owner TEXT DEFAULT (lower('A'))",
		"CREATE TRIGGER r AFTER UPDATE OF a ON t BEGIN UPDATE t SET a = 1; END",
		"DELETE FROM t WHERE a & b AND c || d LIKE 'x%'",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(sound) / sizeof(*sound); i++) {
		struct arena *arena = arena_new();
		const struct script *script = read_script(arena, sound[i]);

		assert_int_equal(script->up_count, 1);
		assert_non_null(script->up[0].tree);
		arena_free(arena);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(each_pattern_has_a_statement_and_says_what_to_write),
	cmocka_unit_test(no_pattern_is_without_a_statement),
	cmocka_unit_test(what_reads_fits_no_pattern),
};

SUITE(tests)
