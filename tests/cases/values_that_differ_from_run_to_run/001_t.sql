CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c TEXT DEFAULT CURRENT_TIMESTAMP);
INSERT INTO t(a, b) VALUES (1, random());
INSERT INTO t(a, b) VALUES (2, random());
--! 2:32 warning INS0818: random() differs from database to database
