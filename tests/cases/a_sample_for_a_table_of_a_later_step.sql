--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
-- @sample INSERT INTO notes VALUES (1)
--! 2:4 error INS0512: @sample fails: no such table: notes
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
