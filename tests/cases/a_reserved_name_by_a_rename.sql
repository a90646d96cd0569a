--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_rename.sql
ALTER TABLE users RENAME TO Schema_Migrations;
--! 1:13 error INS0703: reserved name Schema_Migrations
