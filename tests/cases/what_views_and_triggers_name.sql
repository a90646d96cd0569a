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
--= 002_unknown_table_view.sql
CREATE VIEW v AS SELECT name FROM user;
--! 1:35 error INS0601: view v does not compile
--= 003_unknown_view_column.sql
CREATE VIEW v AS SELECT id, nmae FROM users;
--! 1:13 error INS0301: view v already exists
--= 004_unknown_trigger_new.sql
CREATE TRIGGER t AFTER INSERT ON users BEGIN
	UPDATE posts SET title = new.nmae WHERE user_id = new.id;
END;
--! 2:31 error INS0602: trigger t does not compile
--= 005_unknown_trigger_body_table.sql
CREATE TRIGGER t AFTER INSERT ON users BEGIN
	INSERT INTO post(user_id, title) VALUES (new.id, 'hi');
END;
--! 1:16 error INS0301: trigger t already exists
