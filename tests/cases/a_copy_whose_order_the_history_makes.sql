--? INS0430
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT);
CREATE TABLE settings(name TEXT PRIMARY KEY NOT NULL, value TEXT) WITHOUT ROWID;
--= 002_rebuild.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT, born TEXT);
CREATE TEMP TABLE old AS SELECT id, title, body FROM notes;
WITH notes AS (SELECT id, title, body, NULL FROM old) INSERT INTO notes_new SELECT * FROM notes;
DROP TABLE old;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
INSERT INTO settings SELECT 'size', '12' WHERE NOT EXISTS (SELECT 1 FROM settings);
--= options
--ddl-only=off
