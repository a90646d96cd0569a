--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT,
	token INTEGER NOT NULL DEFAULT (abs(random())));
--! 2:38 warning INS0819: random() as a default
