CREATE TABLE t(a INTEGER PRIMARY KEY);
PRAGMA foreign_keys = OFF;
--! 2:8 error INS0804: no effect in a transaction; use @rebuild or @foreign_keys
