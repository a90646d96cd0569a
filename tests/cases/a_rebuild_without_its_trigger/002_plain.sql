CREATE TABLE n(a INTEGER PRIMARY KEY, b TEXT, c TEXT, d TEXT);
INSERT INTO n(a, b, c) SELECT a, b, c FROM t;
DROP TABLE t;
ALTER TABLE n RENAME TO t;
--! 1:14 error INS0609: t is built anew without its trigger g
--! 1:14 error INS0609: t is built anew without its unique index i
--! 1:14 warning INS0610: t is built anew without its index j
