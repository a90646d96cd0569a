--? INS0308
--= 001_t.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, w TEXT);
INSERT INTO t(id) VALUES(1);
-- @backfill v
UPDATE t SET v = 'x' WHERE v IS NULL;
-- @backfill w after=v
UPDATE t SET w = v WHERE w IS NULL AND v IS NOT NULL;
--= 002_insists.sql
-- @requires backfill w
CREATE TABLE insists(id INTEGER PRIMARY KEY);
