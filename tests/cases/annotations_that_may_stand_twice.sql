--? INS0112 INS0114
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name STRING, age VARCHR);
-- @allow INS0705 it was always so
-- @allow INS0706 and this too
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 003_tags.sql
-- @after 001_users
-- @after 002_notes
-- @was 003_labels
-- @was 003_marks
CREATE TABLE tags(id INTEGER PRIMARY KEY);
