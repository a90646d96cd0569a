-- @rebuild users label = name || ' <' || mail || '>'
CREATE TABLE users(id INTEGER PRIMARY KEY, label TEXT);
--! 2:14 error INS0402: the new users leaves out the column mail
--! 2:14 error INS0402: the new users leaves out the column name
