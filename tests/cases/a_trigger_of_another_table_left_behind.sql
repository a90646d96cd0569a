--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE log(id INTEGER PRIMARY KEY, what TEXT);
CREATE TABLE kept(id INTEGER PRIMARY KEY, what TEXT);
CREATE TRIGGER users_log AFTER INSERT ON users BEGIN
	INSERT INTO log(what) VALUES (new.name);
END;
--= 002_log.sql
INSERT INTO kept SELECT id, what FROM log;
DROP TABLE log;
--! 1:13 warning INS0430: the copy fills the columns of kept in their order, which may be another at a user's
--! 2:12 error INS0602: trigger users_log does not compile
--! 1:25 warning INS0507: UNIQUE constraint failed: kept.id
--= options
--ddl-only=off
