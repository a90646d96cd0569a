--= 001_first.sql
CREATE TABLE logins(id INTEGER PRIMARY KEY, name TEXT) STRICT;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT) STRICT;
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id) ON DELETE CASCADE, text TEXT) STRICT;
CREATE INDEX notes_user ON notes(user);
--= 002_step.sql
--? harmful INS0414
CREATE TRIGGER logins_user AFTER INSERT ON logins BEGIN
	INSERT OR REPLACE INTO users(id, name) VALUES (new.id, new.name);
END;
--= 002_step.sql
--? harmless
CREATE TRIGGER logins_user AFTER INSERT ON logins BEGIN
	INSERT INTO users(id, name) VALUES (new.id, new.name) ON CONFLICT (id) DO UPDATE SET name = excluded.name;
END;
