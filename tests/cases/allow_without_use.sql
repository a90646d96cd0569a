-- @allow INS0601 it is meant
--! 1:4 warning INS0114: @allow INS0601 silences nothing
CREATE TABLE t(a INTEGER PRIMARY KEY);
