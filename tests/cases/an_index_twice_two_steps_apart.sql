--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX users_name ON users(name);
--= 002_rename.sql
ALTER TABLE users RENAME COLUMN name TO nick;
--= 003_again.sql
CREATE INDEX users_nick ON users(nick);
--! 1:14 warning INS0711: index users_nick is not needed: users_name has the same columns
