--= 001_t.sql
CREATE TABLE t(k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID;
CREATE TABLE u(a TEXT, b TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID;
CREATE TABLE w(k INTEGER PRIMARY KEY, v TEXT);
CREATE TABLE x(v TEXT);
--= 002_later.sql
CREATE TABLE later(id INTEGER PRIMARY KEY);
-- @backfill t
UPDATE t SET k = upper(k) WHERE k <> upper(k);
-- @backfill u
UPDATE u SET b = 'x' || b WHERE b NOT LIKE 'x%';
-- @backfill w
UPDATE w SET v = 'v', k = -k WHERE k > 0 AND v = 'seldom';
-- @backfill x
UPDATE x SET rowid = rowid + 1000000 WHERE rowid < 1000000 AND v = 'seldom';
--! 3:1 error INS0904: changes k, the key of t that the batches go along
--! 5:1 error INS0904: changes b, the key of u that the batches go along
--! 7:1 error INS0904: changes k, the key of w that the batches go along
--! 9:1 error INS0904: changes ROWID, the key of x that the batches go along
