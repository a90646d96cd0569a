CREATE TABLE t(id INTEGER PRIMARY KEY, v INTEGER);
-- @backfill k
UPDATE t SET v = v + 1 WHERE v IS NOT NULL;
--! 3:1 error INS0903: rows are still due after their batch: the backfill does not end
