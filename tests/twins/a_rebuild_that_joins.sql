--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
CREATE TABLE teams(user INTEGER PRIMARY KEY, team TEXT) STRICT;
--= 002_step.sql
--? harmful INS0407
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER, team TEXT) STRICT;
INSERT INTO users_new(id, name, email, age, team) SELECT u.id, u.name, u.email, u.age, t.team FROM users AS u JOIN teams AS t ON t.user = u.id;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--= 002_step.sql
--? harmless
CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER, team TEXT) STRICT;
INSERT INTO users_new(id, name, email, age, team) SELECT u.id, u.name, u.email, u.age, t.team FROM users AS u LEFT JOIN teams AS t ON t.user = u.id;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
