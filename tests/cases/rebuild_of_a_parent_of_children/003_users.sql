-- @rebuild users id = id + 1000
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
--! 2:14 warning INS0613: users is built anew without its NOT NULL of name
--! 2:14 warning INS0610: users is built anew without its DEFAULT of name
--! 2:14 error INS0509: rows of notes lose their parent in users
--! 2:20 note INS0411: the copy fills users.id from something else
