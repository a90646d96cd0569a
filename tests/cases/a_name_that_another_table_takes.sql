--= 001_s1.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, a TEXT NOT NULL UNIQUE, b TEXT);
--= 002_s2.sql
-- @destructive m: never used
DROP TABLE m;
CREATE TABLE m(k TEXT NOT NULL PRIMARY KEY, v BLOB);
--! 2:12 note INS0404: m is made anew without its rows
