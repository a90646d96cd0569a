--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
CREATE TABLE kept(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
--= 002_rebuild.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT, born TEXT);
INSERT INTO notes_new(id, title, body) SELECT n.* FROM notes AS n;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
--! 2:13 warning INS0430: SELECT * takes the columns of notes in their order, which may be another at a user's
--= 003_keep.sql
INSERT INTO kept SELECT id, title, body FROM notes;
--! 1:13 warning INS0430: the copy fills the columns of kept in their order, which may be another at a user's
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:25 warning INS0507: UNIQUE constraint failed: kept.id
--= options
--ddl-only=off
