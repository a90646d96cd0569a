CREATE TEMP TABLE kept AS SELECT a, b FROM main.t;
DROP TABLE t;
CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c TEXT);
INSERT INTO t(a, b) SELECT a, b FROM kept;
DROP TABLE kept;
CREATE UNIQUE INDEX i ON t(b);
--! 3:14 error INS0609: t is built anew without its trigger g
--! 3:14 warning INS0610: t is built anew without its COLLATE NOCASE of b
