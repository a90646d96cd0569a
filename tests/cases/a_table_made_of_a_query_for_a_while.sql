--? INS0605
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_rebuild.sql
CREATE TABLE spare AS SELECT id, name FROM users;
CREATE TEMP TABLE spare2 AS SELECT id FROM users;
DROP TABLE users;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
INSERT INTO users(id, name) SELECT id, name FROM spare;
DROP TABLE spare;
DROP TABLE spare2;
CREATE TABLE "as select"(id INTEGER PRIMARY KEY);
