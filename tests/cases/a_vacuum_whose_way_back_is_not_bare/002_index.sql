-- @transaction none
CREATE INDEX IF NOT EXISTS users_name ON users(name);
-- @down
DROP INDEX users_name;
--! 4:1 error INS0822: DROP in a step with @transaction none
