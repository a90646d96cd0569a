--? INS0509
--= options
--ddl-only=off
--= 001_users.sql
-- @release 1.0
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
--= 002_clear.sql
-- @release 1.1
-- @destructive users: users sign up again
DELETE FROM users;
--! 3:1 note INS0310: nothing in the schema tells that this step has run
--! 3:13 note INS0405: DELETE without WHERE empties users
--= 003_notes.sql
-- @release 1.1
-- @destructive notes: with their notes
DELETE FROM notes;
--! 3:1 note INS0310: nothing in the schema tells that this step has run
--! 3:13 note INS0405: DELETE without WHERE empties notes
