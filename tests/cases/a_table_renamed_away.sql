--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL);
--= 002_away.sql
ALTER TABLE notes RENAME TO notes_old;
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
INSERT INTO notes(title) VALUES('welcome');
--! 2:14 warning INS0431: the rows of notes are in notes_old now, and none of them is in the new notes
