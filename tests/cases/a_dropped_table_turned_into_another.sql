--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, first TEXT, last TEXT);
--= 002_people.sql
CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO people(id, name) SELECT id, first || ' ' || last FROM users;
DROP TABLE users;
--! 3:12 error INS0401: the values of users.first, users.last are kept nowhere else
