/*
 * test_mistakes: typical mistakes, each with all that is said of it.
 *
 * A mistake is a second step; the first one has the tables. Its first error is compared
 * with what is expected: the place, the message, the evidence and what to write. All of
 * it is done twice: as SQLite is here, and as if it gave no offset of an error, which it
 * has since 3.38.
 */
#define _GNU_SOURCE
#include "suite.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <string.h>

#include "history.h"

/* As in versions before 3.38. */
static bool blind;

int sqlite3_error_offset(sqlite3 *db)
{
	int (*real)(sqlite3 *);

	*(void **)&real = dlsym(RTLD_NEXT, "sqlite3_error_offset");
	return blind || !real ? -1 : real(db);
}

#define BASE                                                                              \
	"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);\n" \
	"CREATE TABLE posts(\n" \
	"\tid INTEGER PRIMARY KEY,\n" \
	"\tuser_id INTEGER NOT NULL REFERENCES users(id),\n" \
	"\ttitle TEXT NOT NULL,\n" \
	"\tbody TEXT\n" \
	");\n" \
	"CREATE INDEX posts_user ON posts(user_id);\n"

static const struct {
	const char *name;
	const char *sql;
	const char *said;
} mistakes[] = {
	/* clang-format off */
	{ "trailing comma",
		"CREATE TABLE tags(\n"
		"\tid INTEGER PRIMARY KEY,\n"
		"\tname TEXT NOT NULL,\n"
		");\n",
		"3:20 INS0301: a comma too many before \")\"\n"
		"\thelp: write: name TEXT NOT NULL" },
	{ "trailing comma values",
		"INSERT INTO users(name, email) VALUES\n"
		"\t('Ada', 'a@b.c'),\n"
		"\t;\n",
		"2:18 INS0301: a comma too many at the end\n"
		"\thelp: write: ('Ada', 'a@b.c')" },
	{ "trailing comma select",
		"CREATE VIEW v AS SELECT id, name, FROM users;\n",
		"1:33 INS0301: a comma too many before \"FROM\"\n"
		"\thelp: write: CREATE VIEW v AS SELECT id, name FROM users;" },
	{ "trailing comma set",
		"UPDATE users SET name = 'x', WHERE id = 1;\n",
		"1:28 INS0301: a comma too many before \"WHERE\"\n"
		"\thelp: write: UPDATE users SET name = 'x' WHERE id = 1;" },
	{ "trailing comma index",
		"CREATE INDEX i ON users(name, email,);\n",
		"1:36 INS0301: a comma too many before \")\"\n"
		"\thelp: write: CREATE INDEX i ON users(name, email);" },
	{ "missing comma columns",
		"CREATE TABLE tags(\n"
		"\tid INTEGER PRIMARY KEY\n"
		"\tname TEXT NOT NULL\n"
		");\n",
		"3:2 INS0301: a comma is missing before \"name\"\n"
		"\thelp: end the line before it with a comma: id INTEGER "
		"PRIMARY KEY," },
	{ "missing comma type",
		"CREATE TABLE tags(\n"
		"\tid INTEGER PRIMARY KEY,\n"
		"\tlabel TEXT\n"
		"\tcolour TEXT\n"
		");\n",
		"4:2 INS0702: missing comma before colour?\n"
		"\tSQLite takes all the words for one type\n"
		"\thelp: write: label TEXT, colour TEXT" },
	{ "missing comma constraint",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, a TEXT, b TEXT\n"
		"\tUNIQUE (a, b));\n",
		"2:2 INS0301: a comma is missing before \"UNIQUE\"\n"
		"\thelp: end the line before it with a comma: CREATE TABLE "
		"tags(id INTEGER PRIMARY KEY, a TEXT, b TEXT," },
	{ "missing comma values",
		"INSERT INTO users(name, email) VALUES ('Ada', 'a@b.c')\n"
		"\t('Bob', 'b@b.c');\n",
		"2:2 INS0301: a comma is missing before \"(\"\n"
		"\thelp: end the line before it with a comma: INSERT INTO "
		"users(name, email) VALUES ('Ada', 'a@b.c')," },
	{ "missing comma in list",
		"INSERT INTO users(name, email) VALUES ('Ada' 'a@b.c');\n",
		"1:46 INS0301: a comma is missing before \"'a@b.c'\"\n"
		"\thelp: write: 'Ada', 'a@b.c'" },
	{ "missing semicolon",
		"ALTER TABLE users ADD COLUMN x TEXT\n"
		"CREATE INDEX users_x ON users(x);\n",
		"2:1 INS0301: a semicolon is missing before \"CREATE\"\n"
		"\thelp: end the statement before it: ALTER TABLE users ADD "
		"COLUMN x TEXT;" },
	{ "missing semicolon table",
		"CREATE TABLE a(id INTEGER PRIMARY KEY)\n"
		"CREATE TABLE b(id INTEGER PRIMARY KEY);\n",
		"2:1 INS0301: a semicolon is missing before \"CREATE\"\n"
		"\thelp: end the statement before it: CREATE TABLE a(id "
		"INTEGER PRIMARY KEY);" },
	{ "missing semicolon insert",
		"INSERT INTO users(name) VALUES ('Ada')\n"
		"INSERT INTO users(name) VALUES ('Bob');\n",
		"2:1 INS0301: a semicolon is missing before \"INSERT\"\n"
		"\thelp: end the statement before it: INSERT INTO "
		"users(name) VALUES ('Ada');" },
	{ "missing semicolon alter update",
		"ALTER TABLE users ADD COLUMN x TEXT\n"
		"UPDATE users SET x = 'a' WHERE id > 1;\n",
		"2:1 INS0301: a semicolon is missing before \"UPDATE\"\n"
		"\thelp: end the statement before it: ALTER TABLE users ADD "
		"COLUMN x TEXT;" },
	{ "missing semicolon trigger",
		"CREATE TRIGGER t AFTER INSERT ON users BEGIN\n"
		"\tUPDATE users SET email = '' WHERE id = new.id\n"
		"END;\n",
		"3:1 INS0107: a semicolon is missing before \"END\"\n"
		"\thelp: end the last statement of the body: …; END;" },
	{ "missing paren",
		"CREATE TABLE tags(\n"
		"\tid INTEGER PRIMARY KEY,\n"
		"\tname TEXT CHECK(length(name) > 0\n"
		");\n",
		"3:17 INS0301: this parenthesis is never closed\n"
		"\thelp: write the missing \")\" behind what belongs to: "
		"CHECK(length(name) > 0 …" },
	{ "missing paren end",
		"CREATE TABLE tags(\n"
		"\tid INTEGER PRIMARY KEY,\n"
		"\tname TEXT\n"
		";\n",
		"1:18 INS0301: this parenthesis is never closed\n"
		"\thelp: write the missing \")\" behind what belongs to: "
		"tags( …" },
	{ "extra paren",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT));\n",
		"1:53 INS0301: a \")\" too many: no parenthesis is open\n"
		"\thelp: write: CREATE TABLE tags(id INTEGER PRIMARY KEY, "
		"name TEXT);" },
	{ "unterminated string",
		"UPDATE users SET name = 'it;\n",
		"1:25 INS0106: string opened at 1:25 never closed\n"
		"\thelp: close it with '; within it a quote is written "
		"twice, ''" },
	{ "unescaped quote",
		"INSERT INTO users(name) VALUES ('it's me');\n",
		"1:36 INS0106: this quote ends the string, and another one "
		"is never closed\n"
		"\thelp: within a string write a quote twice: 'it''s'" },
	{ "unescaped quote even",
		"INSERT INTO users(name, email) VALUES ('it's', 'that's');\n",
		"1:43 INS0301: this quote ends the string, and s follows\n"
		"\thelp: a quote in a string is written twice; write: "
		"INSERT INTO users(name, email) VALUES ('it''s', 'that's');" },
	{ "unterminated comment",
		"/* about users\n"
		"ALTER TABLE users ADD COLUMN x TEXT;\n",
		"1:1 INS0106: comment opened at 1:1 never closed\n"
		"\thelp: close it with */" },
	{ "unterminated name",
		"ALTER TABLE \"users ADD COLUMN x TEXT;\n",
		"1:13 INS0106: name opened at 1:13 never closed\n"
		"\thelp: close it with \"" },
	{ "backslash quote",
		"INSERT INTO users(name) VALUES ('it\\'s me');\n",
		"1:37 INS0106: this quote ends the string, and another one "
		"is never closed\n"
		"\thelp: SQLite knows no \\': within a string write a quote "
		"twice, ''" },
	{ "backtick string",
		"INSERT INTO users(name) VALUES (`Ada`);\n",
		"1:33 INS0301: no such column: Ada\n"
		"\thelp: use single quotes for a string: 'Ada'" },
	{ "double quoted string",
		"UPDATE users SET email = \"none\" WHERE email IS NULL;\n",
		"1:26 INS0704: no column \"none\" here, and double quotes "
		"are for names\n"
		"\tSQLite takes it for a text unless it is told not to\n"
		"\thelp: write the text in single quotes: 'none'" },
	{ "curly quotes",
		"UPDATE users SET email = \342\200\230none\342\200\231 WHERE email IS NULL;\n",
		"1:26 INS0717: to SQLite a curly quote is a letter of a "
		"name\n"
		"\thelp: write 'none' for a text, \"none\" for a name" },
	{ "reserved table",
		"CREATE TABLE order(id INTEGER PRIMARY KEY);\n",
		"1:14 INS0301: \"order\" is a keyword of SQL\n"
		"\thelp: choose another name, or write it in double quotes "
		"wherever it is used; write: CREATE TABLE \"order\"(id "
		"INTEGER PRIMARY KEY);" },
	{ "reserved column",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, group TEXT);\n",
		"1:43 INS0301: \"group\" is a keyword of SQL\n"
		"\thelp: choose another name, or write it in double quotes "
		"wherever it is used; write: CREATE TABLE tags(id INTEGER "
		"PRIMARY KEY, \"group\" TEXT);" },
	{ "reserved add column",
		"ALTER TABLE users ADD COLUMN index INTEGER;\n",
		"1:30 INS0301: \"index\" is a keyword of SQL\n"
		"\thelp: choose another name, or write it in double quotes "
		"wherever it is used; write: ALTER TABLE users ADD COLUMN "
		"\"index\" INTEGER;" },
	{ "reserved in list",
		"CREATE TABLE t2(id INTEGER PRIMARY KEY, \"to\" TEXT);\n"
		"INSERT INTO t2(id, to) VALUES (1, 'x');\n",
		"2:20 INS0301: \"to\" is a keyword of SQL\n"
		"\thelp: choose another name, or write it in double quotes "
		"wherever it is used; write: INSERT INTO t2(id, \"to\") "
		"VALUES (1, 'x');" },
	{ "alter column type",
		"ALTER TABLE users ALTER COLUMN age TYPE TEXT;\n",
		"1:19 INS0301: SQLite has no ALTER COLUMN TYPE TEXT\n"
		"\thelp: write the table as it is to be below -- @rebuild "
		"users: CREATE TABLE users(…)" },
	{ "modify column",
		"ALTER TABLE users MODIFY COLUMN age TEXT NOT NULL;\n",
		"1:19 INS0301: SQLite has no MODIFY: a column cannot be "
		"changed in place\n"
		"\thelp: write the table as it is to be below -- @rebuild "
		"users: CREATE TABLE users(…)" },
	{ "change column",
		"ALTER TABLE users CHANGE age years INTEGER;\n",
		"1:19 INS0301: SQLite has no CHANGE\n"
		"\thelp: for another name write: ALTER TABLE users RENAME "
		"COLUMN age TO years; for another type write the table as "
		"it is to be below -- @rebuild users: CREATE TABLE users(…)" },
	{ "add constraint fk",
		"ALTER TABLE posts ADD CONSTRAINT fk FOREIGN KEY (user_id) "
		"REFERENCES users(id);\n",
		"1:19 INS0301: SQLite has no ADD CONSTRAINT but for a "
		"CHECK, since 3.53\n"
		"\thelp: write the table as it is to be below -- @rebuild "
		"posts: CREATE TABLE posts(…)" },
	{ "add constraint unique",
		"ALTER TABLE users ADD CONSTRAINT u UNIQUE (email);\n",
		"1:19 INS0301: SQLite has no ADD CONSTRAINT … UNIQUE\n"
		"\thelp: write: CREATE UNIQUE INDEX u ON users(email);" },
	{ "add unique",
		"ALTER TABLE users ADD UNIQUE (email);\n",
		"1:19 INS0301: SQLite has no ADD UNIQUE\n"
		"\thelp: write: CREATE UNIQUE INDEX users_unique ON "
		"users(email);" },
	{ "add primary key",
		"ALTER TABLE users ADD PRIMARY KEY (email);\n",
		"1:19 INS0301: SQLite has no ADD PRIMARY KEY\n"
		"\thelp: write the table as it is to be below -- @rebuild "
		"users: CREATE TABLE users(…)" },
	{ "several adds",
		"ALTER TABLE users ADD COLUMN x TEXT, ADD COLUMN y TEXT;\n",
		"1:36 INS0301: an ALTER TABLE of SQLite changes one column\n"
		"\thelp: write the second as a statement of its own: ALTER "
		"TABLE users ADD COLUMN y TEXT;" },
	{ "add if not exists",
		"ALTER TABLE users ADD COLUMN IF NOT EXISTS x TEXT;\n",
		"1:30 INS0301: SQLite has no ADD COLUMN IF NOT EXISTS; a "
		"step runs once\n"
		"\thelp: write: ALTER TABLE users ADD COLUMN x TEXT;" },
	{ "drop column if exists",
		"-- @destructive users.age: gone\n"
		"ALTER TABLE users DROP COLUMN IF EXISTS age;\n",
		"2:31 INS0301: SQLite has no DROP COLUMN IF EXISTS; a step "
		"runs once\n"
		"\thelp: write: ALTER TABLE users DROP COLUMN age;" },
	{ "alter if exists",
		"ALTER TABLE IF EXISTS users ADD COLUMN x TEXT;\n",
		"1:13 INS0301: SQLite has no ALTER TABLE IF EXISTS\n"
		"\thelp: write: ALTER TABLE users ADD COLUMN x TEXT" },
	{ "drop index on",
		"DROP INDEX posts_user ON posts;\n",
		"1:23 INS0301: DROP INDEX … ON is MySQL\n"
		"\thelp: write: DROP INDEX posts_user;" },
	{ "auto increment",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY AUTO_INCREMENT, "
		"name TEXT);\n",
		"1:42 INS0701: AUTO_INCREMENT is MySQL; use INTEGER "
		"PRIMARY KEY\n"
		"\thelp: write: id INTEGER PRIMARY KEY; it numbers the rows "
		"by itself" },
	{ "auto increment int",
		"CREATE TABLE tags(id INT AUTO_INCREMENT PRIMARY KEY, name "
		"TEXT);\n",
		"1:26 INS0701: AUTO_INCREMENT is MySQL; use INTEGER "
		"PRIMARY KEY\n"
		"\thelp: write: id INTEGER PRIMARY KEY; it numbers the rows "
		"by itself" },
	{ "autoincrement no pk",
		"CREATE TABLE tags(id INTEGER AUTOINCREMENT PRIMARY KEY, "
		"name TEXT);\n",
		"1:30 INS0301: AUTOINCREMENT comes behind PRIMARY KEY\n"
		"\thelp: write: id INTEGER PRIMARY KEY AUTOINCREMENT" },
	{ "autoincrement int",
		"CREATE TABLE tags(id INT PRIMARY KEY AUTOINCREMENT, name "
		"TEXT);\n",
		"1:22 INS0301: AUTOINCREMENT is only allowed on an INTEGER "
		"PRIMARY KEY\n"
		"\thelp: write: id INTEGER PRIMARY KEY AUTOINCREMENT; "
		"without AUTOINCREMENT it numbers the rows, too" },
	{ "serial",
		"CREATE TABLE tags(id SERIAL PRIMARY KEY, name TEXT);\n",
		"1:22 INS0701: SERIAL is PostgreSQL; use INTEGER PRIMARY "
		"KEY\n"
		"\thelp: write: id INTEGER PRIMARY KEY; it numbers the rows "
		"by itself" },
	{ "bigserial",
		"CREATE TABLE tags(id BIGSERIAL PRIMARY KEY, name TEXT);\n",
		"1:22 INS0701: BIGSERIAL is PostgreSQL; use INTEGER "
		"PRIMARY KEY\n"
		"\thelp: write: id INTEGER PRIMARY KEY; it numbers the rows "
		"by itself" },
	{ "identity",
		"CREATE TABLE tags(id INT IDENTITY(1,1) PRIMARY KEY, name "
		"TEXT);\n",
		"1:26 INS0701: IDENTITY is SQL Server; use INTEGER PRIMARY "
		"KEY\n"
		"\thelp: write: id INTEGER PRIMARY KEY; it numbers the rows "
		"by itself" },
	{ "generated identity",
		"CREATE TABLE tags(id BIGINT GENERATED BY DEFAULT AS "
		"IDENTITY PRIMARY KEY, name TEXT);\n",
		"1:29 INS0301: IDENTITY is not SQLite's\n"
		"\thelp: write: INTEGER PRIMARY KEY; it numbers the rows by "
		"itself" },
	{ "enum",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, kind ENUM('a', "
		"'b') NOT NULL);\n",
		"1:48 INS0301: ENUM is MySQL: SQLite has no such type\n"
		"\thelp: write: kind TEXT CHECK (kind IN ('a', 'b'))" },
	{ "create type enum",
		"CREATE TYPE mood AS ENUM ('ok', 'sad');\n",
		"1:8 INS0301: SQLite has no CREATE TYPE\n"
		"\thelp: let a CHECK say it where the type is used: mood "
		"TEXT CHECK (mood IN ('ok', 'sad'))" },
	{ "truncate",
		"TRUNCATE TABLE posts;\n",
		"1:1 INS0301: SQLite has no TRUNCATE\n"
		"\thelp: write: DELETE FROM posts; with a line -- "
		"@destructive posts: REASON" },
	{ "now default",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, at TEXT DEFAULT "
		"NOW());\n",
		"1:59 INS0301: SQLite has no NOW()\n"
		"\thelp: write: DEFAULT CURRENT_TIMESTAMP" },
	{ "now update",
		"UPDATE users SET email = NOW() WHERE email IS NULL;\n",
		"1:26 INS0814: no such function: NOW\n"
		"\thelp: SQLite has instead: CURRENT_TIMESTAMP, or "
		"datetime('now')" },
	{ "getdate",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, at TEXT DEFAULT "
		"(getdate()));\n",
		"1:60 INS0814: no such function: getdate\n"
		"\tSQLite looks at a DEFAULT only when a row relies on it\n"
		"\thelp: SQLite has instead: CURRENT_TIMESTAMP, or "
		"datetime('now')" },
	{ "on update timestamp",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, at TEXT DEFAULT "
		"CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);\n",
		"1:77 INS0301: ON UPDATE CURRENT_TIMESTAMP is MySQL\n"
		"\thelp: let a trigger do it: CREATE TRIGGER tags_touch "
		"AFTER UPDATE ON tags BEGIN UPDATE tags SET column = "
		"CURRENT_TIMESTAMP WHERE rowid = new.rowid; END;" },
	{ "comment on",
		"COMMENT ON TABLE users IS 'people';\n",
		"1:1 INS0301: COMMENT ON is PostgreSQL\n"
		"\thelp: write it as a comment in the definition: -- …" },
	{ "column comment",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT NOT "
		"NULL COMMENT 'label');\n",
		"1:62 INS0301: COMMENT is MySQL\n"
		"\thelp: write it as a comment behind the line: -- …" },
	{ "engine",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY) ENGINE=InnoDB "
		"DEFAULT CHARSET=utf8;\n",
		"1:43 INS0301: SQLite has no ENGINE behind a table's "
		"definition\n"
		"\thelp: end the statement behind the parenthesis: );" },
	{ "charset",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, n TEXT "
		"CHARACTER SET utf8mb4);\n",
		"1:50 INS0301: CHARACTER SET is MySQL: text is always "
		"UTF-8 here\n"
		"\thelp: leave it out; how text compares is COLLATE NOCASE "
		"or BINARY" },
	{ "inline key",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT, KEY "
		"name_idx (name));\n",
		"1:54 INS0301: KEY within a table is MySQL\n"
		"\thelp: write behind the table: CREATE INDEX name_idx ON "
		"tags(name);" },
	{ "inline index",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT, "
		"INDEX name_idx (name));\n",
		"1:54 INS0301: INDEX within a table is MySQL\n"
		"\thelp: write behind the table: CREATE INDEX name_idx ON "
		"tags(name);" },
	{ "create or replace view",
		"CREATE OR REPLACE VIEW v AS SELECT id FROM users;\n",
		"1:8 INS0301: SQLite has no CREATE OR REPLACE\n"
		"\thelp: write: DROP VIEW IF EXISTS v; and then CREATE VIEW "
		"v …;" },
	{ "create or replace trigger",
		"CREATE OR REPLACE TRIGGER t AFTER INSERT ON users BEGIN "
		"SELECT 1; END;\n",
		"1:8 INS0301: SQLite has no CREATE OR REPLACE\n"
		"\thelp: write: DROP TRIGGER IF EXISTS t; and then CREATE "
		"TRIGGER t …;" },
	{ "cast colons",
		"UPDATE users SET age = name::integer WHERE age IS NULL;\n",
		"1:28 INS0301: ::integer is PostgreSQL\n"
		"\thelp: write: CAST(name AS integer)" },
	{ "default cast",
		"ALTER TABLE users ADD COLUMN s TEXT DEFAULT 'a'::text;\n",
		"1:48 INS0301: ::text is PostgreSQL\n"
		"\thelp: leave it out: DEFAULT 'a'" },
	{ "parameter dollar",
		"UPDATE users SET name = $1 WHERE id = 1;\n",
		"1:25 INS0808: parameter would be NULL\n"
		"\thelp: write the value itself" },
	{ "parameter question",
		"UPDATE users SET name = ? WHERE id = 1;\n",
		"1:25 INS0808: parameter would be NULL\n"
		"\thelp: write the value itself" },
	{ "insert ignore",
		"INSERT IGNORE INTO users(name) VALUES ('Ada');\n",
		"1:8 INS0301: INSERT IGNORE is MySQL\n"
		"\thelp: write: INSERT OR IGNORE INTO users(name) VALUES "
		"('Ada')" },
	{ "on duplicate key",
		"INSERT INTO users(id, name) VALUES (1, 'Ada') ON "
		"DUPLICATE KEY UPDATE name = 'Ada';\n",
		"1:50 INS0301: ON DUPLICATE KEY is MySQL\n"
		"\thelp: write: ON CONFLICT (the key's columns) DO UPDATE "
		"SET name = 'Ada'" },
	{ "update limit",
		"UPDATE users SET age = 1 WHERE age IS NULL LIMIT 10;\n",
		"1:44 INS0820: many builds of SQLite do not have LIMIT "
		"here\n"
		"\thelp: select the rows: WHERE rowid IN (SELECT rowid FROM "
		"… LIMIT n)" },
	{ "update join",
		"UPDATE users JOIN posts ON posts.user_id = users.id SET "
		"age = 1;\n",
		"1:14 INS0301: SQLite has no UPDATE … JOIN\n"
		"\thelp: write: UPDATE users SET … FROM other WHERE …, or a "
		"subquery: SET x = (SELECT …)" },
	{ "delete join",
		"DELETE users FROM users JOIN posts ON posts.user_id = "
		"users.id;\n",
		"1:8 INS0301: SQLite deletes from one table\n"
		"\thelp: write: DELETE FROM users WHERE rowid IN (SELECT "
		"users.rowid FROM …);" },
	{ "ilike",
		"DELETE FROM users WHERE name ILIKE 'a%';\n",
		"1:30 INS0301: ILIKE is PostgreSQL; LIKE ignores the case "
		"of ASCII letters here\n"
		"\thelp: write: LIKE 'a%'" },
	{ "uuid default",
		"CREATE TABLE tags(id TEXT PRIMARY KEY NOT NULL DEFAULT "
		"uuid_generate_v4(), n TEXT);\n",
		"1:56 INS0301: SQLite has no uuid_generate_v4()\n"
		"\thelp: write: DEFAULT (lower(hex(randomblob(16))))" },
	{ "gen random uuid",
		"CREATE TABLE tags(id TEXT PRIMARY KEY NOT NULL DEFAULT "
		"(gen_random_uuid()), n TEXT);\n",
		"1:57 INS0814: no such function: gen_random_uuid\n"
		"\tSQLite looks at a DEFAULT only when a row relies on it\n"
		"\thelp: SQLite has instead: lower(hex(randomblob(16)))" },
	{ "interval",
		"DELETE FROM posts WHERE body < INTERVAL '1 day';\n",
		"1:32 INS0301: SQLite has no INTERVAL\n"
		"\thelp: let datetime() count: datetime('now', '-1 day'), "
		"datetime(column, '+2 hours')" },
	{ "extract",
		"UPDATE users SET age = EXTRACT(YEAR FROM email) WHERE id "
		"= 1;\n",
		"1:37 INS0301: EXTRACT is not SQLite's\n"
		"\thelp: write: CAST(strftime('%Y', email) AS INTEGER); %m "
		"is the month, %d the day, %H the hour" },
	{ "create index using",
		"CREATE INDEX i ON users USING btree (name);\n",
		"1:25 INS0301: USING is PostgreSQL: SQLite has one kind of "
		"index\n"
		"\thelp: write: CREATE INDEX i ON users(name);" },
	{ "concurrently",
		"CREATE INDEX CONCURRENTLY i ON users(name);\n",
		"1:14 INS0301: CONCURRENTLY is PostgreSQL\n"
		"\thelp: leave the word out: CREATE INDEX i ON users(name);" },
	{ "create schema",
		"CREATE SCHEMA app;\n",
		"1:8 INS0301: SQLite has no CREATE SCHEMA\n"
		"\thelp: leave the statement out: the database is one file; "
		"another file is another set" },
	{ "create extension",
		"CREATE EXTENSION IF NOT EXISTS pgcrypto;\n",
		"1:8 INS0301: SQLite has no CREATE EXTENSION\n"
		"\thelp: leave the statement out; what the program "
		"registers is declared: -- @function NAME(n), -- @module "
		"NAME" },
	{ "create function",
		"CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN RETURN "
		"new; END; $$ LANGUAGE plpgsql;\n",
		"1:8 INS0301: SQLite has no CREATE FUNCTION\n"
		"\thelp: let the program register the function (-- "
		"@function NAME(n)), or do the work in C with -- @call NAME" },
	{ "create sequence",
		"CREATE SEQUENCE s;\n",
		"1:8 INS0301: SQLite has no sequences\n"
		"\thelp: leave the statement out: id INTEGER PRIMARY KEY "
		"numbers the rows by itself, with AUTOINCREMENT none twice" },
	{ "execute procedure",
		"CREATE TRIGGER t AFTER INSERT ON users FOR EACH ROW "
		"EXECUTE FUNCTION f();\n",
		"1:53 INS0107: BEGIN is missing before \"EXECUTE\"\n"
		"\thelp: a trigger has its statements in it: BEGIN …; END;" },
	{ "grant",
		"GRANT SELECT ON users TO app;\n",
		"1:1 INS0301: SQLite has no users: GRANT\n"
		"\thelp: leave the statement out" },
	{ "rename table stmt",
		"RENAME TABLE users TO people;\n",
		"1:1 INS0301: RENAME TABLE is MySQL\n"
		"\thelp: write: ALTER TABLE users RENAME TO people;" },
	{ "show",
		"SHOW TABLES;\n",
		"1:1 INS0301: SHOW is MySQL\n"
		"\thelp: SELECT name FROM sqlite_schema shows it; a step "
		"needs none of that" },
	{ "set stmt",
		"SET FOREIGN_KEY_CHECKS = 0;\n",
		"1:1 INS0301: SET is MySQL\n"
		"\thelp: leave it out: a step runs with foreign keys off, "
		"and all are checked before the commit" },
	{ "delimiter",
		"DELIMITER //\n"
		"CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; "
		"END//\n"
		"DELIMITER ;\n",
		"1:1 INS0117: DELIMITER is the mysql client's, not SQL\n"
		"\thelp: leave its lines out: a trigger of SQLite ends with "
		"END; and so needs no other mark" },
	{ "go batch",
		"ALTER TABLE users ADD COLUMN x TEXT;\n"
		"GO\n"
		"ALTER TABLE users ADD COLUMN y TEXT;\n",
		"2:1 INS0301: GO is SQL Server's shell\n"
		"\thelp: leave the line out: a semicolon ends a statement" },
	{ "hash comment",
		"# add x\n"
		"ALTER TABLE users ADD COLUMN x TEXT;\n",
		"1:1 INS0301: # begins no comment in SQLite\n"
		"\thelp: write: --" },
	{ "slash comment",
		"// add x\n"
		"ALTER TABLE users ADD COLUMN x TEXT;\n",
		"1:1 INS0301: // begins no comment in SQLite\n"
		"\thelp: write: --" },
	{ "nvarchar max",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, n "
		"NVARCHAR(max));\n",
		"1:54 INS0301: NVARCHAR(MAX) is SQL Server\n"
		"\thelp: write: TEXT" },
	{ "create table like",
		"CREATE TABLE u2 LIKE users;\n",
		"1:17 INS0301: SQLite has no CREATE TABLE … LIKE\n"
		"\thelp: write its columns out: CREATE TABLE u2(…); instar "
		"schema DIR shows those of users" },
	{ "insert set",
		"INSERT INTO users SET name = 'x';\n",
		"1:19 INS0301: INSERT … SET is MySQL\n"
		"\thelp: write: INSERT INTO users(name, …) VALUES (…);" },
	{ "double amp",
		"DELETE FROM users WHERE age > 1 && id > 1;\n",
		"1:33 INS0301: && is MySQL\n"
		"\thelp: write: AND" },
	{ "unknown table",
		"ALTER TABLE user ADD COLUMN x TEXT;\n",
		"1:13 INS0301: no such table: user; did you mean users?" },
	{ "unknown table update",
		"UPDATE user SET name = 'x';\n",
		"1:8 INS0301: no such table: user; did you mean users?" },
	{ "unknown table select",
		"INSERT INTO users(name) SELECT title FROM post;\n",
		"1:43 INS0301: no such table: post; did you mean posts?" },
	{ "unknown table index",
		"CREATE INDEX i ON user(name);\n",
		"1:19 INS0301: no such table: user; did you mean users?" },
	{ "unknown table drop",
		"DROP TABLE post;\n",
		"1:12 INS0301: no such table: post; did you mean posts?" },
	{ "unknown table view",
		"CREATE VIEW v AS SELECT name FROM user;\n",
		"1:35 INS0601: view v does not compile\n"
		"\tno such table: main.user; did you mean users?\n"
		"\thelp: SQLite accepts the body now and fails at the first "
		"use: fix it here" },
	{ "unknown table trigger",
		"CREATE TRIGGER t AFTER INSERT ON post BEGIN SELECT 1; "
		"END;\n",
		"1:34 INS0301: no such table: post; did you mean posts?" },
	{ "unknown column where",
		"UPDATE users SET name = 'x' WHERE emial = 'a';\n",
		"1:35 INS0301: no such column: emial; did you mean email?\n"
		"\thelp: users has id, name, email, age" },
	{ "unknown column set",
		"UPDATE users SET nmae = 'x' WHERE id = 1;\n",
		"1:18 INS0301: no such column: nmae; did you mean name?\n"
		"\thelp: users has id, name, email, age" },
	{ "unknown column insert",
		"INSERT INTO users(name, emial) VALUES ('a', 'b');\n",
		"1:25 INS0301: table users has no column named emial; did "
		"you mean email?\n"
		"\thelp: users has id, name, email, age" },
	{ "unknown column qualified",
		"INSERT INTO users(name) SELECT p.tite FROM posts p;\n",
		"1:34 INS0301: no such column: p.tite; did you mean title?\n"
		"\thelp: posts has id, user_id, title, body" },
	{ "unknown column index",
		"CREATE INDEX i ON posts(bdy);\n",
		"1:25 INS0301: no such column: bdy; did you mean body?\n"
		"\thelp: posts has id, user_id, title, body" },
	{ "unknown column index quoted",
		"CREATE INDEX i ON posts(title, \"bdy\");\n",
		"1:32 INS0704: no column \"bdy\" here; did you mean \"body\"?\n"
		"\tSQLite takes it for a text unless it is told not to\n"
		"\thelp: write the text in single quotes: 'bdy'" },
	{ "unknown column drop",
		"ALTER TABLE users DROP COLUMN emial;\n",
		"1:31 INS0301: no such column: \"emial\"; did you mean "
		"email?\n"
		"\thelp: users has id, name, email, age" },
	{ "unknown column rename",
		"ALTER TABLE users RENAME COLUMN emial TO mail;\n",
		"1:33 INS0301: no such column: \"emial\"; did you mean "
		"email?\n"
		"\thelp: users has id, name, email, age" },
	{ "unknown column fk parent",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER "
		"REFERENCES users(uid));\n",
		"1:67 INS0603: foreign key mismatch - \"c\" referencing "
		"\"users\"\n"
		"\tusers has no column uid; did you mean id?\n"
		"\thelp: users has id, name, email, age" },
	{ "unknown parent",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER "
		"REFERENCES user(id));\n",
		"1:61 INS0603: no such table: user, which c(u) refers to; "
		"did you mean users?" },
	{ "unknown fk child",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, user_id INTEGER, "
		"FOREIGN KEY (usr_id) REFERENCES users(id));\n",
		"1:70 INS0301: unknown column \"usr_id\" in foreign key "
		"definition; did you mean user_id?" },
	{ "unknown pk column",
		"CREATE TABLE c(a INTEGER, name TEXT, PRIMARY KEY (a, "
		"nmae));\n",
		"1:54 INS0301: no such column: nmae; did you mean name?\n"
		"\thelp: c has a, name" },
	{ "unknown check column",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, price INTEGER "
		"CHECK (prize > 0));\n",
		"1:61 INS0301: no such column: prize; did you mean price?\n"
		"\thelp: c has id, price" },
	{ "unknown trigger column",
		"CREATE TRIGGER t AFTER UPDATE OF nmae ON users BEGIN "
		"SELECT 1; END;\n",
		"1:34 INS0615: trigger t waits for a change of users.nmae, "
		"which is not there; did you mean name?\n"
		"\tSQLite accepts it, and the trigger never fires for it\n"
		"\thelp: users has id, name, email, age" },
	{ "unknown trigger new",
		"CREATE TRIGGER t AFTER INSERT ON users BEGIN\n"
		"\tUPDATE posts SET title = new.nmae WHERE user_id = "
		"new.id;\n"
		"END;\n",
		"2:31 INS0602: trigger t does not compile\n"
		"\tno such column: new.nmae; did you mean name?\n"
		"\thelp: users has id, name, email, age" },
	{ "unknown trigger body table",
		"CREATE TRIGGER t AFTER INSERT ON users BEGIN\n"
		"\tINSERT INTO post(user_id, title) VALUES (new.id, 'hi');\n"
		"END;\n",
		"2:14 INS0602: trigger t does not compile\n"
		"\tno such table: main.post; did you mean posts?\n"
		"\thelp: SQLite accepts the body now and fails at the first "
		"use: fix it here" },
	{ "unknown view column",
		"CREATE VIEW v AS SELECT id, nmae FROM users;\n",
		"1:29 INS0601: view v does not compile\n"
		"\tno such column: nmae; did you mean name?\n"
		"\thelp: SQLite accepts the body now and fails at the first "
		"use: fix it here" },
	{ "unknown function",
		"UPDATE users SET name = lenght(name) WHERE id = 1;\n",
		"1:25 INS0814: no such function: lenght\n"
		"\thelp: did you mean length()? or when the program "
		"registers it before migrating, write: -- @function "
		"lenght(1)" },
	{ "unknown function check",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT CHECK "
		"(lenght(n) > 1));\n",
		"1:54 INS0814: no such function: lenght\n"
		"\thelp: did you mean length()? or when the program "
		"registers it before migrating, write: -- @function "
		"lenght(1)" },
	{ "unknown collation",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT COLLATE "
		"NOCSAE);\n",
		"1:55 INS0814: no such collation sequence: NOCSAE\n"
		"\thelp: did you mean NOCASE? or when the program registers "
		"it before migrating, write: -- @collation NOCSAE" },
	{ "unknown collation index",
		"CREATE INDEX i ON users(name COLLATE NO_CASE);\n",
		"1:38 INS0814: no such collation sequence: NO_CASE\n"
		"\thelp: did you mean NOCASE? or when the program registers "
		"it before migrating, write: -- @collation NO_CASE" },
	{ "unknown module",
		"CREATE VIRTUAL TABLE f USING fts55(a, b);\n",
		"1:30 INS0814: no such module: fts55\n"
		"\thelp: did you mean fts5? or when the program registers "
		"it before migrating, write: -- @module fts55" },
	{ "unknown index drop",
		"DROP INDEX post_user;\n",
		"1:12 INS0301: no such index: post_user; did you mean "
		"posts_user?" },
	{ "unknown view drop",
		"DROP VIEW vu;\n",
		"1:11 INS0301: no such view: vu\n"
		"\thelp: no step before this one makes it; where a database "
		"may have it from elsewhere: DROP VIEW IF EXISTS vu" },
	{ "wrong number args",
		"UPDATE users SET name = replace(name, 'x') WHERE id = 1;\n",
		"1:25 INS0301: wrong number of arguments to function "
		"replace()\n"
		"\thelp: replace() takes 3 arguments" },
	{ "aggregate in where",
		"DELETE FROM users WHERE age > max(age);\n",
		"1:31 INS0301: misuse of aggregate function max()\n"
		"\thelp: over all rows it needs a query of its own: (SELECT "
		"max(age) FROM …)" },
	{ "too few values",
		"INSERT INTO users(name, email) VALUES ('Ada');\n",
		"1:40 INS0301: 1 values for 2 columns\n"
		"\thelp: each row needs a value for name, email" },
	{ "too many values",
		"INSERT INTO users(name, email) VALUES ('Ada', 'a@b.c', "
		"3);\n",
		"1:56 INS0301: 3 values for 2 columns\n"
		"\thelp: each row needs a value for name, email" },
	{ "values no list",
		"INSERT INTO users VALUES (1, 'Ada');\n",
		"1:30 INS0301: table users has 4 columns but 2 values were "
		"supplied\n"
		"\thelp: name the columns that are filled: INSERT INTO "
		"users(id, name, email, age)" },
	{ "select count",
		"INSERT INTO users(name, email) SELECT title FROM posts;\n",
		"1:39 INS0301: 1 values for 2 columns\n"
		"\thelp: each row needs a value for name, email" },
	{ "uneven rows",
		"INSERT INTO users(name, email) VALUES ('Ada', 'x'), "
		"('Bob');\n",
		"1:54 INS0301: all VALUES must have the same number of "
		"terms\n"
		"\thelp: each row needs a value for name, email" },
	{ "duplicate column create",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, name TEXT, name "
		"TEXT);\n",
		"1:51 INS0301: duplicate column name: name\n"
		"\thelp: remove the second name, or give it another name" },
	{ "duplicate column add",
		"ALTER TABLE users ADD COLUMN email TEXT;\n",
		"1:30 INS0301: duplicate column name: email\n"
		"\thelp: users has it already, see 001_base.sql:1: leave "
		"the statement out, or take another name" },
	{ "table exists",
		"CREATE TABLE users(id INTEGER PRIMARY KEY);\n",
		"1:14 INS0301: table users already exists\n"
		"\thelp: 001_base.sql:1 made it: take another name, or "
		"change that table: ALTER TABLE, or -- @rebuild users" },
	{ "index exists",
		"CREATE INDEX posts_user ON posts(title);\n",
		"1:14 INS0301: index posts_user already exists\n"
		"\thelp: 001_base.sql:8 made it: take another name, or "
		"write first: DROP INDEX posts_user" },
	{ "rename to taken",
		"ALTER TABLE users RENAME COLUMN name TO email;\n",
		"1:41 INS0301: error in table users after rename: "
		"duplicate column name: email\n"
		"\thelp: users has it already, see 001_base.sql:1: leave "
		"the statement out, or take another name" },
	{ "two primary keys",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, k INTEGER PRIMARY "
		"KEY);\n",
		"1:50 INS0301: table \"c\" has more than one primary key\n"
		"\thelp: a table has one key; one of several columns comes "
		"behind them: PRIMARY KEY (id, k)" },
	{ "view index",
		"CREATE VIEW v AS SELECT id FROM users;\n"
		"CREATE INDEX i ON v(id);\n",
		"2:19 INS0301: views may not be indexed\n"
		"\thelp: a view has no index of its own: index the tables "
		"that it reads" },
	{ "ambiguous",
		"INSERT INTO posts(user_id, title) SELECT u.id, id FROM "
		"users u JOIN posts p ON p.user_id = u.id;\n",
		"1:48 INS0301: ambiguous column name: id\n"
		"\thelp: write u.id or p.id" },
	{ "keyword craete",
		"CRAETE TABLE c(id INTEGER PRIMARY KEY);\n",
		"1:1 INS0301: near \"CRAETE\": syntax error; did you mean "
		"CREATE?\n"
		"\thelp: write: CREATE TABLE c(id INTEGER PRIMARY KEY);" },
	{ "keyword tabel",
		"CREATE TABEL c(id INTEGER PRIMARY KEY);\n",
		"1:8 INS0301: near \"TABEL\": syntax error; did you mean "
		"TABLE?\n"
		"\thelp: write: CREATE TABLE c(id INTEGER PRIMARY KEY);" },
	{ "keyword colum",
		"ALTER TABLE users ADD COLUM x TEXT;\n",
		"1:23 INS0702: adds a column named COLUM; did you mean "
		"COLUMN?" },
	{ "keyword primay",
		"CREATE TABLE c(id INTEGER PRIMAY KEY, n TEXT);\n",
		"1:27 INS0702: PRIMAY in the type of id; did you mean "
		"PRIMARY?\n"
		"\tSQLite takes all the words for one type\n"
		"\thelp: write: PRIMARY" },
	{ "keyword uniqe",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT UNIQE);\n",
		"1:47 INS0702: UNIQE in the type of n; did you mean "
		"UNIQUE?\n"
		"\tSQLite takes all the words for one type\n"
		"\thelp: write: UNIQUE" },
	{ "keyword refrences",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n INTEGER "
		"REFRENCES users(id));\n",
		"1:50 INS0702: REFRENCES in the type of n; did you mean "
		"REFERENCES?\n"
		"\tSQLite takes all the words for one type\n"
		"\thelp: write: REFERENCES" },
	{ "keyword defualt",
		"ALTER TABLE users ADD COLUMN x INTEGER NOT NULL DEFUALT "
		"0;\n",
		"1:49 INS0301: near \"DEFUALT\": syntax error; did you mean "
		"DEFAULT?\n"
		"\thelp: write: ALTER TABLE users ADD COLUMN x INTEGER NOT "
		"NULL DEFAULT 0;" },
	{ "keyword were",
		"UPDATE users SET name = 'x' WHRE id = 1;\n",
		"1:29 INS0301: near \"WHRE\": syntax error; did you mean "
		"WHERE?\n"
		"\thelp: write: UPDATE users SET name = 'x' WHERE id = 1;" },
	{ "keyword form",
		"INSERT INTO users(name) SELECT title FORM posts;\n",
		"1:38 INS0301: near \"FORM\": syntax error; did you mean "
		"FROM?\n"
		"\thelp: write: INSERT INTO users(name) SELECT title FROM "
		"posts;" },
	{ "keyword vaules",
		"INSERT INTO users(name) VAULES ('x');\n",
		"1:25 INS0301: near \"VAULES\": syntax error; did you mean "
		"VALUES?\n"
		"\thelp: write: INSERT INTO users(name) VALUES ('x');" },
	{ "keyword udpate",
		"UDPATE users SET name = 'x';\n",
		"1:1 INS0301: near \"UDPATE\": syntax error; did you mean "
		"UPDATE?\n"
		"\thelp: write: UPDATE users SET name = 'x';" },
	{ "keyword insret",
		"INSRET INTO users(name) VALUES ('a');\n",
		"1:1 INS0301: near \"INSRET\": syntax error; did you mean "
		"INSERT?\n"
		"\thelp: write: INSERT INTO users(name) VALUES ('a');" },
	{ "keyword statment table",
		"ALTER TABEL users ADD COLUMN x TEXT;\n",
		"1:7 INS0301: near \"TABEL\": syntax error; did you mean "
		"TABLE?\n"
		"\thelp: write: ALTER TABLE users ADD COLUMN x TEXT;" },
	{ "keyword exsits",
		"CREATE TABLE IF NOT EXSITS c(id INTEGER PRIMARY KEY);\n",
		"1:21 INS0301: near \"EXSITS\": syntax error; did you mean "
		"EXISTS?\n"
		"\thelp: write: CREATE TABLE IF NOT EXISTS c(id INTEGER "
		"PRIMARY KEY);" },
	{ "missing into",
		"INSERT users(name) VALUES ('x');\n",
		"1:8 INS0301: INTO is missing before \"users\"\n"
		"\thelp: write: INSERT INTO users(name) VALUES ('x');" },
	{ "missing table word",
		"CREATE tags(id INTEGER PRIMARY KEY);\n",
		"1:8 INS0301: TABLE is missing before \"tags\"\n"
		"\thelp: write: CREATE TABLE tags(id INTEGER PRIMARY KEY);" },
	{ "missing set",
		"UPDATE users name = 'x';\n",
		"1:14 INS0301: SET is missing before \"name\"\n"
		"\thelp: write: UPDATE users SET name = 'x';" },
	{ "missing on",
		"CREATE INDEX i users(name);\n",
		"1:16 INS0301: ON is missing before \"users\"\n"
		"\thelp: write: CREATE INDEX i ON users(name);" },
	{ "missing from",
		"DELETE users WHERE id = 1;\n",
		"1:8 INS0301: FROM is missing before \"users\"\n"
		"\thelp: write: DELETE FROM users WHERE id = 1;" },
	{ "missing references paren",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER, FOREIGN "
		"KEY u REFERENCES users(id));\n",
		"1:63 INS0301: \"u\" has to be in parentheses\n"
		"\thelp: write: CREATE TABLE c(id INTEGER PRIMARY KEY, u "
		"INTEGER, FOREIGN KEY (u) REFERENCES users(id));" },
	{ "add primary",
		"ALTER TABLE users ADD COLUMN code TEXT PRIMARY KEY;\n",
		"1:30 INS0301: Cannot add a PRIMARY KEY column\n"
		"\thelp: build the table anew with its key: -- @rebuild "
		"users above CREATE TABLE users(…)" },
	{ "add unique col",
		"ALTER TABLE users ADD COLUMN code TEXT UNIQUE;\n",
		"1:30 INS0301: Cannot add a UNIQUE column\n"
		"\thelp: add it without UNIQUE, and then: CREATE UNIQUE "
		"INDEX users_code ON users(code);" },
	{ "drop indexed",
		"-- @destructive posts.user_id: gone\n"
		"ALTER TABLE posts DROP COLUMN user_id;\n",
		"2:31 INS0301: error in index posts_user after drop "
		"column: no such column: user_id\n"
		"\thelp: write before it: DROP INDEX posts_user; and create "
		"it behind it as it has to be" },
	{ "drop pk",
		"-- @destructive users.id: gone\n"
		"ALTER TABLE users DROP COLUMN id;\n",
		"2:31 INS0301: cannot drop PRIMARY KEY column: \"id\"\n"
		"\thelp: write the table without it below -- @rebuild "
		"users: CREATE TABLE users(…)" },
	{ "rename as drop add plain",
		"ALTER TABLE users DROP COLUMN email;\n"
		"ALTER TABLE users ADD COLUMN mail TEXT;\n",
		"1:31 INS0403: the values of users.email are kept nowhere "
		"else\n"
		"\tusers.email: 5 values before, no column after\n"
		"\thelp: if mail is its new name, write: ALTER TABLE users "
		"RENAME COLUMN email TO mail; else keep them, or say so: "
		"-- @destructive users.email: WHY" },
	{ "trigger no end",
		"CREATE TRIGGER t AFTER INSERT ON users BEGIN\n"
		"\tUPDATE users SET age = 1 WHERE id = new.id;\n",
		"1:40 INS0107: trigger opened at 1:1 needs END\n"
		"\thelp: close its body with END; after the last "
		"statement's semicolon" },
	{ "trigger no begin",
		"CREATE TRIGGER t AFTER INSERT ON users\n"
		"\tUPDATE users SET age = 1 WHERE id = new.id;\n",
		"2:2 INS0107: BEGIN is missing before \"UPDATE\"\n"
		"\thelp: a trigger has its statements in it: BEGIN …; END;" },
	{ "trigger old in insert",
		"CREATE TRIGGER t AFTER INSERT ON users BEGIN UPDATE users "
		"SET age = old.age WHERE id = new.id; END;\n",
		"1:69 INS0602: trigger t does not compile\n"
		"\tno such column: old.age\n"
		"\thelp: an INSERT has no old row: write new.age" },
	{ "trigger qualified",
		"CREATE TRIGGER t AFTER INSERT ON users BEGIN UPDATE "
		"main.users SET age = 1 WHERE id = new.id; END;\n",
		"1:53 INS0301: qualified table names are not allowed on "
		"INSERT, UPDATE, and DELETE statements within triggers\n"
		"\thelp: a trigger writes in its own database: write users "
		"alone" },
	{ "annotation typo",
		"-- @destrutive users.age: gone\n"
		"ALTER TABLE users DROP COLUMN age;\n",
		"1:4 INS0110: unknown annotation @destrutive; did you mean "
		"@destructive?" },
	{ "annotation fingerprnt",
		"-- @fingerprnt table c\n"
		"CREATE TABLE c(id INTEGER PRIMARY KEY);\n",
		"1:4 INS0110: unknown annotation @fingerprnt; did you mean "
		"@fingerprint?" },
	{ "annotation unknown rule",
		"-- @allow INS9999 because\n"
		"CREATE TABLE c(id INTEGER PRIMARY KEY);\n",
		"1:11 INS0111: @allow names no rule: \"INS9999\"\n"
		"\thelp: write: -- @allow CODE REASON" },
	{ "annotation no reason",
		"-- @destructive users.age\n"
		"ALTER TABLE users DROP COLUMN age;\n",
		"1:4 INS0420: @destructive users.age gives no reason\n"
		"\thelp: write it behind a colon: -- @destructive "
		"users.age: WHY" },
	{ "annotation no at",
		"-- destructive users.age: gone\n"
		"ALTER TABLE users DROP COLUMN age;\n",
		"2:31 INS0403: the values of users.age are kept nowhere "
		"else\n"
		"\tusers.age: 5 values before, no column after\n"
		"\thelp: keep them, or say so: -- @destructive users.age: "
		"WHY" },
	{ "annotation unknown table",
		"-- @destructive user.age: gone\n"
		"ALTER TABLE users DROP COLUMN age;\n",
		"1:17 INS0418: @destructive names user: there is no such "
		"table before this step; did you mean users?\n"
		"\thelp: write: -- @destructive users.age: gone" },
	{ "annotation unknown column",
		"-- @destructive users.agee: gone\n"
		"ALTER TABLE users DROP COLUMN age;\n",
		"1:17 INS0418: @destructive names users.agee: there is no "
		"such column before this step; did you mean users.age?\n"
		"\thelp: write: -- @destructive users.age: gone" },
	{ "annotation fingerprint name",
		"-- @fingerprint table tag\n"
		"CREATE TABLE tags(id INTEGER PRIMARY KEY);\n",
		"1:23 INS0304: @fingerprint leaves out table tags, which "
		"this step makes\n"
		"\thelp: add it, or leave @fingerprint out: instar derives "
		"one" },
	{ "rebuild without create",
		"-- @rebuild users\n"
		"ALTER TABLE users ADD COLUMN x TEXT;\n",
		"1:13 INS0120: no CREATE TABLE users follows @rebuild\n"
		"\thelp: right below it write the table as it is to be: "
		"CREATE TABLE users (…)" },
	{ "down first",
		"-- @down\n"
		"DROP TABLE c;\n"
		"-- @up\n"
		"CREATE TABLE c(id INTEGER PRIMARY KEY);\n",
		"1:4 INS0124: nothing is above @down: the step does "
		"nothing\n"
		"\t2 statements below it, which only a rollback runs\n"
		"\thelp: write the statements of the step above @down; or "
		"keep the down migration in a file of its own, "
		"NAME.down.sql" },
	{ "down first only",
		"-- @down\n"
		"DROP INDEX posts_user;\n",
		"1:4 INS0124: nothing is above @down: the step does "
		"nothing\n"
		"\t1 statement below it, which only a rollback runs\n"
		"\thelp: write the statements of the step above @down; or "
		"keep the down migration in a file of its own, "
		"NAME.down.sql" },
	{ "schema error rows",
		"CREATE TABLE c(id INTEGER PRIMARY KEY);\n"
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT);\n",
		"2:14 INS0301: table c already exists\n"
		"\thelp: 002_step.sql:1 made it: take another name, or "
		"change that table: ALTER TABLE, or -- @rebuild c" },
	{ "begin in middle",
		"ALTER TABLE users ADD COLUMN x TEXT;\n"
		"BEGIN;\n"
		"ALTER TABLE users ADD COLUMN y TEXT;\n",
		"2:1 INS0801: transactions belong to instar; remove BEGIN\n"
		"\thelp: a whole run is one transaction, each step a "
		"savepoint in it; only a BEGIN and a COMMIT around the "
		"whole file are accepted" },
	{ "fk mismatch",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT REFERENCES "
		"users(email));\n",
		"1:64 INS0603: foreign key mismatch - \"c\" referencing "
		"\"users\"\n"
		"\tusers.email is neither the key nor UNIQUE\n"
		"\thelp: refer to the key, or write before it: CREATE "
		"UNIQUE INDEX users_email ON users(email);" },
	{ "pk autoincrement text",
		"CREATE TABLE c(id TEXT PRIMARY KEY AUTOINCREMENT);\n",
		"1:19 INS0301: AUTOINCREMENT is only allowed on an INTEGER "
		"PRIMARY KEY\n"
		"\thelp: write: id INTEGER PRIMARY KEY AUTOINCREMENT; "
		"without AUTOINCREMENT it numbers the rows, too" },
	{ "strict type",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n VARCHAR(10)) "
		"STRICT;\n",
		"1:42 INS0301: unknown datatype for c.n: \"VARCHAR(10)\"\n"
		"\thelp: a STRICT table has INT, INTEGER, REAL, TEXT, BLOB "
		"and ANY; write: n TEXT" },
	{ "strict no type",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n) STRICT;\n",
		"1:40 INS0301: missing datatype for c.n\n"
		"\thelp: a STRICT table has INT, INTEGER, REAL, TEXT, BLOB "
		"and ANY; write: n TEXT, or ANY" },
	{ "strict bool",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n BOOLEAN NOT "
		"NULL) STRICT;\n",
		"1:42 INS0301: unknown datatype for c.n: \"BOOLEAN\"\n"
		"\thelp: a STRICT table has INT, INTEGER, REAL, TEXT, BLOB "
		"and ANY; write: n INTEGER" },
	{ "without rowid nopk",
		"CREATE TABLE c(id INTEGER) WITHOUT ROWID;\n",
		"1:14 INS0301: PRIMARY KEY missing on table c\n"
		"\thelp: say which columns are the key: PRIMARY KEY (id); "
		"or leave out WITHOUT ROWID" },
	{ "default function no paren",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, at TEXT DEFAULT "
		"datetime('now'));\n",
		"1:56 INS0301: a DEFAULT that calls a function needs "
		"parentheses\n"
		"\thelp: write: DEFAULT (datetime('now'))" },
	{ "check subquery",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER CHECK (u "
		"IN (SELECT id FROM users)));\n",
		"1:63 INS0301: subqueries prohibited in CHECK constraints\n"
		"\thelp: a CHECK sees its own row only: another table is "
		"REFERENCES, or a trigger with RAISE(ABORT, 'why')" },
	{ "check other table",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER CHECK "
		"(users.id > 0));\n",
		"1:57 INS0301: no such column: users.id\n"
		"\thelp: a CHECK, a DEFAULT and a generated column read the "
		"columns of their own row only" },
	{ "default column",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, a TEXT, b TEXT "
		"DEFAULT (a));\n",
		"1:64 INS0301: default value of column [b] is not constant\n"
		"\thelp: a DEFAULT reads no other column: let the "
		"statements fill it, or compute it: GENERATED ALWAYS AS (…)" },
	{ "partial index function",
		"CREATE INDEX i ON users(name) WHERE email > "
		"datetime('now');\n",
		"1:45 INS0817: datetime() in an index\n"
		"\tSQLite accepts this here and then refuses every write\n"
		"\thelp: it has to be the same each time: keep the value in "
		"a column, or ask for it in the query" },
	{ "index expr nondeterministic",
		"CREATE INDEX i ON users(random());\n",
		"1:25 INS0301: non-deterministic functions prohibited in "
		"index expressions\n"
		"\thelp: an index, a CHECK and a generated column need the "
		"same value each time: keep the value in a column of its "
		"own" },
	{ "full sentence",
		"ALTER TABLE users RENAME name column TO full_name;\n",
		"1:26 INS0301: the words of RENAME COLUMN are in another "
		"order\n"
		"\thelp: write: ALTER TABLE users RENAME COLUMN name TO "
		"full_name;" },
	{ "alter drop two",
		"-- @destructive users.age, users.email: gone\n"
		"ALTER TABLE users DROP COLUMN age, DROP COLUMN email;\n",
		"2:34 INS0301: an ALTER TABLE of SQLite changes one column\n"
		"\thelp: write the second as a statement of its own: ALTER "
		"TABLE users DROP COLUMN email;" },
	{ "add parens",
		"ALTER TABLE users ADD (x TEXT, y TEXT);\n",
		"1:23 INS0301: SQLite adds one column at a time, without "
		"parentheses\n"
		"\thelp: write a statement for each: ALTER TABLE users ADD "
		"COLUMN x TEXT;" },
	{ "alter rename index",
		"ALTER INDEX posts_user RENAME TO pu;\n",
		"1:7 INS0301: SQLite has no ALTER INDEX\n"
		"\thelp: drop it and make it by its new name: DROP INDEX "
		"posts_user; CREATE INDEX pu …;" },
	{ "alter set default",
		"ALTER TABLE users ALTER COLUMN age SET DEFAULT 1;\n",
		"1:19 INS0301: SQLite has no ALTER COLUMN SET DEFAULT 1\n"
		"\thelp: write the table as it is to be below -- @rebuild "
		"users: CREATE TABLE users(…)" },
	{ "drop fk",
		"ALTER TABLE posts DROP FOREIGN KEY fk;\n",
		"1:19 INS0301: SQLite has no DROP FOREIGN KEY\n"
		"\thelp: write the table as it is to be below -- @rebuild "
		"posts: CREATE TABLE posts(…)" },
	{ "drop primary key",
		"ALTER TABLE posts DROP PRIMARY KEY;\n",
		"1:19 INS0301: SQLite has no DROP PRIMARY KEY\n"
		"\thelp: write the table as it is to be below -- @rebuild "
		"posts: CREATE TABLE posts(…)" },
	{ "drop table cascade",
		"-- @destructive posts: gone\n"
		"DROP TABLE posts CASCADE;\n",
		"2:18 INS0301: SQLite's DROP has no CASCADE\n"
		"\thelp: write: DROP TABLE posts;" },
	{ "drop two tables",
		"-- @destructive posts, users: gone\n"
		"DROP TABLE posts, users;\n",
		"2:17 INS0301: SQLite drops one at a time\n"
		"\thelp: write: DROP TABLE posts; and then DROP TABLE users;" },
	{ "insert default kw",
		"INSERT INTO users(id, name) VALUES (DEFAULT, 'x');\n",
		"1:37 INS0301: SQLite has no DEFAULT among values\n"
		"\thelp: leave the column out of the list: it then gets its "
		"default" },
	{ "begin brace",
		"CREATE TABLE tags { id INTEGER PRIMARY KEY };\n",
		"1:19 INS0301: SQL has no braces\n"
		"\thelp: write: (" },
	{ "semicolon instead of comma",
		"CREATE TABLE tags(\n"
		"\tid INTEGER PRIMARY KEY;\n"
		"\tname TEXT\n"
		");\n",
		"2:24 INS0301: a semicolon within parentheses\n"
		"\thelp: write a comma: id INTEGER PRIMARY KEY," },
	{ "fullwidth",
		"UPDATE users SET age = 1 WHERE id = 1\357\274\233\n",
		"1:38 INS0301: a wide semicolon (U+FF1B), which SQLite "
		"takes for a letter\n"
		"\thelp: write: UPDATE users SET age = 1 WHERE id = 1;" },
	{ "nbsp",
		"ALTER TABLE users\302\240ADD COLUMN x TEXT;\n",
		"1:18 INS0301: a no-break space (U+00A0), which SQLite "
		"takes for a letter\n"
		"\thelp: write: ALTER TABLE users ADD COLUMN x TEXT;" },
	{ "emdash comment",
		"— a note\n"
		"ALTER TABLE users ADD COLUMN x TEXT;\n",
		"1:1 INS0301: — begins no comment in SQLite\n"
		"\thelp: write two hyphens: --" },
	{ "minus comment",
		"- a note\n"
		"ALTER TABLE users ADD COLUMN x TEXT;\n",
		"1:1 INS0301: - begins no comment in SQLite\n"
		"\thelp: write two hyphens: --" },
	/* clang-format on */
};

