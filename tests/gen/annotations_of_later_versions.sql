CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
-- @call count_users
--! 2:4 error INS0109: @call is not supported by this version
