--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_index.sql
CREATE INDEX users_name ON users(id) WHERE name = NULL;
--! 1:49 warning INS0714: a comparison with NULL is never true
