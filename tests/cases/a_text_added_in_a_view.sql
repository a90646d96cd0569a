--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE VIEW names AS SELECT id, ' - ' + name AS shown FROM users;
--! 2:39 warning INS0719: + adds numbers, and a text without a number is 0
