--? INS0408 INS0409
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '', email VARCHAR(90), age TEXT);
INSERT INTO users_new SELECT * FROM users WHERE true;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 warning INS0430: SELECT * takes the columns of users in their order, which may be another at a user's
--! 2:1 warning INS0506: NOT NULL constraint failed: users_new.name
--! 2:13 warning INS0412: the values of users.age are stored as another type
