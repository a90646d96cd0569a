-- @requires backfill w
CREATE TABLE t_new(id INTEGER PRIMARY KEY, v TEXT, w TEXT NOT NULL);
INSERT INTO t_new(id, v, w) SELECT id, v, w FROM t;
DROP TABLE t;
ALTER TABLE t_new RENAME TO t;
