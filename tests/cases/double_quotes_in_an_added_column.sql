--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= 002_state.sql
ALTER TABLE notes ADD COLUMN state TEXT DEFAULT "new" CHECK (state IN ('new', "done"));
--! 1:49 warning INS0704: DEFAULT "new" is a text, and double quotes are for names
--! 1:79 error INS0704: no column "done" here, and double quotes are for names
