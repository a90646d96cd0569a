--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0404
DROP TABLE users;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmless
CREATE TEMP TABLE kept AS SELECT id, name, email, age FROM users;
DROP TABLE users;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
INSERT INTO users(id, name, email, age) SELECT id, name, email, age FROM kept;
DROP TABLE kept;
