CREATE TABLE t(a INTEGER
--! 1:1 error INS0301: incomplete input
