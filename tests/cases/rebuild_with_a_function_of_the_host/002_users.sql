-- @function normal(1)
-- @rebuild users email = normal(mail), name = trim2(name)
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT);
--! 2:48 error INS0814: no such function: trim2
