--= 20260101000000_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
-- migrate:up
CREATE TABLE notes(id INTEGER PRIMARY KEY);
-- migrate:down
DROP TABLE notes;
-- migrate:down
DROP TABLE users;
--! 1:1 error INS0216: a statement before -- migrate:up
--! 6:1 error INS0216: a second -- migrate:down
