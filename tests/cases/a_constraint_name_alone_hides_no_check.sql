--= 001_notes.sql
CREATE TABLE notes(
	id INTEGER PRIMARY KEY CONSTRAINT lonely,
	kind TEXT CHECK (kind IN ('x', 'y'))
);
--= 002_notes.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, kind TEXT);
INSERT INTO notes_new SELECT id, kind FROM notes WHERE kind IS NULL OR kind = 'x';
--! 2:13 error INS0407: the copy leaves out 2 of 5 rows of notes
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
--! 1:14 warning INS0613: notes is built anew without its CHECK (kind IN ('x', 'y'))
