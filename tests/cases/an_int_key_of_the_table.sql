--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
CREATE TABLE notes(id BIGINT NOT NULL, body TEXT, PRIMARY KEY (id));
--! 1:20 note INS0708: bigint PRIMARY KEY is not the rowid
