--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_notes.sql
-- @release 1.1
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= 003_pages.sql
-- @release 1.2
CREATE TABLE pages(id INTEGER PRIMARY KEY, body TEXT);
DROP TABLE notes;
--! 3:12 error INS0401: the rows of notes are kept nowhere else
