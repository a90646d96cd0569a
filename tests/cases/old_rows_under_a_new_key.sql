--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER);
--= 002_key.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id));
INSERT INTO notes_new SELECT id, user FROM notes;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
CREATE INDEX notes_user ON notes(user);
--! 1:72 warning INS0509: rows of notes may refer to no row of users
