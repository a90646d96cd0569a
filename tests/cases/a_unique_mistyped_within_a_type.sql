--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_keyword_uniqe.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, n TEXT UNIQE);
--! 1:47 error INS0702: UNIQE in the type of n; did you mean UNIQUE?
