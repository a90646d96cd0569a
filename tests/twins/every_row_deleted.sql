--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0405
DELETE FROM users;
--= 002_step.sql
--? harmless
CREATE TABLE work(id INTEGER PRIMARY KEY) STRICT;
INSERT INTO work(id) SELECT id FROM users;
DELETE FROM work;
