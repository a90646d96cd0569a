--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
CREATE TRIGGER users_notes AFTER INSERT ON users BEGIN
	INSERT INTO notes(user) VALUES (new.id + 1000);
END;
--! 2:14 error INS0604: 1 row of notes refers to rows of users that are not there
--= 002_root.sql
INSERT INTO users VALUES (1);
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:1 warning INS0507: UNIQUE constraint failed: users.id
