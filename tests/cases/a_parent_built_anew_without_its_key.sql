--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user TEXT REFERENCES users(name));
CREATE INDEX notes_user ON notes(user);
--= 002_users.sql
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
--! 2:14 error INS0609: users is built anew without its UNIQUE (name)
--! 2:14 error INS0603: foreign key mismatch - "notes" referencing "users"
