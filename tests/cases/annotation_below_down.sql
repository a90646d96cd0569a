CREATE TABLE t(a INTEGER PRIMARY KEY);
-- @down
-- @release 1.2.0
--! 3:4 error INS0113: @release after @down
DROP TABLE t;
