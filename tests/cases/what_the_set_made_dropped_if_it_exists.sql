--? INS0220
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TEMP TABLE work(id INTEGER PRIMARY KEY);
CREATE TABLE old(id INTEGER PRIMARY KEY);
DROP TABLE old;
DROP TABLE IF EXISTS temp.work;
--= 002_users.sql
DROP TABLE IF EXISTS users_new;
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '');
INSERT INTO users_new(id, name) SELECT id, ifnull(name, '') FROM users;
DROP TABLE IF EXISTS users;
ALTER TABLE users_new RENAME TO users;
--! 3:13 note INS0411: the copy fills users.name from something else
--= 003_names.sql
DROP TABLE IF EXISTS USERS_NEW;
DROP TABLE IF EXISTS "old";
DROP VIEW IF EXISTS names;
DROP TRIGGER IF EXISTS kept;
CREATE VIEW names AS SELECT name FROM users;
CREATE TRIGGER kept BEFORE DELETE ON users BEGIN SELECT raise(ABORT, 'kept'); END;
-- @index
CREATE INDEX users_name ON users(name);
--= 004_names.sql
DROP INDEX IF EXISTS users_name;
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
