--? INS0807
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, temp TEXT);
--= 002_rebuild.sql
CREATE TEMP TABLE spare AS SELECT id, name FROM users;
CREATE TABLE "temp table"(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO "temp table" SELECT id, name FROM spare;
DROP TABLE temp.spare;
