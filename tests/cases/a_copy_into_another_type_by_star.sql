--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER, height INTEGER);
--= 002_rebuild.sql
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER, height CHAR(8));
INSERT INTO users(id, age, height) SELECT id, age, height FROM users_old;
DROP TABLE users_old;
--! 3:13 warning INS0412: the values of users.height are stored as another type
