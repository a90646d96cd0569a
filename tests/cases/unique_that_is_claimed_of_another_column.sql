--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT, nick TEXT);
--= 002_unique.sql
-- @requires rows (SELECT 1 WHERE (SELECT count(*) FROM users WHERE email = 'nobody') < 3)
CREATE UNIQUE INDEX users_nick ON users(nick);
--! 2:41 warning INS0507: UNIQUE constraint failed: users.nick
