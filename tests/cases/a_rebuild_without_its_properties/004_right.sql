CREATE TABLE n(a INTEGER PRIMARY KEY, `b c` TEXT COLLATE RTRIM DEFAULT ('y'), d TEXT, e INT) STRICT;
INSERT INTO n(a, "b c", d) SELECT a, "b c", d FROM u;
DROP TABLE u;
ALTER TABLE n RENAME TO u;
--! 1:14 note INS0614: u is built anew with another DEFAULT of b c: 'y', it was 'x'
--! 1:14 warning INS0610: u is built anew with another COLLATE of b c: RTRIM, it was NOCASE
