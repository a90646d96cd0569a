--? INS0422 INS0423
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, phone TEXT) STRICT;
--= 002_names.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT) STRICT;
INSERT INTO users_new(id, name, phone) SELECT id, ifnull(name, ''), phone FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 note INS0411: the copy fills users.name from something else
