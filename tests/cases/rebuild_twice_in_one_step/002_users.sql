-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, age INTEGER);
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT, age INTEGER);
--! 4:44 warning INS0506: NOT NULL constraint failed: users.name
