--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, email TEXT UNIQUE);
INSERT OR REPLACE INTO users_new SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:24 error INS0407: the copy leaves out 2 of 8 rows of users
