--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE tags(id INTEGER PRIMARY KEY, title TEXT NOT NULL);
--= 002_away.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
ALTER TABLE notes RENAME TO notes_away;
ALTER TABLE notes_away RENAME TO notes_old;
ALTER TABLE notes_new RENAME TO notes;
--! 1:14 warning INS0431: the rows of notes are in notes_old now, and none of them is in the new notes
--= options
--ddl-only=off
