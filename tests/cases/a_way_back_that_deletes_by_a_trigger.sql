--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER, body TEXT);
CREATE TRIGGER users_notes AFTER DELETE ON users BEGIN
	DELETE FROM notes;
END;
--= 002_root.sql
-- @fingerprint rows (SELECT 1 FROM users WHERE id = -1)
INSERT INTO users VALUES (-1, 'root');
-- @down
DELETE FROM users WHERE id = -1;
--! 4:13 error INS0311: notes loses rows, and no statement names it
