--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT) STRICT;
--= 002_step.sql
--? harmful INS0406
CREATE TEMP TABLE chosen AS SELECT id, upper(kind) AS kind FROM notes;
DELETE FROM notes WHERE id IN (SELECT id FROM chosen WHERE kind = 'OBSOLETE');
--= 002_step.sql
--? harmless
CREATE TEMP TABLE chosen AS SELECT id, upper(kind) AS kind FROM notes;
UPDATE notes SET body = body WHERE id IN (SELECT id FROM chosen WHERE kind = 'OBSOLETE');
