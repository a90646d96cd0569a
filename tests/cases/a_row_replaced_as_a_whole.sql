--? INS0404 INS0410 INS0414
--= options
--ddl-only=off
--= 001_settings.sql
CREATE TABLE settings(name TEXT NOT NULL PRIMARY KEY, value TEXT, big TEXT AS (upper(value)));
CREATE TABLE log(id INTEGER PRIMARY KEY, line TEXT, at TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, setting TEXT REFERENCES settings(name) ON DELETE CASCADE);
CREATE INDEX notes_setting ON notes(setting);
--= 002_theme.sql
INSERT OR REPLACE INTO settings(value, name) VALUES ('dark', 'theme');
INSERT OR REPLACE INTO log(line) VALUES ('nothing can be in its way');
INSERT INTO settings(name, value) VALUES ('font', 'sans')
	ON CONFLICT (name) DO UPDATE SET value = replace(excluded.value, 'a', 'b');
CREATE TABLE colours(name TEXT NOT NULL PRIMARY KEY, red INTEGER, blue INTEGER);
REPLACE INTO colours(name, red) VALUES ('red', 255);
--! 3:13 note INS0411: settings.value is set by name
--! 1:24 error INS0416: REPLACE takes 1 of 9 rows of settings
