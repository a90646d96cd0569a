--= 001_t.sql
CREATE TABLE t(k INTEGER PRIMARY KEY, v TEXT);
-- @backfill v
UPDATE t SET v = 'x' WHERE v = NULL;
--! 3:30 warning INS0714: a comparison with NULL is never true
--= backfills/
--= backfills/001_w.sql
-- @allow INS0714 it is a joke
DELETE FROM t WHERE v = NULL;
