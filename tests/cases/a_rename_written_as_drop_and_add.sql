--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_rename_as_drop_add_plain.sql
ALTER TABLE users DROP COLUMN email;
ALTER TABLE users ADD COLUMN mail TEXT;
--! 1:31 error INS0403: the values of users.email are kept nowhere else
