--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_keyword_refrences.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, n INTEGER REFRENCES users(id));
--! 1:50 error INS0702: REFRENCES in the type of n; did you mean REFERENCES?
