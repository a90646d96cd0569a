-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT);
--! 2:44 warning INS0506: NOT NULL constraint failed: users.name
