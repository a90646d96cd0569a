CREATE TABLE n(a INTEGER PRIMARY KEY, c STRING, d STRING);
INSERT INTO n(a, c) SELECT a, c FROM t;
DROP TABLE t;
ALTER TABLE n RENAME TO t;
--! 1:51 warning INS0705: type string of d is not what it says
