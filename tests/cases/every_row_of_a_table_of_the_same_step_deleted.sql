--? INS0405 INS0406
--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_work.sql
CREATE TABLE work(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO work SELECT id, name FROM users;
CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO people SELECT id, name FROM work;
DELETE FROM work WHERE id > 0;
DELETE FROM work;
DELETE FROM users WHERE 0;
