--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, phone TEXT);
--= 002_drop.sql
ALTER TABLE users DROP COLUMN phone;
--! 1:31 error INS0403: the values of users.phone are kept nowhere else
