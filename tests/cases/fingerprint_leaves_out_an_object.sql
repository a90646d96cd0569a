-- @fingerprint table t
--! 1:23 error INS0304: @fingerprint leaves out index i on t(b), which this step makes
CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);
CREATE INDEX i ON t(b);
