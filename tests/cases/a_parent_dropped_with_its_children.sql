--? INS0603
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
--= 002_gone.sql
-- @destructive users, notes: nobody logs in any more
DROP TABLE users;
DROP TABLE notes;
--! 2:12 note INS0401: the rows of users are kept nowhere else
--! 3:12 note INS0401: the rows of notes are kept nowhere else
--= 003_again.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
