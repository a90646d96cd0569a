--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, phone TEXT);
--= 002_drop.sql
ALTER TABLE users RENAME TO people;
ALTER TABLE people RENAME COLUMN phone TO telephone;
ALTER TABLE people DROP COLUMN telephone;
--! 3:32 error INS0403: the values of users.phone are kept nowhere else
