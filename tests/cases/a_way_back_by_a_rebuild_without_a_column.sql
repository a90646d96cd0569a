--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, phone TEXT);
--= 002_email.sql
ALTER TABLE users ADD COLUMN email TEXT;
--= 002_email.down.sql
CREATE TABLE users_old(id INTEGER PRIMARY KEY, name TEXT, phone TEXT);
INSERT INTO users_old(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_old RENAME TO users;
--! 2:13 error INS0311: the copy leaves out users.phone
