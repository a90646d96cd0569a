--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT) STRICT;
--= 002_step.sql
--? harmful INS0413
CREATE TABLE users_new(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, age INTEGER) STRICT;
INSERT INTO users_new(id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--= 002_step.sql
--? harmless
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, age INTEGER) STRICT;
