--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE mails(id INTEGER PRIMARY KEY, mail TEXT);
CREATE TABLE names(name TEXT NOT NULL);
--= 002_names.sql
CREATE TRIGGER users_names AFTER INSERT ON users BEGIN
--! 1:1 note INS0121: SQLite accepts a statement that instar cannot read
	INSERT INTO names SELECT name FROM users LEFT NATURAL JOIN mails WHERE mail = new.name;
END;
