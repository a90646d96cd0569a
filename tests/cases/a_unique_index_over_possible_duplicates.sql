--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT);
--= 002_unique.sql
CREATE UNIQUE INDEX users_email ON users(email);
--! 1:42 warning INS0507: UNIQUE constraint failed: users.email
