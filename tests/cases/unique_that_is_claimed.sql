--? INS0507
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT);
--= 002_unique.sql
-- @requires rows (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM users GROUP BY email HAVING count(*) > 1))
CREATE UNIQUE INDEX users_email ON users(email);
