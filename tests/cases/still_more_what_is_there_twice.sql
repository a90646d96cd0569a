--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_schema_error_rows.sql
CREATE TABLE c(id INTEGER PRIMARY KEY);
CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT);
--! 2:14 error INS0301: table c already exists
