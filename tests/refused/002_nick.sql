-- migrations/shop/002_nick.sql
-- @release 1.1.0
ALTER TABLE users ADD COLUMN nick TEXT;

-- @backfill 002_nick
UPDATE users SET nick = 'user ' || id WHERE nick IS NULL;

-- @down
ALTER TABLE users DROP COLUMN nick;
