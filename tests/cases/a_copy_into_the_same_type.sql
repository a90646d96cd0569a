--? INS0412
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name VARCHAR(20), age INT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
INSERT INTO users_new SELECT * FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 warning INS0430: SELECT * takes the columns of users in their order, which may be another at a user's
