ALTER TABLE t ADD COLUMN w TEXT;
-- @backfill w
UPDATE t SET w = coalesce(v, '') WHERE w IS NULL;
