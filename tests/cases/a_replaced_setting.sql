--= options
--ddl-only=off
--= 001_settings.sql
CREATE TABLE settings(name TEXT NOT NULL PRIMARY KEY, value TEXT, seen INTEGER);
--= 002_theme.sql
INSERT OR REPLACE INTO settings(name, value) VALUES ('theme', 'dark');
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:24 warning INS0416: REPLACE deletes the row of settings that is in the way
