--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--! 1:14 warning INS0511: no row could be made for users
--! 2:14 warning INS0511: no row could be made for posts
--= 002_trigger_old_in_insert.sql
CREATE TRIGGER t AFTER INSERT ON users BEGIN UPDATE users SET age = old.age WHERE id = new.id; END;
--! 1:69 error INS0602: trigger t does not compile
--= 003_trigger_qualified.sql
CREATE TRIGGER t AFTER INSERT ON users BEGIN UPDATE main.users SET age = 1 WHERE id = new.id; END;
--! 1:16 error INS0301: trigger t already exists
