--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_email.sql
ALTER TABLE users ADD COLUMN email TEXT;
--= 003_phone.sql
ALTER TABLE users ADD COLUMN phone TEXT;
--= 004_rebuild.sql
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, phone TEXT, email TEXT);
INSERT INTO users SELECT users_old.* FROM users_old;
DROP TABLE users_old;
--! 3:13 error INS0408: the copy fills users.email, users.phone by position, from other columns
