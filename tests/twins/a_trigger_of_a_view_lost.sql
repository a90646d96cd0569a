--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT NOT NULL, age INTEGER NOT NULL DEFAULT 0, UNIQUE (email)) STRICT;
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE) STRICT;
CREATE INDEX notes_user ON notes(user);
CREATE TRIGGER users_new AFTER INSERT ON users BEGIN INSERT INTO notes(user) VALUES (new.id); END;
CREATE TRIGGER users_old AFTER DELETE ON users BEGIN DELETE FROM notes WHERE user = old.id; END;
CREATE VIEW people AS SELECT id, name FROM users;
CREATE TRIGGER people_add INSTEAD OF UPDATE ON people BEGIN UPDATE users SET name = new.name WHERE id = old.id; END;
--= 002_step.sql
--? harmful INS0612
DROP VIEW people;
CREATE VIEW people AS SELECT id, name, age FROM users;
--= 002_step.sql
--? harmless
DROP VIEW people;
CREATE VIEW people AS SELECT id, name, age FROM users;
CREATE TRIGGER people_add INSTEAD OF UPDATE ON people BEGIN UPDATE users SET name = new.name WHERE id = old.id; END;
