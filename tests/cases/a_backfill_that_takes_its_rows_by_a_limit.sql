CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, w TEXT);
CREATE VIEW tv AS SELECT id, v FROM t;
CREATE TABLE five(a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER NOT NULL, d INTEGER NOT NULL,
	e INTEGER NOT NULL, v TEXT, PRIMARY KEY (a, b, c, d, e)) WITHOUT ROWID;
-- @backfill k table=t
INSERT INTO t(v) SELECT w FROM t WHERE w IS NOT NULL ORDER BY id LIMIT 200;
-- @backfill l table=t
INSERT INTO t(v) SELECT w FROM t WHERE w IS NOT NULL GROUP BY w;
-- @backfill m
DELETE FROM tv WHERE v IS NULL;
-- @backfill n
UPDATE five SET v = '' WHERE v IS NULL;
--! 10:1 error INS0901: tv is no table whose rows have a key
--! 12:1 error INS0901: the key of five has 5 columns
--! 6:1 error INS0901: GROUP BY, ORDER BY, LIMIT and compounds do not go in batches
--! 8:1 error INS0901: GROUP BY, ORDER BY, LIMIT and compounds do not go in batches
