/*
 * test_cures: what findings tell authors to write is accepted.
 *
 * For mistakes of test_mistakes.c and their kin: the step as the help has it, in which
 * nothing is found that stops a build.
 */
#include "suite.h"

#include <string.h>

#include "history.h"

#define BASE                                                                              \
	"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age " \
	"INTEGER);\n"                                                                     \
	"CREATE TABLE posts(\n"                                                           \
	"\tid INTEGER PRIMARY KEY,\n"                                                     \
	"\tuser_id INTEGER NOT NULL REFERENCES users(id),\n"                              \
	"\ttitle TEXT NOT NULL,\n"                                                        \
	"\tbody TEXT\n"                                                                   \
	");\n"                                                                            \
	"CREATE INDEX posts_user ON posts(user_id);\n"

static const struct {
	const char *instead_of;
	const char *sql;
} cures[] = {
	/* clang-format off */
	{ "a comma too many",
		"CREATE TABLE tags(\n"
		"\tid INTEGER PRIMARY KEY,\n"
		"\tname TEXT NOT NULL\n"
		");" },
	{ "a comma too few",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, a TEXT, b TEXT,\n"
		"\tUNIQUE (a, b));" },
	{ "a quote in a string",
		"INSERT INTO users(name) VALUES ('it''s me');" },
	{ "a keyword as a name",
		"CREATE TABLE \"order\"(id INTEGER PRIMARY KEY, \"group\" TEXT);" },
	{ "ADD CONSTRAINT UNIQUE",
		"-- @allow INS0507 few rows\n"
		"CREATE UNIQUE INDEX u ON users(email);" },
	{ "ADD INDEX",
		"CREATE INDEX users_name ON users(name);" },
	{ "MODIFY",
		"-- @rebuild users age = coalesce(age, 0)\n"
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT "
		"NULL, email TEXT,\n"
		"\tage INTEGER NOT NULL);" },
	{ "several ADD COLUMN",
		"ALTER TABLE users ADD COLUMN x TEXT;\n"
		"ALTER TABLE users ADD COLUMN y TEXT;" },
	{ "ADD COLUMN NOT NULL",
		"ALTER TABLE users ADD COLUMN code TEXT NOT NULL DEFAULT '';" },
	{ "ADD COLUMN with the time",
		"ALTER TABLE users ADD COLUMN at TEXT; UPDATE users SET at = "
		"CURRENT_TIMESTAMP;" },
	{ "ADD COLUMN with the time, by a rebuild",
		"-- @rebuild users at = CURRENT_TIMESTAMP\n"
		"CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT "
		"NULL, email TEXT,\n"
		"\tage INTEGER, at TEXT DEFAULT CURRENT_TIMESTAMP);" },
	{ "ADD COLUMN UNIQUE",
		"ALTER TABLE users ADD COLUMN code TEXT;\n"
		"CREATE UNIQUE INDEX users_code ON users(code);" },
	{ "ADD COLUMN with a default that its CHECK takes",
		"ALTER TABLE users ADD COLUMN level INTEGER NOT NULL DEFAULT "
		"1\n"
		"\tCHECK (level BETWEEN 1 AND 5);" },
	{ "ADD COLUMN STORED",
		"ALTER TABLE users ADD COLUMN l TEXT GENERATED ALWAYS AS "
		"(lower(name)) VIRTUAL;" },
	{ "CHANGE",
		"ALTER TABLE users RENAME COLUMN age TO years;" },
	{ "RENAME TABLE",
		"ALTER TABLE users RENAME TO people;" },
	{ "a rename written as drop and add",
		"ALTER TABLE users RENAME COLUMN email TO mail;" },
	{ "CREATE OR REPLACE VIEW",
		"DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT id FROM "
		"users;" },
	{ "CREATE OR REPLACE TRIGGER",
		"DROP TRIGGER IF EXISTS t;\n"
		"CREATE TRIGGER t AFTER INSERT ON users BEGIN\n"
		"\tUPDATE users SET age = 1 WHERE id = new.id;\n"
		"END;" },
	{ "ENUM",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY,\n"
		"\tkind TEXT CHECK (kind IN ('a', 'b')) NOT NULL);" },
	{ "NOW()",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, at TEXT DEFAULT "
		"CURRENT_TIMESTAMP);" },
	{ "uuid",
		"CREATE TABLE tags(id TEXT PRIMARY KEY NOT NULL DEFAULT "
		"(lower(hex(randomblob(16)))));" },
	{ "a function as a default",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, at TEXT DEFAULT "
		"(datetime('now')));" },
	{ "ON UPDATE",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, at TEXT DEFAULT "
		"CURRENT_TIMESTAMP);\n"
		"CREATE TRIGGER tags_touch AFTER UPDATE ON tags BEGIN\n"
		"\tUPDATE tags SET at = CURRENT_TIMESTAMP WHERE rowid = "
		"new.rowid; END;" },
	{ "AUTO_INCREMENT",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT);" },
	{ "AUTOINCREMENT",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY AUTOINCREMENT, "
		"name TEXT);" },
	{ "KEY within a table",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT);\n"
		"CREATE INDEX name_idx ON tags(name);" },
	{ "UNIQUE KEY within a table",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT NOT "
		"NULL,\n"
		"\tCONSTRAINT u UNIQUE (name));" },
	{ "types of STRICT",
		"CREATE TABLE tags(id INTEGER PRIMARY KEY, n TEXT, ok "
		"INTEGER NOT NULL, x ANY) STRICT;" },
	{ "WITHOUT ROWID",
		"CREATE TABLE tags(id INTEGER NOT NULL, PRIMARY KEY (id)) "
		"WITHOUT ROWID;" },
	{ "a key of two columns",
		"CREATE TABLE tags(id INTEGER NOT NULL, k INTEGER NOT NULL, "
		"PRIMARY KEY (id, k));" },
	{ "INSERT IGNORE",
		"INSERT OR IGNORE INTO users(name) VALUES ('Ada');" },
	{ "ON DUPLICATE KEY",
		"INSERT INTO users(id, name) VALUES (1, 'Ada')\n"
		"ON CONFLICT (id) DO UPDATE SET name = 'Ada';" },
	{ "INSERT SET",
		"INSERT INTO users(name) VALUES ('x');" },
	{ "UPDATE LIMIT",
		"UPDATE users SET age = 1 WHERE rowid IN\n"
		"\t(SELECT rowid FROM users WHERE age IS NULL LIMIT 10);" },
	{ "UPDATE JOIN",
		"UPDATE users SET age = 1 FROM posts WHERE posts.user_id = "
		"users.id;" },
	{ "::integer",
		"UPDATE users SET age = CAST(name AS integer) WHERE age IS "
		"NULL;" },
	{ "concat",
		"UPDATE users SET email = name || '@here' WHERE email IS "
		"NULL;" },
	{ "if",
		"UPDATE users SET age = iif(age > 1, age, age) WHERE id = 1;" },
	{ "&&",
		"UPDATE users SET email = '' WHERE age > 1 AND email IS NULL;" },
	{ "EXTRACT",
		"CREATE VIEW years AS SELECT CAST(strftime('%Y', email) AS "
		"INTEGER) AS year FROM users;" },
	{ "INTERVAL",
		"CREATE VIEW late AS SELECT id FROM posts WHERE body < "
		"datetime('2026-01-01', '-1 day');" },
	{ "an aggregate",
		"CREATE VIEW oldest AS SELECT id FROM users WHERE age = "
		"(SELECT max(age) FROM users);" },
	{ "an ambiguous column",
		"CREATE VIEW written AS SELECT u.id, p.title FROM users u "
		"JOIN posts p ON p.user_id = u.id;" },
	{ "the name of a trigger's new row",
		"CREATE TRIGGER t AFTER INSERT ON users BEGIN\n"
		"\tUPDATE users SET age = new.age WHERE id = new.id;\n"
		"END;" },
	{ "a foreign key to another column",
		"-- @allow INS0507 few rows\n"
		"CREATE UNIQUE INDEX users_email ON users(email);\n"
		"CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT REFERENCES "
		"users(email));\n"
		"CREATE INDEX c_n ON c(n);" },
	{ "FOREIGN KEY in parentheses",
		"CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER,\n"
		"\tFOREIGN KEY (u) REFERENCES users(id));\n"
		"CREATE INDEX c_u ON c(u);" },
	{ "TRUNCATE",
		"-- @destructive posts: they are fetched again\n"
		"DELETE FROM posts;" },
	{ "a column dropped under its index",
		"-- @destructive posts.user_id: gone\n"
		"DROP INDEX posts_user;\n"
		"CREATE TABLE posts_new(id INTEGER PRIMARY KEY, title TEXT "
		"NOT NULL, body TEXT);\n"
		"INSERT INTO posts_new(id, title, body) SELECT id, title, "
		"body FROM posts;\n"
		"DROP TABLE posts;\n"
		"ALTER TABLE posts_new RENAME TO posts;" },
	{ "@down below the step",
		"CREATE INDEX users_name ON users(name);\n"
		"-- @down\n"
		"DROP INDEX users_name;" },
	{ "a reason behind a colon",
		"-- @destructive users.age: nobody used it\n"
		"ALTER TABLE users DROP COLUMN age;" },
	/* clang-format on */
};

static void what_a_finding_tells_to_write_is_accepted(void **state)
{
	uint32_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cures) / sizeof(*cures); i++) {
		const struct history_file files[] = {
			{ "001_base.sql", BASE },
			{ "002_step.sql", cures[i].sql },
			{ 0 },
		};
		struct history history = history_make(files);

		if (diag_count(history.diags, SEVERITY_ERROR)) {
			print_error("# %s:\n%s\n", cures[i].instead_of,
				history_findings(&history));
			wrong++;
		}
		history_free(&history);
	}
	assert_int_equal(wrong, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_a_finding_tells_to_write_is_accepted),
};

SUITE(tests)
