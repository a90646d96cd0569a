--= options
--suggest-strict
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--! 1:14 note INS0716: table users could be STRICT
