-- @transaction none
--! 1:4 error INS0109: @transaction is not supported by this version
-- @foreign_keys on
--! 3:4 error INS0109: @foreign_keys is not supported by this version
CREATE TABLE t(a INTEGER PRIMARY KEY);
