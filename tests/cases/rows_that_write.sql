-- @fingerprint table t, rows (DELETE FROM t RETURNING 1)
--! 1:32 error INS0111: @fingerprint does not read as a list of CHECKs from here
CREATE TABLE t(a INTEGER PRIMARY KEY);
