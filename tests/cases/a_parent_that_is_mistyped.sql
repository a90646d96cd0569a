--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_unknown_parent.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER REFERENCES user(id));
--! 1:61 error INS0603: no such table: user, which c(u) refers to; did you mean users?
