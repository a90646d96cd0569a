--= options
--target-sqlite 3.31
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE log(what TEXT);
CREATE TRIGGER users_log AFTER UPDATE OF name ON users BEGIN
	DELETE FROM log WHERE what IS NOT (SELECT name FROM users);
	UPDATE users SET name = l.what FROM log AS l WHERE users.id = new.id;
END;
--! 5:33 error INS0815: UPDATE … FROM needs SQLite 3.33.0; the target is 3.31.0
