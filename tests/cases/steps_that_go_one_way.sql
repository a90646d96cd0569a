--? INS0313
--= 000_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY);
-- @down
DROP TABLE tags;
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
-- @down
DROP TABLE users;
--= 002_notes.sql
-- @irreversible notes are kept for good
CREATE TABLE notes(id INTEGER PRIMARY KEY);
