-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, nick TEXT NOT NULL);
--! 2:64 error INS0506: NOT NULL constraint failed: users.nick
