CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT UNIQUE, c TEXT, d TEXT, UNIQUE (c, d));
CREATE INDEX b ON t(b);
CREATE UNIQUE INDEX cd ON t(c, d);
CREATE INDEX a ON t(a);
--! 2:14 warning INS0711: index b is not needed: UNIQUE (b) has the same columns
--! 3:21 warning INS0711: index cd is not needed: UNIQUE (c,d) has the same columns
--! 4:14 warning INS0711: index a is not needed: PRIMARY KEY (a) has the same columns
