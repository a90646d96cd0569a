--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_notes.sql
-- @release 2.0
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= 003_title.sql
-- @release 2.0
ALTER TABLE notes ADD COLUMN title TEXT NOT NULL;
DROP TABLE notes;
--! 2:30 note INS0501: Cannot add a NOT NULL column with default value NULL
