--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, old INTEGER);
CREATE TABLE u(id INTEGER PRIMARY KEY, old INTEGER);
--= 002_index.sql
CREATE INDEX t_old ON t(old);
--= backfills/
--= backfills/002_sweep.sql
-- @destructive t, u: what is old is swept away
DELETE FROM t WHERE old = 1;
--= expected
backfills/002_sweep.sql:1:20 warning INS0419: @destructive names u, and nothing is taken from it
backfills/002_sweep.sql:2:13 note INS0406: DELETE takes 3 of 7 rows of t
