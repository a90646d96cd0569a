--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
--= 002_seen.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, body TEXT NOT NULL, seen INTEGER) STRICT;
INSERT INTO notes_new(body) SELECT body FROM notes;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
--! 2:13 note INS0421: the rows of notes get other numbers in id
