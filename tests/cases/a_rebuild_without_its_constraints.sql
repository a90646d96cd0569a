--= 001_users.sql
CREATE TABLE teams(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER CHECK (age >= 0 AND age < 150),
	mail TEXT NOT NULL UNIQUE ON CONFLICT REPLACE, nick TEXT,
	team INTEGER REFERENCES teams(id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX users_team ON users(team);
--= 002_users.sql
CREATE TABLE users_new(id INT PRIMARY KEY, name TEXT, age INTEGER CHECK (age < 150),
	mail TEXT UNIQUE, nick TEXT, team INTEGER REFERENCES teams(id));
INSERT INTO users_new(id, name, age, mail, nick, team) SELECT id, name, age, mail, nick, team FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE INDEX users_team ON users(team);
--! 1:14 warning INS0613: users is built anew without its INTEGER PRIMARY KEY: id is INT now, and no rowid
--! 1:14 warning INS0613: users is built anew without its NOT NULL of name, mail
--! 1:14 warning INS0613: users is built anew without its CHECK (age >= 0)
--! 1:14 warning INS0613: users is built anew without ON CONFLICT REPLACE of its UNIQUE (mail)
--! 1:14 warning INS0613: users is built anew without ON DELETE SET NULL of its foreign key team -> teams(id)
--! 1:14 warning INS0613: users is built anew without ON UPDATE CASCADE of its foreign key team -> teams(id)
--! 1:14 warning INS0613: users is built anew without DEFERRABLE INITIALLY DEFERRED of its foreign key team -> teams(id)
