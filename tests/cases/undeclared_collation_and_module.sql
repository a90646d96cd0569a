CREATE TABLE t(a TEXT);
CREATE INDEX t_a ON t(a COLLATE german);
--! 2:33 error INS0814: no such collation sequence: german
