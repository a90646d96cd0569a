--= options
--ddl-only=off
--= 001_settings.sql
CREATE TABLE settings(id INTEGER PRIMARY KEY DEFAULT 1, theme TEXT UNIQUE);
--= 002_theme.sql
-- @fingerprint column settings.font
UPDATE settings SET theme = 'dark';
ALTER TABLE settings ADD COLUMN font TEXT;
--! 2:21 warning INS0507: UNIQUE constraint failed: settings.theme
