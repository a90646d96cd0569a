CREATE TABLE t(a TEXT, b INTEGER, c TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
-- @backfill c batch=50
UPDATE t SET c = a || b WHERE c IS NULL;
