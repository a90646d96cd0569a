--= base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE log(id INTEGER PRIMARY KEY, what TEXT NOT NULL);
CREATE TRIGGER users_log AFTER INSERT ON users BEGIN
	INSERT INTO log(what) VALUES (new.name);
END;
--= 001_users.sql
CREATE TABLE new_users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO new_users(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;
--! 1:14 error INS0609: users is built anew without its trigger users_log
