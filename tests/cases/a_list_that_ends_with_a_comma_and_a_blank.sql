-- @was old, 
CREATE TABLE t(id INTEGER PRIMARY KEY);
-- @collation one,	
CREATE TABLE u(id INTEGER PRIMARY KEY);
--! 1:4 error INS0111: @was does not read as a list of ids
--! 3:4 error INS0111: @collation does not read as a list of names
