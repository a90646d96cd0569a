--? INS0401 INS0418
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= 002_pages.sql
-- @destructive notes: they are pages now
CREATE TABLE pages(id INTEGER PRIMARY KEY, body TEXT);
INSERT INTO pages(id, body) SELECT id, body FROM notes;
DROP TABLE notes;
--! 1:17 warning INS0419: @destructive names notes, and nothing is taken from it
