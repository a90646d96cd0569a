--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT) STRICT;
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id) ON DELETE CASCADE, text TEXT) STRICT;
CREATE INDEX notes_user ON notes(user);
--= 002_step.sql
--? harmful INS0509
-- @destructive users: they sign up again
DELETE FROM users;
--= 002_step.sql
--? harmless
-- @destructive users, notes: they sign up again
DELETE FROM notes;
DELETE FROM users;
