--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT NOT NULL, age INTEGER NOT NULL DEFAULT 0, UNIQUE (email)) STRICT;
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE) STRICT;
CREATE INDEX notes_user ON notes(user);
CREATE TRIGGER users_new AFTER INSERT ON users BEGIN INSERT INTO notes(user) VALUES (new.id); END;
CREATE TRIGGER users_old AFTER DELETE ON users BEGIN DELETE FROM notes WHERE user = old.id; END;
--= 002_step.sql
--? harmful INS0610
CREATE TABLE users_2(id INTEGER PRIMARY KEY, name TEXT, email TEXT NOT NULL UNIQUE, age INTEGER NOT NULL) STRICT;
INSERT INTO users_2(id, name, email, age) SELECT id, name, email, age FROM users;
DROP TABLE users;
ALTER TABLE users_2 RENAME TO users;
CREATE TRIGGER users_new AFTER INSERT ON users BEGIN INSERT INTO notes(user) VALUES (new.id); END;
CREATE TRIGGER users_old AFTER DELETE ON users BEGIN DELETE FROM notes WHERE user = old.id; END;
--= 002_step.sql
--? harmless
CREATE TABLE users_2(id INTEGER PRIMARY KEY, name TEXT, email TEXT NOT NULL UNIQUE, age INTEGER DEFAULT (0) NOT NULL) STRICT;
INSERT INTO users_2(id, name, email, age) SELECT id, name, email, age FROM users;
DROP TABLE users;
ALTER TABLE users_2 RENAME TO users;
CREATE TRIGGER users_new AFTER INSERT ON users BEGIN INSERT INTO notes(user) VALUES (new.id); END;
CREATE TRIGGER users_old AFTER DELETE ON users BEGIN DELETE FROM notes WHERE user = old.id; END;
