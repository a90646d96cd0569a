-- @destructive river: rivers have a program of their own
DROP TABLE IF EXISTS river;
DROP INDEX IF EXISTS city_name;
CREATE VIEW IF NOT EXISTS cities AS SELECT name FROM city;
CREATE TRIGGER IF NOT EXISTS city_kept BEFORE DELETE ON city BEGIN SELECT raise(IGNORE); END;
