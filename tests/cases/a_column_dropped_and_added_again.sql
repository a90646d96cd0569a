--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age TEXT);
--= 002_retype.sql
ALTER TABLE users DROP COLUMN age;
ALTER TABLE users ADD COLUMN age INTEGER;
--! 1:31 error INS0410: the values of users.age are not what they were
