--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
--= 002_clear.sql
-- @destructive users: users sign up again
DELETE FROM users;
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--! 2:13 note INS0405: DELETE without WHERE empties users
--! 2:13 error INS0509: rows of notes lose their parent in users
