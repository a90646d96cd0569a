--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_keyword_primay.sql
CREATE TABLE c(id INTEGER PRIMAY KEY, n TEXT);
--! 1:27 error INS0702: PRIMAY in the type of id; did you mean PRIMARY?
