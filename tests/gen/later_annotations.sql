CREATE TABLE t(a INTEGER PRIMARY KEY);
-- @backfill key
--! 2:4 error INS0109: @backfill is not supported by this version
UPDATE t SET a = 1;
-- @index
--! 5:4 error INS0109: @index is not supported by this version
