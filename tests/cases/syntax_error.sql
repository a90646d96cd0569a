CREATE TABLE t(a INTEGER PRIMARY KEY,);
--! 1:38 error INS0301: near ")": syntax error
