--= 001_notes.sql
-- @function tidy(1)
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
SELECT tidy(id) FROM notes;
--= 002_nothing.sql
SELECT 1;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--? INS0823
