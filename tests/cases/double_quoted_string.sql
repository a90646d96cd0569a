CREATE TABLE t(a INTEGER PRIMARY KEY, state TEXT);
UPDATE t SET a = 1 WHERE state = "actve";
--! 2:34 error INS0704: no column "actve" here, and double quotes are for names
