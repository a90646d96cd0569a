--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_trigger_no_begin.sql
CREATE TRIGGER t AFTER INSERT ON users
	UPDATE users SET age = 1 WHERE id = new.id;
--! 2:2 error INS0107: BEGIN is missing before "UPDATE"
