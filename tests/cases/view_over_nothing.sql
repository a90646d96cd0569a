CREATE TABLE t(a INTEGER PRIMARY KEY);
CREATE VIEW v AS SELECT b FROM t;
--! 2:25 error INS0601: view v does not compile
CREATE VIEW w AS SELECT * FROM missing;
--! 4:32 error INS0601: view w does not compile
--! 4:25 warning INS0607: SELECT * in view w
