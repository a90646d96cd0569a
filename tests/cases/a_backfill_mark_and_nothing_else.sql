--= 001_t.sql
CREATE TABLE t(a INTEGER PRIMARY KEY);
--= 002_b.sql
-- @backfill k
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:4 error INS0901: no statement below @backfill
