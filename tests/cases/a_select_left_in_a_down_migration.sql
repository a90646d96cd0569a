--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= 002_states.sql
CREATE TABLE states(name TEXT PRIMARY KEY NOT NULL);
-- @down
SELECT * FROM states;
DROP TABLE states;
--! 3:1 warning INS0823: a SELECT changes nothing, and nobody reads what it gives
