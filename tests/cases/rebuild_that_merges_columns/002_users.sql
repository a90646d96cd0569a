-- @rebuild users label = name || ' <' || mail || '>'
CREATE TABLE users(id INTEGER PRIMARY KEY, label TEXT);
--! 2:14 note INS0411: the copy makes other values of those of users.name
--! 2:14 note INS0411: the copy makes other values of those of users.mail
