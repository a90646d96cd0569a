CREATE TABLE t(a TEXT PRIMARY KEY);
CREATE TABLE u(a INT PRIMARY KEY);
CREATE TABLE v(a INTEGER NOT NULL, b TEXT, PRIMARY KEY (a, b));
CREATE TABLE w(oid TEXT, rowid INTEGER PRIMARY KEY);
CREATE TABLE n(_rowid_ TEXT NOT NULL);
--! 1:16 note INS0707: a is in the primary key and takes NULL
--! 2:16 note INS0708: int PRIMARY KEY is not the rowid
--! 3:36 note INS0707: b is in the primary key and takes NULL
--! 4:16 warning INS0709: column oid hides the rowid of w
--! 5:16 warning INS0709: column _rowid_ hides the rowid of n
