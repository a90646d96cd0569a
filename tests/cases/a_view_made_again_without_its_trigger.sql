--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE VIEW people AS SELECT id, name FROM users;
CREATE TRIGGER people_add INSTEAD OF INSERT ON people BEGIN
	INSERT INTO users(name) VALUES (new.name);
END;
--= 002_people.sql
DROP VIEW people;
CREATE VIEW people AS SELECT id, upper(name) AS name FROM users;
--! 2:13 error INS0612: people is made again without its trigger people_add
