CREATE TEMP TABLE t(a INTEGER PRIMARY KEY);
--! 1:19 warning INS0807: temporary t does not persist
CREATE TABLE temp.u(a INTEGER PRIMARY KEY);
--! 3:19 warning INS0807: temporary u does not persist
CREATE TEMPORARY VIEW v AS SELECT 1;
--! 5:23 warning INS0807: temporary v does not persist
CREATE TABLE w(a INTEGER PRIMARY KEY);
