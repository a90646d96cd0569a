--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_people.sql
ALTER TABLE users RENAME TO people;
ALTER TABLE people ADD COLUMN email TEXT;
-- @down
ALTER TABLE users DROP COLUMN email;
ALTER TABLE people RENAME TO users;
--! 4:13 error INS0306: no such table: users
