-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, age INTEGER NOT NULL);
--! 2:66 error INS0506: NOT NULL constraint failed: users.age
