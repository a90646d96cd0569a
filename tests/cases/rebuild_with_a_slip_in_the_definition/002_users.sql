-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT,, age);
--! 2:65 error INS0120: near ",": syntax error
