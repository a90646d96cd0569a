CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id) ON DELETE CASCADE);
CREATE INDEX notes_user ON notes(user);
CREATE TABLE logins(id INTEGER PRIMARY KEY, name TEXT);
CREATE TRIGGER logins_user AFTER INSERT ON logins BEGIN
	INSERT OR REPLACE INTO users(id, name) VALUES (new.id, new.name);
END;
--! 5:16 warning INS0414: REPLACE in trigger logins_user deletes rows of users first
