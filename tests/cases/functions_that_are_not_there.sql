--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_unknown_function.sql
UPDATE users SET name = lenght(name) WHERE id = 1;
--! 1:25 error INS0814: no such function: lenght
--= 003_unknown_function_check.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT CHECK (lenght(n) > 1));
--! 1:54 error INS0814: no such function: lenght
--= 004_unknown_collation.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT COLLATE NOCSAE);
--! 1:55 error INS0814: no such collation sequence: NOCSAE
--= 005_unknown_collation_index.sql
CREATE INDEX i ON users(name COLLATE NO_CASE);
--! 1:38 error INS0814: no such collation sequence: NO_CASE
--= 006_unknown_module.sql
CREATE VIRTUAL TABLE f USING fts55(a, b);
--! 1:30 error INS0814: no such module: fts55
--= 007_wrong_number_args.sql
UPDATE users SET name = replace(name, 'x') WHERE id = 1;
--! 1:25 error INS0301: wrong number of arguments to function replace()
--= 008_now_update.sql
UPDATE users SET email = NOW() WHERE email IS NULL;
--! 1:26 error INS0814: no such function: NOW
--= 009_getdate.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, at TEXT DEFAULT (getdate()));
--! 1:60 error INS0814: no such function: getdate
--= 010_gen_random_uuid.sql
CREATE TABLE tags(id TEXT PRIMARY KEY NOT NULL DEFAULT (gen_random_uuid()), n TEXT);
--! 1:14 error INS0301: table tags already exists
--! 1:57 error INS0814: no such function: gen_random_uuid
