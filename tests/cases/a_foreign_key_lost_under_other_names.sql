--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER, FOREIGN KEY (user) REFERENCES users);
CREATE INDEX notes_user ON notes(user);
--= 002_notes.sql
ALTER TABLE users RENAME TO people;
ALTER TABLE notes RENAME TO notes_old;
CREATE TABLE notes(id INTEGER PRIMARY KEY, person INTEGER NOT NULL DEFAULT 0);
INSERT INTO notes(id, person) SELECT id, ifnull(user, 0) FROM notes_old;
DROP TABLE notes_old;
CREATE INDEX notes_person ON notes(person);
--! 3:14 error INS0611: notes is built anew without its foreign key user -> people
