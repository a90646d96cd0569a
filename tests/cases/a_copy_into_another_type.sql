--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER);
--= 002_rebuild.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, age TEXT);
INSERT INTO users_new(id, age) SELECT id, age FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 warning INS0412: the values of users.age are stored as another type
