--? INS0811
--= 001_tables.sql
CREATE TABLE settings(id INTEGER PRIMARY KEY CHECK (id = 1), theme TEXT NOT NULL);
CREATE TABLE state(only TEXT NOT NULL UNIQUE, day TEXT NOT NULL, CHECK (day <> '' AND only IN ('one')));
CREATE TABLE meta(version INTEGER NOT NULL, name TEXT NOT NULL);
INSERT INTO meta(version, name) VALUES (1, 'first');
CREATE TABLE kinds(id INTEGER PRIMARY KEY, label TEXT NOT NULL);
INSERT INTO kinds(id, label) VALUES (1, 'cat'), (2, 'dog');
--= 002_change.sql
-- @fingerprint rows (SELECT 1 FROM meta WHERE version = 2)
UPDATE settings SET theme = 'dark' WHERE theme = 'light';
UPDATE state SET day = upper(day);
UPDATE meta SET version = version + 1;
UPDATE kinds SET label = 'hound' WHERE label = 'dog';
--! 2:8 note INS0411: settings.theme is set by name
--! 3:8 note INS0411: state.day is set by name
--! 4:8 note INS0411: meta.version is set by name
--! 5:8 note INS0411: kinds.label is set by name
