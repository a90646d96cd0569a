--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new AS SELECT id, name, 0 AS age FROM users;
ALTER TABLE users RENAME TO users_old;
ALTER TABLE users_new RENAME TO people;
--! 1:14 warning INS0605: people has no keys, defaults or constraints
