-- @fingerprint table t, rows (SELECT 1 FROM t WHERE a > random())
--! 1:26 error INS0309: rows (…) uses random(), which differs from call to call
CREATE TABLE t(a INTEGER PRIMARY KEY);
INSERT INTO t VALUES (1);
