--? INS0719
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
CREATE VIEW ages AS SELECT id, age + '1' AS next, name || ' +' AS shown FROM users;
