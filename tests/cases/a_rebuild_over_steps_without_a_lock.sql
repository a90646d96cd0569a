--? INS0404
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, t TEXT NOT NULL);
--= 002_new.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, t TEXT NOT NULL, pin TEXT);
--= 003_pin.sql
CREATE UNIQUE INDEX notes_pin ON notes_new(pin);
--= 004_copy.sql
INSERT INTO notes_new(id, t) SELECT id, t FROM notes;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--= 005_swap.sql
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
--= 006_pin.sql
CREATE UNIQUE INDEX notes_t ON notes(t);
--! 1:38 warning INS0507: UNIQUE constraint failed: notes.t
