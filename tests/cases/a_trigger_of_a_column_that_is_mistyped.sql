--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_unknown_trigger_column.sql
CREATE TRIGGER t AFTER UPDATE OF nmae ON users BEGIN SELECT 1; END;
--! 1:34 error INS0615: trigger t waits for a change of users.nmae, which is not there; did you mean name?
