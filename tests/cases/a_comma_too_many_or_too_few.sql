--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_trailing_comma.sql
CREATE TABLE tags(
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
);
--! 3:20 error INS0301: a comma too many before ")"
--= 003_trailing_comma_values.sql
INSERT INTO users(name, email) VALUES
	('Ada', 'a@b.c'),
	;
--! 2:18 error INS0301: a comma too many at the end
--= 004_trailing_comma_select.sql
CREATE VIEW v AS SELECT id, name, FROM users;
--! 1:33 error INS0301: a comma too many before "FROM"
--= 005_trailing_comma_set.sql
UPDATE users SET name = 'x', WHERE id = 1;
--! 1:28 error INS0301: a comma too many before "WHERE"
--= 006_trailing_comma_index.sql
CREATE INDEX i ON users(name, email,);
--! 1:36 error INS0301: a comma too many before ")"
--= 007_missing_comma_columns.sql
CREATE TABLE tags(
	id INTEGER PRIMARY KEY
	name TEXT NOT NULL
);
--! 3:2 error INS0301: a comma is missing before "name"
--= 008_missing_comma_constraint.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, a TEXT, b TEXT
	UNIQUE (a, b));
--! 2:2 error INS0301: a comma is missing before "UNIQUE"
--= 009_missing_comma_values.sql
INSERT INTO users(name, email) VALUES ('Ada', 'a@b.c')
	('Bob', 'b@b.c');
--! 2:2 error INS0301: a comma is missing before "("
--= 010_missing_comma_in_list.sql
INSERT INTO users(name, email) VALUES ('Ada' 'a@b.c');
--! 1:46 error INS0301: a comma is missing before "'a@b.c'"
