--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_unknown_table.sql
ALTER TABLE user ADD COLUMN x TEXT;
--! 1:13 error INS0301: no such table: user; did you mean users?
--= 003_unknown_table_select.sql
INSERT INTO users(name) SELECT title FROM post;
--! 1:43 error INS0301: no such table: post; did you mean posts?
--= 004_unknown_table_drop.sql
DROP TABLE post;
--! 1:12 error INS0301: no such table: post; did you mean posts?
--= 005_unknown_column_where.sql
UPDATE users SET name = 'x' WHERE emial = 'a';
--! 1:35 error INS0301: no such column: emial; did you mean email?
--= 006_unknown_column_set.sql
UPDATE users SET nmae = 'x' WHERE id = 1;
--! 1:18 error INS0301: no such column: nmae; did you mean name?
--= 007_unknown_column_insert.sql
INSERT INTO users(name, emial) VALUES ('a', 'b');
--! 1:25 error INS0301: table users has no column named emial; did you mean email?
--= 008_unknown_column_qualified.sql
INSERT INTO users(name) SELECT p.tite FROM posts p;
--! 1:34 error INS0301: no such column: p.tite; did you mean title?
--= 009_unknown_column_index.sql
CREATE INDEX i ON posts(bdy);
--! 1:25 error INS0301: no such column: bdy; did you mean body?
--= 010_unknown_column_drop.sql
ALTER TABLE users DROP COLUMN emial;
--! 1:31 error INS0301: no such column: "emial"; did you mean email?
--= 011_unknown_fk_child.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, user_id INTEGER, FOREIGN KEY (usr_id) REFERENCES users(id));
--! 1:70 error INS0301: unknown column "usr_id" in foreign key definition; did you mean user_id?
--= 012_unknown_pk_column.sql
CREATE TABLE c(a INTEGER, name TEXT, PRIMARY KEY (a, nmae));
--! 1:54 error INS0301: no such column: nmae; did you mean name?
--= 013_unknown_check_column.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, price INTEGER CHECK (prize > 0));
--! 1:61 error INS0301: no such column: prize; did you mean price?
--= 014_unknown_index_drop.sql
DROP INDEX post_user;
--! 1:12 error INS0301: no such index: post_user; did you mean posts_user?
--= 015_unknown_view_drop.sql
DROP VIEW vu;
--! 1:11 error INS0301: no such view: vu
--= 016_check_other_table.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, u INTEGER CHECK (users.id > 0));
--! 1:57 error INS0301: no such column: users.id
