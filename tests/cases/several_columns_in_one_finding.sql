--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT, phone TEXT, fax TEXT);
--= 002_drop.sql
ALTER TABLE users DROP COLUMN mail;
ALTER TABLE users ADD COLUMN born TEXT;
ALTER TABLE users DROP COLUMN phone;
--! 1:31 error INS0403: the values of users.mail, users.phone are kept nowhere else
--= 003_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '', born TEXT, fax TEXT);
INSERT INTO users_new(id) SELECT id FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 error INS0409: the copy leaves out users.name, users.fax, users.born
