--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, age INTEGER NOT NULL);
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:1 error INS0506: NOT NULL constraint failed: users_new.age
