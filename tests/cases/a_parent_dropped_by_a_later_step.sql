--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
--= 003_more.sql
ALTER TABLE notes ADD COLUMN body TEXT;
--= 004_gone.sql
-- @destructive users: nobody logs in any more
DROP TABLE users;
--! 2:12 note INS0401: the rows of users are kept nowhere else
--! 2:12 error INS0603: no such table: users, which notes(user) refers to
--= 005_more.sql
ALTER TABLE notes ADD COLUMN title TEXT;
