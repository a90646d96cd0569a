--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age TEXT);
--= 002_strict.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, age INTEGER) STRICT;
INSERT INTO users_new(id, age) SELECT id, 'age ' || age FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:27 error INS0508: cannot store TEXT value in INTEGER column users_new.age
