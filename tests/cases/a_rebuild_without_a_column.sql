--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, phone TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '');
INSERT INTO users_new(id, name) SELECT id, ifnull(name, '') FROM users ORDER BY phone;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0402: the new users leaves out the column phone
--! 2:13 note INS0411: the copy fills users.name from something else
