--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0430
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
INSERT INTO users_new(id, name, email, age) SELECT * FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--= 002_step.sql
--? harmless
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
INSERT INTO users_new(id, name, email, age) SELECT id, name, email, age FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
