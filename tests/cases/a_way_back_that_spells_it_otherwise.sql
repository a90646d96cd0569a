--? INS0305 INS0306 INS0311 INS0312
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX users_name ON users(name);
--= 002_email.sql
DROP INDEX users_name;
ALTER TABLE users ADD COLUMN email TEXT;
-- @down
ALTER TABLE users DROP COLUMN email;
create index users_name
	on users (name);
