CREATE TABLE t(a INTEGER PRIMARY KEY, b STRING);
CREATE TABLE u(a TEXT PRIMARY KEY, oid TEXT);
--! 1:41 warning INS0705: type string of b is not what it says
--! 2:16 note INS0707: a is in the primary key and takes NULL
--! 2:36 warning INS0709: column oid hides the rowid of u
