--? INS0209
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 001_users.down.sql
DROP TABLE users;
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
