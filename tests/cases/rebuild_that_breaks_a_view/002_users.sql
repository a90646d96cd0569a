-- @rebuild users email = mail
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT);
--! 2:14 error INS0601: view addresses does not compile
