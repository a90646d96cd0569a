--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE names(name TEXT);
--= 002_names.sql
CREATE TRIGGER users_names AFTER INSERT ON users BEGIN
--! 1:1 note INS0121: SQLite accepts a statement that instar cannot read
	INSERT INTO names SELECT max(name) OVER left FROM users WINDOW left AS (ORDER BY id);
END;
