--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, first TEXT, last TEXT);
--= 002_swap.sql
ALTER TABLE users ADD COLUMN spare TEXT;
ALTER TABLE users DROP COLUMN first;
ALTER TABLE users RENAME COLUMN spare TO first;
--! 1:13 error INS0410: the values of users.first are not what they were
