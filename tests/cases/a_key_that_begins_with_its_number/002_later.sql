CREATE TABLE u(id INTEGER PRIMARY KEY);
-- @backfill 002_fill
UPDATE t SET v = 'v' WHERE v IS NULL;
-- @backfill fill-w.2
UPDATE t SET w = 'w' WHERE w IS NULL;
-- @backfill 2024-01-08.x
UPDATE t SET x = 'x' WHERE x IS NULL;
