CREATE TABLE t(a INTEGER PRIMARY KEY);
-- @down
DROP TABLE u;
--! 3:12 error INS0306: no such table: u
