CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
CREATE INDEX users_mail ON users(mail);
CREATE INDEX users_name ON users(name);
CREATE TRIGGER users_lower AFTER INSERT ON users BEGIN
	UPDATE users SET mail = lower(mail) WHERE id = new.id;
END;
CREATE TRIGGER users_mailed AFTER UPDATE OF mail ON users BEGIN SELECT 1; END;
CREATE TRIGGER users_gone AFTER DELETE ON users BEGIN SELECT 1; END;
