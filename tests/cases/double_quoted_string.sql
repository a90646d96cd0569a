CREATE TABLE t(a INTEGER PRIMARY KEY, state TEXT);
UPDATE t SET a = 1 WHERE state = "actve";
--! 2:34 warning INS0704: a string in double quotes
