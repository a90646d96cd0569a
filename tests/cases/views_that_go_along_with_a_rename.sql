--? INS0601 INS0602 INS0603
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
CREATE VIEW people AS SELECT id, name FROM users;
CREATE TRIGGER notes_people AFTER INSERT ON notes BEGIN
	UPDATE users SET name = 'b' WHERE id = new.user;
END;
--= 002_rename.sql
ALTER TABLE users RENAME COLUMN name TO nick;
ALTER TABLE users RENAME TO persons;
DROP VIEW people;
CREATE VIEW people AS SELECT id, nick FROM persons;
