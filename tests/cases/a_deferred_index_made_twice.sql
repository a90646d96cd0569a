--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);
-- @index
CREATE INDEX t_v ON t(v);
--= 002_now.sql
CREATE INDEX t_v ON t(v);
--! 1:1 error INS0908: index t_v of 001_t.sql:3 may have been built before this step
