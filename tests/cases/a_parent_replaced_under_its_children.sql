--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, note TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
INSERT INTO users(id, name) VALUES (1, 'root');
INSERT INTO notes(id, user) VALUES (1, 1);
--= 002_root.sql
INSERT OR REPLACE INTO users(id, name) VALUES (2, 'root');
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:24 error INS0604: 1 row of notes refers to rows of users that are not there
--! 1:24 error INS0416: REPLACE takes 1 of 5 rows of users
