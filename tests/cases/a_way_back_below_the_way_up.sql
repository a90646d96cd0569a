--? INS0124
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
-- @down
DROP TABLE users;
