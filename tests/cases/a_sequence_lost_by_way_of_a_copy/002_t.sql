CREATE TABLE keep AS SELECT id, a FROM t;
DROP TABLE t;
CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b TEXT);
INSERT INTO t(id, a) SELECT id, a FROM keep;
DROP TABLE keep;
--! 4:13 warning INS0413: the new t counts from lower than the old one: ids of deleted rows are given again
