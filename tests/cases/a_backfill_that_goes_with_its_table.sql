--? INS0908
--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);
--= 002_v.sql
-- @backfill v
UPDATE t SET v = '' WHERE v IS NULL;
-- @index
CREATE INDEX t_v ON t(v);
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--= 003_gone.sql
-- @destructive t: nobody reads t
DROP TABLE t;
--! 2:12 note INS0401: the rows of t are kept nowhere else
