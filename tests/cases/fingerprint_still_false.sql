-- @fingerprint table t, column t.b
--! 1:33 error INS0302: not true after the step: column t.b
CREATE TABLE t(a INTEGER PRIMARY KEY);
