--? INS0418
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, phone TEXT, note TEXT);
--= 002_drop.sql
-- @destructive phone numbers were never shown
ALTER TABLE users DROP COLUMN phone;
--! 1:4 error INS0417: @destructive does not name what goes
--! 2:31 error INS0403: the values of users.phone are kept nowhere else
--= 003_drop.sql
-- @destructive note of users: nobody wrote one
ALTER TABLE users DROP COLUMN note;
--! 1:4 error INS0417: @destructive does not name what goes
--! 2:31 error INS0403: the values of users.note are kept nowhere else
