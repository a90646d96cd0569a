--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE UNIQUE);
INSERT INTO users_new SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:34 warning INS0507: UNIQUE constraint failed: users_new.email
