--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER DEFAULT 0, kind TEXT CHECK (kind IN ('a', 'b')));
--= 002_users.sql
CREATE TABLE users_new(id INTEGER PRIMARY KEY, age INTEGER DEFAULT 1, kind TEXT CHECK (kind IN ('a', 'b', 'c')));
INSERT INTO users_new(id, age, kind) SELECT id, age, kind FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 1:14 note INS0614: users is built anew with another DEFAULT of age: 1, it was 0
--! 1:14 note INS0614: users is built anew with another CHECK: kind IN ('a', 'b', 'c'), it was kind IN ('a', 'b')
