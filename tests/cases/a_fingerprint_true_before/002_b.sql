-- @fingerprint table a, table b
--! 1:23 error INS0303: true before the step; it cannot detect that the step has run: table a
CREATE TABLE b(a INTEGER PRIMARY KEY);
