--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT, state TEXT);
--= 002_state.sql
CREATE TABLE states(name TEXT PRIMARY KEY NOT NULL);
-- @backfill fill_states
UPDATE notes SET state = “new” WHERE state IS NULL;
--! 3:1 error INS0901: no such column: “new”
--! 3:26 error INS0717: to SQLite a curly quote is a letter of a name
