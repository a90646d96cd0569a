--= 001_settings.sql
CREATE TABLE settings(name TEXT NOT NULL PRIMARY KEY, value TEXT);
--= 002_theme.sql
CREATE TABLE themes(id INTEGER PRIMARY KEY);
CREATE TRIGGER themes_made AFTER INSERT ON themes BEGIN
	INSERT INTO settings VALUES ('theme', new.id);
END;
INSERT INTO themes VALUES (1);
-- @down
DROP TRIGGER themes_made;
DROP TABLE themes;
--! 5:1 error INS0312: after the down migration the step cannot run again
