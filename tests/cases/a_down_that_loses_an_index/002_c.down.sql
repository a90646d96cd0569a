CREATE TABLE u(a INTEGER PRIMARY KEY, b TEXT);
--! 1:1 error INS0305: down does not bring back index i
INSERT INTO u SELECT a, b FROM t;
DROP TABLE t;
ALTER TABLE u RENAME TO t;
