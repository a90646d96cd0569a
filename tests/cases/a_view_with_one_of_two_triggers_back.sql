--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE VIEW people AS SELECT id, name FROM users;
CREATE TRIGGER people_add INSTEAD OF INSERT ON people BEGIN
	INSERT INTO users(name) VALUES (new.name);
END;
CREATE TRIGGER people_remove INSTEAD OF DELETE ON people BEGIN
	DELETE FROM users WHERE id = old.id;
END;
--= 002_people.sql
DROP VIEW IF EXISTS people;
CREATE VIEW people AS SELECT id, upper(name) AS name FROM users;
CREATE TRIGGER add_people INSTEAD OF INSERT ON people BEGIN
	INSERT INTO users(name) VALUES (new.name);
END;
--! 2:13 error INS0612: people is made again without its trigger people_remove
