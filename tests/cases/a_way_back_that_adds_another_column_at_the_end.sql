--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, phone TEXT NOT NULL DEFAULT '', name TEXT);
--= 002_drop.sql
-- @destructive users.phone: nobody saw it
ALTER TABLE users DROP COLUMN phone;
-- @down
ALTER TABLE users ADD COLUMN phone TEXT DEFAULT '';
--! 2:31 note INS0403: the values of users.phone are kept nowhere else
--! 4:1 error INS0305: down leaves table users in another shape
