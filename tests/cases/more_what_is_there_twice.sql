--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_table_exists.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--! 1:14 error INS0301: table users already exists
--= 003_rename_to_taken.sql
ALTER TABLE users RENAME COLUMN name TO email;
--! 1:41 error INS0301: error in table users after rename: duplicate column name: email
--= 004_two_primary_keys.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, k INTEGER PRIMARY KEY);
--! 1:50 error INS0301: table "c" has more than one primary key
