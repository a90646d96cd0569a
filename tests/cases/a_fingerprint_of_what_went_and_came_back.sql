--? INS0303 INS0307
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX users_name ON users(name);
-- @down
DROP TABLE users;
--= 002_without.sql
DROP INDEX users_name;
-- @down
CREATE INDEX users_name ON users(name);
--= 003_again.sql
-- @fingerprint index users_name on users(name)
CREATE INDEX users_name ON users(name);
-- @down
DROP INDEX users_name;
