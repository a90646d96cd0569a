--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, email TEXT, name TEXT);
INSERT INTO users_new SELECT * FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0408: the copy fills users.name, users.email by position, from other columns
