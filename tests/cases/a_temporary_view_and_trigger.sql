--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_view.sql
CREATE VIEW temp.names AS SELECT name FROM users;
CREATE TEMPORARY TRIGGER users_t AFTER INSERT ON users BEGIN SELECT 1; END;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:18 warning INS0807: temporary names does not persist
--! 2:26 warning INS0807: temporary users_t does not persist
