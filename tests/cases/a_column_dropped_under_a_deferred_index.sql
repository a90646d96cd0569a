--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, w TEXT);
-- @index
CREATE INDEX t_v ON t(v);
CREATE UNIQUE INDEX t_w ON t(w);
--! 4:1 note INS0907: UNIQUE constraint failed: t.w
--= 002_gone.sql
-- @destructive t.v, t.w: nobody reads v and w
ALTER TABLE t DROP COLUMN v;
DROP INDEX IF EXISTS t_w;
ALTER TABLE t DROP COLUMN w;
--! 2:1 error INS0908: index t_v of 001_t.sql:3 cannot be built any more after this step
--! 2:27 note INS0403: the values of t.v, t.w are kept nowhere else
