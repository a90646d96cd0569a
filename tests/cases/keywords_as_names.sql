--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_reserved_table.sql
CREATE TABLE order(id INTEGER PRIMARY KEY);
--! 1:14 error INS0301: "order" is a keyword of SQL
--= 003_reserved_column.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, group TEXT);
--! 1:43 error INS0301: "group" is a keyword of SQL
--= 004_reserved_add_column.sql
ALTER TABLE users ADD COLUMN index INTEGER;
--! 1:30 error INS0301: "index" is a keyword of SQL
--= 005_reserved_in_list.sql
CREATE TABLE t2(id INTEGER PRIMARY KEY, "to" TEXT);
INSERT INTO t2(id, to) VALUES (1, 'x');
--! 2:20 error INS0301: "to" is a keyword of SQL
