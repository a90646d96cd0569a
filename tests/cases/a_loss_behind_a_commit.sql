--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= 002_states.sql
CREATE TABLE states(name TEXT PRIMARY KEY NOT NULL);
COMMIT;
PRAGMA user_version = 2;
--! 2:1 error INS0801: transactions belong to instar; remove COMMIT
--! 3:8 error INS0804: user_version is reserved by instar
--= 003_body.sql
ALTER TABLE notes DROP COLUMN body;
--! 1:31 error INS0403: the values of notes.body are kept nowhere else
