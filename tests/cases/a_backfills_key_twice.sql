CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, w TEXT);
-- @backfill k
UPDATE t SET v = 'a' WHERE v IS NULL;
-- @backfill k
UPDATE t SET w = 'b' WHERE w IS NULL;
--! 5:1 error INS0902: "k" is there already
