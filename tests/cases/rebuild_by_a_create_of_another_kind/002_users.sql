-- @rebuild users
CREATE TABLE IF NOT EXISTS users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
-- @rebuild users
CREATE TEMP TABLE users(id);
DROP TABLE temp.users;
-- @rebuild users
CREATE TABLE users AS SELECT 1;
-- @rebuild users
CREATE VIRTUAL TABLE users USING fts5(name);
--! 2:28 error INS0120: with IF NOT EXISTS the new users would not be made
--! 4:19 error INS0120: @rebuild cannot make the temporary table users
--! 7:14 error INS0120: @rebuild needs the columns of users, not AS SELECT
--! 9:22 error INS0120: @rebuild cannot make the virtual table users
