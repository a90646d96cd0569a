--? INS0509 INS0604
--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id), up INTEGER REFERENCES notes(id));
CREATE INDEX notes_user ON notes(user);
CREATE INDEX notes_up ON notes(up);
INSERT INTO notes(id, user) VALUES (101, 201), (102, NULL);
INSERT INTO users VALUES (201, 'root');
--= 002_clear.sql
-- @destructive users: users sign up again
DELETE FROM users;
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--! 2:13 note INS0405: DELETE without WHERE empties users
--= 003_notes.sql
-- @destructive notes.user, notes.up: with their users
UPDATE notes SET user = NULL, up = NULL;
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--! 2:8 note INS0423: values of notes.user, notes.up become NULL, and nothing keeps them
