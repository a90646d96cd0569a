-- @function normalize(1)
CREATE TABLE t(a TEXT);
CREATE INDEX t_a ON t(normalize(a, 1));
--! 3:23 error INS0301: wrong number of arguments to function normalize()
