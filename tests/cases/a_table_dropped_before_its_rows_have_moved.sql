--= 001_old.sql
CREATE TABLE old(id INTEGER PRIMARY KEY, v TEXT);
--= 002_fresh.sql
CREATE TABLE fresh(id INTEGER PRIMARY KEY, v TEXT);
-- @backfill move table=old
INSERT INTO fresh(id, v) SELECT id, v FROM old WHERE id IS NOT NULL;
DELETE FROM old WHERE id IS NOT NULL;
--= 003_gone.sql
-- @destructive old: all rows have moved
DROP TABLE old;
--! 2:1 error INS0908: backfill move of 002_fresh.sql:3 cannot be run any more after this step
--! 2:12 note INS0401: the rows of old are kept nowhere else
