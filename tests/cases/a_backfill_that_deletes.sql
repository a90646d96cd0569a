CREATE TABLE t(id INTEGER PRIMARY KEY, old INTEGER);
-- @backfill sweep priority=low
DELETE FROM t AS x WHERE x.old = 1;
