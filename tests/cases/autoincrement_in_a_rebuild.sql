--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO users_new SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE TABLE notes(id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, body TEXT);
--! 5:20 note INS0712: AUTOINCREMENT is rarely needed
