CREATE TABLE t(a INTEGER
--! 1:15 error INS0301: this parenthesis is never closed
