--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_default_check_create.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, lvl INTEGER NOT NULL DEFAULT 0 CHECK (lvl BETWEEN 1 AND 5));
--! 1:69 warning INS0718: the CHECK of c.lvl refuses its own DEFAULT 0
