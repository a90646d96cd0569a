-- @fingerprnt table t
--! 1:4 error INS0110: unknown annotation @fingerprnt; did you mean @fingerprint?
CREATE TABLE t(a INTEGER PRIMARY KEY);
