--? INS0822
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_bare.sql
-- @transaction none
CREATE INDEX IF NOT EXISTS users_name ON users(name);
REINDEX users_name;
ANALYZE;
PRAGMA incremental_vacuum(10);
VACUUM;
