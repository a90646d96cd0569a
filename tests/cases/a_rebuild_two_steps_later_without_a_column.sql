--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_phone.sql
ALTER TABLE users ADD COLUMN phone TEXT;
--= 003_rebuild.sql
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO users SELECT id, name FROM users_old;
DROP TABLE users_old;
--! 3:13 error INS0402: the new users leaves out the column phone
