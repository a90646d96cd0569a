--= 001_first.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT NOT NULL, locked INTEGER NOT NULL CHECK (locked IN (0, 1))) STRICT;
CREATE TRIGGER notes_locked BEFORE UPDATE ON notes WHEN old.locked = 1 BEGIN SELECT RAISE (ABORT, 'locked'); END;
--= 002_step.sql
--? harmful INS0510
UPDATE notes SET body = trim(body);
--= 002_step.sql
--? harmless
UPDATE notes SET body = trim(body) WHERE locked = 0;
