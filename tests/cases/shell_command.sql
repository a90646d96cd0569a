.read other.sql
--! 1:1 error INS0117: shell command, not SQL
CREATE TABLE t(a INTEGER PRIMARY KEY);
