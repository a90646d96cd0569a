--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_semicolon_instead_of_comma.sql
CREATE TABLE tags(
	id INTEGER PRIMARY KEY;
	name TEXT
);
--! 2:24 error INS0301: a semicolon within parentheses
