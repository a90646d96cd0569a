CREATE TABLE t(a INTEGER PRIMARY KEY,);
--! 1:37 error INS0301: a comma too many before ")"
