--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, t TEXT NOT NULL);
CREATE INDEX notes_t ON notes(t, id);
CREATE UNIQUE INDEX notes_id ON notes(t);
-- @down
DROP INDEX notes_id;
--! 5:1 error INS0305: down leaves table notes