/* The first error of the second step, in the order of the text. */
static const char *first_error(const struct history *history)
{
	const struct diag *first = NULL;
	uint32_t line, column;

	for (uint32_t i = 0; i < history->diags->count; i++) {
		const struct diag *diag = &history->diags->items[i];

		if (diag->severity == SEVERITY_ERROR && !diag->silenced && diag->source &&
			!strcmp(diag->source->name, "002_step.sql") &&
			(!first || diag->span.start < first->span.start))
			first = diag;
	}
	if (!first)
		return "nothing";
	source_position(first->source, first->span.start, &line, &column);
	return arena_printf(history->arena, "%u:%u %s: %s%s%s%s%s", line, column,
		first->rule->code, first->message, first->evidence ? "\n\t" : "",
		first->evidence ? first->evidence : "", first->help ? "\n\thelp: " : "",
		first->help ? first->help : "");
}

static uint32_t count_wrong(void)
{
	uint32_t wrong = 0;

	for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
		const struct history_file files[] = {
			{ "001_base.sql", BASE },
			{ "002_step.sql", mistakes[i].sql },
			{ 0 },
		};
		struct history history = history_make(files);
		const char *said = first_error(&history);

		if (strcmp(said, mistakes[i].said)) {
			print_error("# %s:\n%s\n# instead of\n%s\n", mistakes[i].name, said,
				mistakes[i].said);
			wrong++;
		}
		history_free(&history);
	}
	return wrong;
}

static void a_mistake_is_told_with_its_place_and_what_to_write(void **state)
{
	(void)state;
	blind = false;
	assert_int_equal(count_wrong(), 0);
}

static void it_is_the_same_where_sqlite_gives_no_offset(void **state)
{
	(void)state;
	blind = true;
	assert_int_equal(count_wrong(), 0);
	blind = false;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_mistake_is_told_with_its_place_and_what_to_write),
	cmocka_unit_test(it_is_the_same_where_sqlite_gives_no_offset),
};

SUITE(tests)
