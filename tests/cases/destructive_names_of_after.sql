--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, phone TEXT, mail TEXT);
--= 002_drop.sql
-- @destructive people.phone, users.phone: they were never shown
ALTER TABLE users RENAME TO people;
ALTER TABLE people DROP COLUMN phone;
--! 1:17 error INS0418: @destructive names people: there is no such table before this step
--! 3:32 note INS0403: the values of users.phone are kept nowhere else
