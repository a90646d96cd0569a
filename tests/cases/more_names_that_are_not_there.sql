--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_unknown_table_update.sql
UPDATE user SET name = 'x';
--! 1:8 error INS0301: no such table: user; did you mean users?
--= 003_unknown_table_trigger.sql
CREATE TRIGGER t AFTER INSERT ON post BEGIN SELECT 1; END;
--! 1:34 error INS0301: no such table: post; did you mean posts?
--= 004_unknown_column_rename.sql
ALTER TABLE users RENAME COLUMN emial TO mail;
--! 1:33 error INS0301: no such column: "emial"; did you mean email?
