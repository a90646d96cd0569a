--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 001_users.down.sql
-- @irreversible users are users
DROP TABLE users;
--! 1:4 error INS0113: @irreversible in a down file
