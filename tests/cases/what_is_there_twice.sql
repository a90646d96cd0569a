--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_duplicate_column_create.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, name TEXT, name TEXT);
--! 1:51 error INS0301: duplicate column name: name
--= 003_duplicate_column_add.sql
ALTER TABLE users ADD COLUMN email TEXT;
--! 1:30 error INS0301: duplicate column name: email
--= 004_index_exists.sql
CREATE INDEX posts_user ON posts(title);
--! 1:14 error INS0301: index posts_user already exists
