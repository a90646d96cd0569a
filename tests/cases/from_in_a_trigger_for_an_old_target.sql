--? INS0815
--= options
--target-sqlite 3.31
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE log(what TEXT);
CREATE TRIGGER users_log AFTER UPDATE OF name ON users BEGIN
	UPDATE users SET name = (SELECT what FROM log) WHERE users.id = new.id;
	DELETE FROM log;
	INSERT INTO log SELECT name FROM users WHERE true ON CONFLICT DO UPDATE SET what = 'a';
END;
