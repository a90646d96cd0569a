--? INS0908
--= 001_old.sql
CREATE TABLE old(id INTEGER PRIMARY KEY, v TEXT);
--= 002_fresh.sql
CREATE TABLE fresh(id INTEGER PRIMARY KEY, v TEXT);
-- @backfill move table=old
INSERT INTO fresh(id, v) SELECT id, v FROM old WHERE id IS NOT NULL;
DELETE FROM old WHERE id IS NOT NULL;
--= 003_gone.sql
-- @requires backfill move
DROP TABLE old;
