--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= 002_state.sql
CREATE TABLE states(name TEXT PRIMARY KEY NOT NULL);
-- @down
UPDATE notes SET body = "" WHERE body IS NULL;
DROP TABLE states;
--! 3:25 error INS0704: no column "" here, and double quotes are for names
