ALTER TABLE t RENAME TO old_t;
--! 1:13 error INS0601: view v does not compile
CREATE TABLE t(a INTEGER PRIMARY KEY, c TEXT);
INSERT INTO t SELECT a, b FROM old_t;
DROP TABLE old_t;
