-- @rebuild users
CREATE TABLE user(id INTEGER PRIMARY KEY);
-- @rebuild users
SELECT 1;
-- @rebuild users
--! 1:13 error INS0120: @rebuild users comes before CREATE TABLE user
--! 3:13 error INS0120: no CREATE TABLE users follows @rebuild
--! 5:13 error INS0120: no CREATE TABLE users follows @rebuild
