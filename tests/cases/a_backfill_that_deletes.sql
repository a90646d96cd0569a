CREATE TABLE t(id INTEGER PRIMARY KEY, old INTEGER);
-- @backfill sweep priority=low
DELETE FROM t AS x WHERE x.old = 1;
--! 3:13 error INS0406: DELETE takes 3 of 5 rows of t
