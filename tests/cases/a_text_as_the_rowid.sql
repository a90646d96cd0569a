--= 001_users.sql
CREATE TABLE users(name TEXT NOT NULL PRIMARY KEY, age INTEGER);
--= 002_rebuild.sql
CREATE TABLE users_new(name INTEGER PRIMARY KEY, age INTEGER);
CREATE TRIGGER users_new_no AFTER DELETE ON users_new BEGIN SELECT raise(ABORT, 'no'); END;
INSERT INTO users_new SELECT name, age FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 3:1 error INS0508: datatype mismatch
