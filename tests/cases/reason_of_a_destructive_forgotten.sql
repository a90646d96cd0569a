--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_annotation_no_reason.sql
-- @destructive users.age
ALTER TABLE users DROP COLUMN age;
--! 1:4 error INS0420: @destructive users.age gives no reason
--! 2:31 error INS0403: the values of users.age are kept nowhere else
