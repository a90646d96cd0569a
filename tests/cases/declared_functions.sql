-- @function normalize(1), rank_of(2)
-- @function any(*)
-- @collation german
-- @module words
CREATE TABLE t(a TEXT, b TEXT AS (normalize(a)) STORED);
CREATE INDEX t_a ON t(a COLLATE german);
CREATE VIEW v AS SELECT rank_of(a, 1), any(), any(a, b) FROM t;
CREATE VIRTUAL TABLE w USING words(a);
