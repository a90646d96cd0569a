-- @requires table t
--! 1:20 error INS0308: @requires does not hold on a fresh database before this step
CREATE TABLE u(a INTEGER PRIMARY KEY);
