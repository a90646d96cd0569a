--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0401
CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, email TEXT) STRICT;
INSERT INTO people(id, name, email) SELECT id, name, email FROM users;
DROP TABLE users;
--= 002_step.sql
--? harmless
CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
INSERT INTO people(id, name, email, age) SELECT id, name, email, age FROM users;
DROP TABLE users;
