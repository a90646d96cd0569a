--? INS0820
--= options
--ddl-only=off
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, "limit" INTEGER);
--= 002_limit.sql
UPDATE users SET "limit" = (SELECT "limit" FROM users LIMIT 1);
DELETE FROM users WHERE id IN (SELECT id FROM users ORDER BY id LIMIT 1) AND users."limit" = 3;
INSERT INTO users(id) SELECT id + 100 FROM users ORDER BY id LIMIT 2;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:8 warning INS0423: different values of users.limit become the same
