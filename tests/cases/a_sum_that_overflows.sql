--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, age INTEGER);
--= 002_sums.sql
CREATE TABLE sums(total INTEGER);
INSERT INTO sums SELECT abs(-9223372036854775807 - 1) FROM users;
--! 2:1 error INS0510: integer overflow
