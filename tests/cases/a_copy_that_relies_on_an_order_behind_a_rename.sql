--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
--= 002_rebuild.sql
ALTER TABLE notes RENAME TO notes_old;
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
INSERT INTO notes SELECT * FROM (notes_old AS o) WHERE true UNION ALL SELECT 0, 'first', NULL WHERE false;
DROP TABLE notes_old;
--! 3:13 warning INS0430: SELECT * takes the columns of notes in their order, which may be another at a user's
--! 1:1 note INS0310: nothing in the schema tells that this step has run
