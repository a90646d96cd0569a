-- @destructive t: made anew
DROP TABLE t;
--! 2:1 error INS0601: view v does not compile
CREATE TABLE t(a INTEGER PRIMARY KEY);
--! 2:12 note INS0404: t is made anew without its rows
--! 4:14 error INS0609: t is built anew without its trigger g
