--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);
-- @backfill v
UPDATE t SET v = '' WHERE v IS NULL;
--= 002_called.sql
-- @requires backfill v
ALTER TABLE t RENAME COLUMN v TO called;
--= 003_again.sql
-- @requires backfill v
CREATE TABLE again(id INTEGER PRIMARY KEY);
--! 1:23 error INS0902: backfill "v" was over before this step
