--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);
--= 002_w.sql
ALTER TABLE t ADD COLUMN w TEXT;
-- @backfill w
UPDATE t SET w = coalesce(v, '') WHERE w IS NULL;
--= 003_x.sql
ALTER TABLE t ADD COLUMN x TEXT;
ALTER TABLE t RENAME COLUMN w TO called;
--! 2:1 error INS0908: backfill w of 002_w.sql:3 cannot be run any more after this step
