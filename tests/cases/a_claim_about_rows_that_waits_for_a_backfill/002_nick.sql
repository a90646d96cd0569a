ALTER TABLE users ADD COLUMN nick TEXT;
-- @backfill nicks
UPDATE users SET nick = lower(name) WHERE nick IS NULL;
