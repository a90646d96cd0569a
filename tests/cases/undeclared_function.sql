CREATE TABLE t(a TEXT);
CREATE INDEX t_a ON t(normalize(a));
--! 2:23 error INS0814: no such function: normalize
