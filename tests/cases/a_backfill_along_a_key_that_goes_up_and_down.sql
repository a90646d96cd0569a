--= 001_t.sql
CREATE TABLE t(a INTEGER, b INTEGER, v TEXT, PRIMARY KEY(a DESC, b)) WITHOUT ROWID;
CREATE TABLE u(a INTEGER, b INTEGER, v TEXT, PRIMARY KEY(a DESC, b DESC)) WITHOUT ROWID;
--= 002_later.sql
CREATE TABLE later(id INTEGER PRIMARY KEY);
-- @backfill t
UPDATE t SET v = 'x' WHERE v IS NULL;
-- @backfill u
UPDATE u SET v = 'x' WHERE v IS NULL;
--! 3:1 warning INS0906: the key of t goes up by some columns and down by others: each batch sorts all rows that share the first
