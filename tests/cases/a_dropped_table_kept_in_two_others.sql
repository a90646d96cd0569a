--? INS0401 INS0402 INS0404
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, phone TEXT);
--= 002_split.sql
CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE phones(person INTEGER PRIMARY KEY, phone TEXT);
INSERT INTO people(id, name) SELECT id, name FROM users;
INSERT INTO phones(person, phone) SELECT id, phone FROM users;
DROP TABLE users;
