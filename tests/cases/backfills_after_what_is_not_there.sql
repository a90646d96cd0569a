--= 001_t.sql
CREATE TABLE t(k INTEGER PRIMARY KEY, v TEXT);
-- @backfill first after=nobody
UPDATE t SET v = 'x' WHERE v IS NULL;
-- @backfill second after=third
UPDATE t SET v = 'y' WHERE v = 'x';
-- @backfill third after=third
UPDATE t SET v = 'z' WHERE v = 'y';
--! 2:4 error INS0902: no backfill "nobody" before this one
--! 4:4 error INS0902: no backfill "third" before this one
--! 6:4 error INS0902: no backfill "third" before this one
