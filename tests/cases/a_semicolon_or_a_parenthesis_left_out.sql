--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_missing_semicolon.sql
ALTER TABLE users ADD COLUMN x TEXT
CREATE INDEX users_x ON users(x);
--! 2:1 error INS0301: a semicolon is missing before "CREATE"
--= 003_missing_semicolon_table.sql
CREATE TABLE a(id INTEGER PRIMARY KEY)
CREATE TABLE b(id INTEGER PRIMARY KEY);
--! 2:1 error INS0301: a semicolon is missing before "CREATE"
--= 004_missing_semicolon_insert.sql
INSERT INTO users(name) VALUES ('Ada')
INSERT INTO users(name) VALUES ('Bob');
--! 2:1 error INS0301: a semicolon is missing before "INSERT"
--= 005_missing_semicolon_alter_update.sql
ALTER TABLE users ADD COLUMN x TEXT
UPDATE users SET x = 'a' WHERE id > 1;
--! 2:1 error INS0301: a semicolon is missing before "UPDATE"
--= 006_missing_paren.sql
CREATE TABLE tags(
	id INTEGER PRIMARY KEY,
	name TEXT CHECK(length(name) > 0
);
--! 3:17 error INS0301: this parenthesis is never closed
--= 007_missing_paren_end.sql
CREATE TABLE tags(
	id INTEGER PRIMARY KEY,
	name TEXT
;
--! 1:18 error INS0301: this parenthesis is never closed
--= 008_extra_paren.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT));
--! 1:53 error INS0301: a ")" too many: no parenthesis is open
--= 009_missing_references_paren.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER, FOREIGN KEY u REFERENCES users(id));
--! 1:63 error INS0301: "u" has to be in parentheses
--= 010_begin_brace.sql
CREATE TABLE tags { id INTEGER PRIMARY KEY };
--! 1:19 error INS0301: SQL has no braces
