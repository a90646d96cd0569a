--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT NOT NULL, age INTEGER NOT NULL DEFAULT 0, UNIQUE (email)) STRICT;
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE) STRICT;
CREATE INDEX notes_user ON notes(user);
--= 002_step.sql
--? harmful INS0613
CREATE TABLE notes_2(id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id)) STRICT;
INSERT INTO notes_2(id, user) SELECT id, user FROM notes;
DROP TABLE notes;
ALTER TABLE notes_2 RENAME TO notes;
CREATE INDEX notes_user ON notes(user);
--= 002_step.sql
--? harmless
CREATE TABLE notes_2(id INTEGER PRIMARY KEY, user INTEGER NOT NULL, FOREIGN KEY (user) REFERENCES users ON DELETE CASCADE) STRICT;
INSERT INTO notes_2(id, user) SELECT id, user FROM notes;
DROP TABLE notes;
ALTER TABLE notes_2 RENAME TO notes;
CREATE INDEX notes_user ON notes(user);
