--= 001_users.sql
CREATE TABLE log(id INTEGER, name TEXT);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, team INTEGER, UNIQUE (name));
CREATE TRIGGER users_log AFTER INSERT ON users BEGIN INSERT INTO log(id, name) VALUES (new.id, new.name); END;
--= 002_users.sql
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, team INTEGER, shop INTEGER, UNIQUE (shop, name));
INSERT INTO users(id, name, team) SELECT id, name, team FROM users_old;
DROP TABLE users_old;
CREATE TRIGGER users_log AFTER INSERT ON users BEGIN INSERT INTO log(id, name) VALUES (new.id, 'new'); END;
--! 2:14 note INS0614: users is built anew with a wider UNIQUE: (shop, name), it was (name)
--! 2:14 note INS0614: users is built anew with another trigger users_log
