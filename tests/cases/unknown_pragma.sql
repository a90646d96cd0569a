PRAGMA foriegn_keys = ON;
--! 1:8 error INS0804: unknown PRAGMA; did you mean foreign_keys?
CREATE TABLE t(a INTEGER PRIMARY KEY);
