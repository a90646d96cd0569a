-- @release 1.0.0
-- @release 1.1.0
--! 2:4 error INS0112: @release was already given in line 1
CREATE TABLE t(a INTEGER PRIMARY KEY);
