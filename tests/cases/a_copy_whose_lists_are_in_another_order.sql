--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT, age INTEGER);
INSERT INTO users_new(id, name, email, phone) SELECT id, email, phone, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0408: the copy fills users.name, users.email, users.phone by position, from other columns
