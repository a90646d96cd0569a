--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id), other INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
CREATE INDEX notes_other ON notes(other);
--= 002_notes.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, user INTEGER, other INTEGER REFERENCES users(id), body TEXT);
INSERT INTO notes_new(id, user, other) SELECT id, user, other FROM notes;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
CREATE INDEX notes_user ON notes(user);
CREATE INDEX notes_other ON notes(other);
--! 1:14 error INS0611: notes is built anew without its foreign key user -> users(id)
