--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE VIEW people AS SELECT id, name FROM users;
--= 002_move.sql
CREATE TABLE persons(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO persons SELECT id, name FROM users;
DROP TABLE users;
--! 3:12 error INS0601: view people does not compile
