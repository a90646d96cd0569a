--? INS0611
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users ON DELETE CASCADE ON UPDATE NO ACTION);
CREATE INDEX notes_user ON notes(user);
--= 002_notes.sql
ALTER TABLE users RENAME TO people;
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, person INTEGER,
	CONSTRAINT whose FOREIGN KEY ("person") REFERENCES People(ID) ON DELETE CASCADE);
INSERT INTO notes_new(id, person) SELECT id, user FROM notes;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
CREATE INDEX notes_user ON notes(person);
