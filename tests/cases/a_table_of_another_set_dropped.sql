--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_notes.sql
DROP TABLE IF EXISTS cache;
--! 1:22 warning INS0220: no step makes the table cache that this drops
DROP VIEW IF EXISTS cached;
--! 3:21 note INS0220: no step makes the view cached that this drops
DROP INDEX IF EXISTS users_by_name;
--! 5:22 note INS0220: no step makes the index users_by_name that this drops
DROP TRIGGER IF EXISTS users;
--! 7:24 note INS0220: no step makes the trigger users that this drops
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
