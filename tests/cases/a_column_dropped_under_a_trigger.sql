--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
CREATE TRIGGER t AFTER INSERT ON users BEGIN UPDATE users SET age = 1 WHERE id = new.id; END;
--= 002_drop_in_trigger.sql
-- @destructive users.age: gone
ALTER TABLE users DROP COLUMN age;
--! 2:31 error INS0602: trigger t does not compile
--! 2:31 note INS0403: the values of users.age are kept nowhere else
