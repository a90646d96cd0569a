--? INS0908
--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);
-- @index
CREATE INDEX t_v ON t(v);
--= 002_now.sql
CREATE INDEX IF NOT EXISTS t_v ON t(v);
