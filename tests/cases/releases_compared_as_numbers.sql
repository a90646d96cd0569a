--? INS0207
--= 001_users.sql
-- @release 1.9
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
-- @release 1.10
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 003_tags.sql
-- @release 1.10
CREATE TABLE tags(id INTEGER PRIMARY KEY);
