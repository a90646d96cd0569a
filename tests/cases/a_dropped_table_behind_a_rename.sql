--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_move.sql
ALTER TABLE users RENAME TO users_old;
CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO people(id) SELECT id FROM users_old;
DROP TABLE users_old;
--! 1:13 error INS0401: the values of users.name are kept nowhere else
