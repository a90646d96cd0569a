--= options
--ddl-only=off
--= 001_cache.sql
CREATE TABLE cache(id INTEGER PRIMARY KEY, body TEXT);
--= 002_clear.sql
ALTER TABLE cache RENAME TO pages;
ALTER TABLE pages ADD COLUMN size INTEGER;
DELETE FROM main.pages;
--! 3:18 error INS0405: DELETE without WHERE empties cache
