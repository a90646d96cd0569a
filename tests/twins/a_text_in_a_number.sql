--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age TEXT) STRICT;
--= 002_step.sql
--? harmful INS0508
CREATE TABLE users_new(id INTEGER PRIMARY KEY, age INTEGER) STRICT;
INSERT INTO users_new(id, age) SELECT id, 'age ' || age FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--= 002_step.sql
--? harmless
CREATE TABLE users_new(id INTEGER PRIMARY KEY, age INTEGER) STRICT;
INSERT INTO users_new(id, age) SELECT id, CAST(age AS INTEGER) FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
