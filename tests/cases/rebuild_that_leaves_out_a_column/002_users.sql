-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--! 2:14 error INS0402: the new users leaves out the column mail
