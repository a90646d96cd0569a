--= 001_base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER);
CREATE TABLE posts(
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users(id),
	title TEXT NOT NULL,
	body TEXT
);
CREATE INDEX posts_user ON posts(user_id);
--= 002_create_or_replace_view.sql
CREATE OR REPLACE VIEW v AS SELECT id FROM users;
--! 1:8 error INS0301: SQLite has no CREATE OR REPLACE
--= 003_create_or_replace_table.sql
CREATE OR REPLACE TABLE words(id INTEGER PRIMARY KEY);
--! 1:8 error INS0301: SQLite has no CREATE OR REPLACE
--= 004_create_type_enum.sql
CREATE TYPE mood AS ENUM ('ok', 'sad');
--! 1:8 error INS0301: SQLite has no CREATE TYPE
--= 005_create_index_using.sql
CREATE INDEX i ON users USING btree (name);
--! 1:25 error INS0301: USING is PostgreSQL: SQLite has one kind of index
--= 006_concurrently.sql
CREATE INDEX CONCURRENTLY i ON users(name);
--! 1:14 error INS0301: CONCURRENTLY is PostgreSQL
--= 007_create_schema.sql
CREATE SCHEMA app;
--! 1:8 error INS0301: SQLite has no CREATE SCHEMA
--= 008_create_extension.sql
CREATE EXTENSION IF NOT EXISTS pgcrypto;
--! 1:8 error INS0301: SQLite has no CREATE EXTENSION
--= 009_create_sequence.sql
CREATE SEQUENCE s;
--! 1:8 error INS0301: SQLite has no sequences
--= 010_create_table_like.sql
CREATE TABLE u2 LIKE users;
--! 1:17 error INS0301: SQLite has no CREATE TABLE … LIKE
--= 011_create_function.sql
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql;
--! 1:8 error INS0301: SQLite has no CREATE FUNCTION
--= 012_drop_index_on.sql
DROP INDEX posts_user ON posts;
--! 1:23 error INS0301: DROP INDEX … ON is MySQL
--= 013_drop_table_cascade.sql
-- @destructive posts: gone
DROP TABLE posts CASCADE;
--! 2:18 error INS0301: SQLite's DROP has no CASCADE
--= 014_drop_two_tables.sql
-- @destructive posts, users: gone
DROP TABLE posts, users;
--! 2:17 error INS0301: SQLite drops one at a time
