--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER);
--= 002_guard.sql
CREATE TRIGGER users_age BEFORE UPDATE ON users WHEN old.id > 0 BEGIN
	SELECT raise(ABORT, 'rows are never changed');
END;
--= 003_ages.sql
UPDATE users SET age = 1 WHERE id > 0;
--! 1:1 error INS0510: rows are never changed
--! 1:1 note INS0310: nothing in the schema tells that this step has run
