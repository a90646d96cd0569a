--= options
--ddl-only=off
--= 001_settings.sql
CREATE TABLE settings(name TEXT NOT NULL PRIMARY KEY, value TEXT, seen INTEGER);
INSERT INTO settings VALUES ('theme', 'light', 7);
--= 002_theme.sql
REPLACE INTO settings(name, value) VALUES ('theme', 'dark');
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:14 error INS0416: REPLACE takes 1 of 5 rows of settings
