--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_add_after.sql
ALTER TABLE users ADD COLUMN x TEXT AFTER name;
--! 1:37 warning INS0701: AFTER is MySQL; SQLite takes it for a part of the type
