--? INS0206
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 003_tags.sql
-- @after 001_users, 002_notes
CREATE TABLE tags(id INTEGER PRIMARY KEY);
