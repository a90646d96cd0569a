--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, old INTEGER);
--= 002_sweep.sql
CREATE INDEX t_old ON t(old);
-- @backfill sweep priority=low
-- @destructive t: what is old is swept away
DELETE FROM t AS x WHERE x.old = 1;
--! 4:13 note INS0406: DELETE takes 3 of 7 rows of t
