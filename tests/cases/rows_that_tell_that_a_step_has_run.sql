--? INS0310
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_root.sql
-- @fingerprint rows (SELECT 1 FROM users WHERE id = -1)
INSERT INTO users VALUES (-1, 'root');
--= 003_index.sql
CREATE INDEX users_name ON users(name);
--= 004_index.sql
DROP INDEX users_name;
CREATE INDEX users_name ON users(name DESC);
