--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, phone TEXT, name TEXT) STRICT;
--= 002_drop.sql
-- @destructive users.phone: nobody saw it
ALTER TABLE users DROP COLUMN phone;
-- @down
CREATE TABLE users_old(id INTEGER PRIMARY KEY, name TEXT, phone TEXT);
INSERT INTO users_old(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_old RENAME TO users;
--! 2:31 note INS0403: the values of users.phone are kept nowhere else
--! 4:1 error INS0305: down leaves table users in another shape
