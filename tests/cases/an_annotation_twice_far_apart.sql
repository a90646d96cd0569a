-- @release 1.2
CREATE TABLE users(id INTEGER PRIMARY KEY);
CREATE TABLE notes(id INTEGER PRIMARY KEY);
-- @release 1.3
--! 4:4 error INS0112: @release was already given in line 1
