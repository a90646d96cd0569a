-- @destructive users.mail: nobody writes letters
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--! 3:14 note INS0402: the new users leaves out the column mail
