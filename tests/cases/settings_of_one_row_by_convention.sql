--= options
--ddl-only=off
--= 001_settings.sql
CREATE TABLE settings(id INTEGER PRIMARY KEY, theme TEXT UNIQUE, currency TEXT);
INSERT INTO settings VALUES (1, 'light', 'EUR');
--= 002_dark.sql
UPDATE settings SET theme = 'dark';
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:21 warning INS0507: UNIQUE constraint failed: settings.theme
--= 003_choices.sql
CREATE TABLE choices(name TEXT NOT NULL PRIMARY KEY, value TEXT);
INSERT INTO choices SELECT 'theme', theme FROM settings UNION ALL SELECT 'currency', currency FROM settings;
--! 2:1 warning INS0507: UNIQUE constraint failed: choices.name
