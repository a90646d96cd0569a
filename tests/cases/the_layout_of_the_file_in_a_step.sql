--? INS0804
--= 001_t.sql
PRAGMA page_size = 8192;
--! 1:8 warning INS0805: page_size has no effect here and is left out
PRAGMA auto_vacuum = FULL;
--! 3:8 warning INS0805: auto_vacuum has no effect here and is left out
CREATE TABLE t(a INTEGER PRIMARY KEY);
--= 002_t.sql
PRAGMA page_size;
PRAGMA auto_vacuum;
CREATE TABLE u(a INTEGER PRIMARY KEY);
