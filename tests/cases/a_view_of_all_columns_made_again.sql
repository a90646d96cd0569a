--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE VIEW everybody AS SELECT * FROM users;
--! 2:33 warning INS0607: SELECT * in view everybody
--= 002_again.sql
DROP VIEW everybody;
CREATE VIEW everybody AS SELECT * FROM users WHERE id > 0;
CREATE VIEW names AS SELECT * FROM users WHERE name <> '';
--! 3:29 warning INS0607: SELECT * in view names
