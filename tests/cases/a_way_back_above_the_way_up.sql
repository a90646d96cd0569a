--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_down_first.sql
-- @down
DROP TABLE c;
-- @up
CREATE TABLE c(id INTEGER PRIMARY KEY);
--! 1:4 error INS0124: nothing is above @down: the step does nothing
--! 3:4 warning INS0110: unknown annotation @up
