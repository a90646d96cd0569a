--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_missing_on.sql
CREATE INDEX i users(name);
--! 1:16 error INS0301: ON is missing before "users"
--= 003_missing_from.sql
DELETE users WHERE id = 1;
--! 1:8 error INS0301: FROM is missing before "users"
