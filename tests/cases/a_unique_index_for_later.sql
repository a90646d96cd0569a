CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);
-- @index
CREATE UNIQUE INDEX t_v ON t(v);
--! 3:1 note INS0907: UNIQUE constraint failed: t.v
