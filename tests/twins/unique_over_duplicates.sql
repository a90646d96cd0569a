--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
--= 002_step.sql
--? harmful INS0507
CREATE UNIQUE INDEX users_email ON users(email);
--= 002_step.sql
--? harmless
UPDATE users SET email = NULL WHERE id NOT IN (SELECT min(id) FROM users GROUP BY email);
CREATE UNIQUE INDEX users_email ON users(email);
