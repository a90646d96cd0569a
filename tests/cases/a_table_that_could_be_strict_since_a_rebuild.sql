--= options
--suggest-strict --werror
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, made DATETIME);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, made TEXT, data BLOB, a ANY, r REAL, i INT);
INSERT INTO users_new(id, made) SELECT id, made FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 4:13 note INS0716: table users could be STRICT
