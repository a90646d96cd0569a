--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
CREATE TABLE past(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0430
INSERT INTO past SELECT id, name, email, age FROM users;
--= 002_step.sql
--? harmless
INSERT INTO past(id, name, email, age) SELECT id, name, email, age FROM users;
