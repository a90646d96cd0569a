CREATE TABLE users(id INTEGER PRIMARY KEY);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
INSERT INTO notes(id, user) VALUES (1, 1);
--! 4:13 error INS0604: 1 row of notes refers to rows of users that are not there
