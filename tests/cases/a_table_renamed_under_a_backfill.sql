--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);
--= 002_v.sql
-- @backfill v
UPDATE t SET v = '' WHERE v IS NULL;
-- @index
CREATE INDEX t_v ON t(v);
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--= 003_called.sql
-- @destructive t: it only looks so
DROP TABLE IF EXISTS no_such_table;
ALTER TABLE t RENAME TO called;
--! 1:17 warning INS0419: @destructive names t, and nothing is taken from it
--! 2:22 warning INS0220: no step makes the table no_such_table that this drops
--! 3:1 error INS0908: backfill v of 002_v.sql:2 cannot be run any more after this step
--! 3:1 error INS0908: index t_v of 002_v.sql:4 cannot be built any more after this step
