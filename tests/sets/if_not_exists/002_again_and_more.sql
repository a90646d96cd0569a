-- The first two do nothing: both are there.
CREATE TABLE IF NOT EXISTS city(id INTEGER PRIMARY KEY, name TEXT, mayor TEXT);
CREATE INDEX IF NOT EXISTS city_name ON city(id, name);
CREATE TABLE IF NOT EXISTS river(id INTEGER PRIMARY KEY, name TEXT);
DROP TABLE IF EXISTS lake;
DROP VIEW IF EXISTS lakes;
