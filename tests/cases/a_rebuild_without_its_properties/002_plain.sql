CREATE TABLE n(a TEXT NOT NULL PRIMARY KEY, b TEXT, c INTEGER, d INTEGER);
INSERT INTO n(a, b, c, d) SELECT a, b, c, d FROM t;
DROP TABLE t;
ALTER TABLE n RENAME TO t;
--! 1:14 warning INS0610: t is built anew without its option STRICT
--! 1:14 warning INS0610: t is built anew without its option WITHOUT ROWID
--! 1:14 warning INS0610: t is built anew without its COLLATE NOCASE of b
--! 1:14 warning INS0610: t is built anew without its generated expression of d
--! 1:14 warning INS0610: t is built anew without its DEFAULT of c
