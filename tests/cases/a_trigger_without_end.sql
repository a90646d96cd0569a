--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_trigger_no_end.sql
CREATE TRIGGER t AFTER INSERT ON users BEGIN
	UPDATE users SET age = 1 WHERE id = new.id;
--! 1:40 error INS0107: trigger opened at 1:1 needs END
