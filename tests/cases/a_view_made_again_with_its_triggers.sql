--? INS0612
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
DROP TRIGGER people_remove;
DROP VIEW people;
CREATE VIEW people AS SELECT id, upper(name) AS name FROM users;
CREATE TRIGGER add_people INSTEAD OF INSERT ON people FOR EACH ROW BEGIN
	INSERT INTO users(name) VALUES (new.name);
END;
--= 003_gone.sql
DROP VIEW people;
