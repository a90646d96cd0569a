--= options
--retire-before 002_notes
--= 001_settings.sql
-- @allow INS0818 each installation has its own
CREATE TABLE settings(key TEXT NOT NULL PRIMARY KEY, value TEXT) WITHOUT ROWID;
INSERT INTO settings VALUES ('id', hex(randomblob(8)));
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= expected
error INS0816: rows of settings cannot be written down: value differs from run to run
