--? INS0313
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 003_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY);
-- @down
DROP TABLE tags;
