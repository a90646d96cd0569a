--? INS0421
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE marks(id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES notes(id)) STRICT;
CREATE INDEX marks_note ON marks(note);
--= 002_seen.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, body TEXT NOT NULL, seen INTEGER) STRICT;
INSERT INTO notes_new(body) SELECT body FROM notes;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
--! 2:13 error INS0409: the copy leaves out notes.id
--! 3:12 error INS0509: rows of marks lose their parent in notes
