--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE logins(id INTEGER PRIMARY KEY, name TEXT);
CREATE TRIGGER logins_user AFTER UPDATE ON logins BEGIN
	REPLACE INTO "users" SELECT new.id, new.name;
END;
--! 3:16 warning INS0414: REPLACE in trigger logins_user deletes rows of users first
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT CHECK (length(title) < 9), user INTEGER,
	FOREIGN KEY (user) REFERENCES users ON UPDATE CASCADE ON DELETE SET NULL);
CREATE INDEX notes_user ON notes(user);
