-- @transaction none
PRAGMA auto_vacuum = INCREMENTAL;
VACUUM;
CREATE INDEX IF NOT EXISTS users_name ON users(name);
CREATE INDEX IF NOT EXISTS users_closed ON users(closed);
-- @down
DROP INDEX IF EXISTS users_closed;
DROP INDEX IF EXISTS users_name;
