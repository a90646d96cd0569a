--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_enum.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, kind ENUM('a', 'b') NOT NULL);
--! 1:48 error INS0301: ENUM is MySQL: SQLite has no such type
--= 003_now_default.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, at TEXT DEFAULT NOW());
--! 1:59 error INS0301: SQLite has no NOW()
--= 004_uuid_default.sql
CREATE TABLE tags(id TEXT PRIMARY KEY NOT NULL DEFAULT uuid_generate_v4(), n TEXT);
--! 1:56 error INS0301: SQLite has no uuid_generate_v4()
--= 005_on_update_timestamp.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, at TEXT DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);
--! 1:77 error INS0301: ON UPDATE CURRENT_TIMESTAMP is MySQL
--= 006_column_comment.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT NOT NULL COMMENT 'label');
--! 1:62 error INS0301: COMMENT is MySQL
--= 007_engine.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY) ENGINE=InnoDB DEFAULT CHARSET=utf8;
--! 1:43 error INS0301: SQLite has no ENGINE behind a table's definition
--= 008_charset.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, n TEXT CHARACTER SET utf8mb4);
--! 1:50 error INS0301: CHARACTER SET is MySQL: text is always UTF-8 here
--= 009_inline_key.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT, KEY name_idx (name));
--! 1:54 error INS0301: KEY within a table is MySQL
--= 010_inline_index.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT, INDEX name_idx (name));
--! 1:54 error INS0301: INDEX within a table is MySQL
--= 011_nvarchar_max.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY, n NVARCHAR(max));
--! 1:54 error INS0301: NVARCHAR(MAX) is SQL Server
--= 012_default_function_no_paren.sql
CREATE TABLE c(id INTEGER PRIMARY KEY, at TEXT DEFAULT datetime('now'));
--! 1:56 error INS0301: a DEFAULT that calls a function needs parentheses
--= 013_default_cast.sql
ALTER TABLE users ADD COLUMN s TEXT DEFAULT 'a'::text;
--! 1:48 error INS0301: ::text is PostgreSQL
--= 014_autoincrement_no_pk.sql
CREATE TABLE tags(id INTEGER AUTOINCREMENT PRIMARY KEY, name TEXT);
--! 1:30 error INS0301: AUTOINCREMENT comes behind PRIMARY KEY
